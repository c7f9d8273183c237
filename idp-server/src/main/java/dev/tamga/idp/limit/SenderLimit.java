package dev.tamga.idp.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

import jakarta.servlet.http.HttpServletRequest;

/** How often one address may do what leaves much behind, in the memory of this node. */
public final class SenderLimit {
    private final Buckets buckets;

    /** @param nanos a clock that never goes back, such as {@link System#nanoTime} */
    public SenderLimit(Allowance allowance, LongSupplier nanos) {
        this.buckets = new Buckets(allowance, nanos);
    }

    /** Takes one. @return how long to wait, if there was none */
    public Optional<Duration> take(HttpServletRequest request) {
        return buckets.take(Sender.of(request));
    }
}
