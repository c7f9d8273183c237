package dev.tamga.idp.trust;

import java.time.Duration;
import java.util.Locale;

import io.micrometer.core.instrument.MeterRegistry;

import dev.tamga.ca.CaId;
import dev.tamga.ca.revocation.Breaker;
import dev.tamga.ca.revocation.RevocationEvents;
import dev.tamga.ca.revocation.RevocationPolicy;

/** Counts what each CA's revocation services answered, and who was let in by grace. */
public final class RevocationMeters implements RevocationEvents {
    private final MeterRegistry registry;

    public RevocationMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void answered(CaId ca, RevocationPolicy.Kind source, Duration took) {
        registry.timer("tamga.revocation.answer", "ca", ca.value(), "source", word(source)).record(took);
    }

    @Override
    public void failed(CaId ca, RevocationPolicy.Kind source) {
        registry.counter("tamga.revocation.failure", "ca", ca.value(), "source", word(source)).increment();
    }

    @Override
    public void turned(CaId ca, RevocationPolicy.Kind source, Breaker.State state) {
        registry.counter(
                "tamga.revocation.breaker", "ca", ca.value(), "source", word(source), "state", word(state)).increment();
    }

    @Override
    public void graced(CaId ca, String grace) {
        registry.counter("tamga.revocation.grace", "ca", ca.value(), "grace", grace).increment();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
