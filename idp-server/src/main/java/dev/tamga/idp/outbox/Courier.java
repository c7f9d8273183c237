package dev.tamga.idp.outbox;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.outbox.OutboxStore.Span;
import dev.tamga.idp.outgoing.Outgoing;
import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.secret.Ids;

/** Tells one platform what it is to be told, one message after the other. */
final class Courier {
    /** A node that dies loses its message to another after so long; far longer than an attempt may take. */
    static final Duration LEASE = Duration.ofSeconds(60);
    /** A platform that could not be told in this time is not told any more. */
    static final Duration PATIENCE = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final Jdbi jdbi;
    private final OutboxStore store;
    private final Surroundings around;
    private final Backoff backoff;

    Courier(Jdbi jdbi, Surroundings around, Backoff backoff) {
        this.jdbi = jdbi;
        this.store = new OutboxStore(jdbi);
        this.around = around;
        this.backoff = backoff;
    }

    /** What a delivery needs beside its row. */
    record Surroundings(
            Platforms platforms, LogoutTokens tokens, Outgoing outgoing, Audit audit, Ids ids, Clock clock) {}

    /**
     * Until nothing is due, or the platform cannot be reached: then its other messages would not get through either.
     */
    void visit(String platformId) {
        Optional<Claimed> next = claim(platformId);
        while (next.isPresent() && deliver(next.get()) && !Thread.currentThread().isInterrupted()) {
            next = claim(platformId);
        }
    }

    private Optional<Claimed> claim(String platformId) {
        Instant now = around.clock().instant();
        return store.findNext(platformId, now)
                .flatMap(id -> store.claim(id, around.ids().next(), new Span(now, now.plus(LEASE))));
    }

    /** @return whether the platform answered */
    private boolean deliver(Claimed message) {
        Optional<Platform> platform = around.platforms().find(message.platformId());
        Optional<String> address = platform.flatMap(known -> known.addresses().backchannelLogoutUri());
        if (address.isEmpty()) {
            giveUp(message, "no backchannel-logout-uri");
            return true;
        }
        Outcome outcome = attempt(message, platform.get(), address.get());
        if (outcome.isGood()) {
            store.delivered(message, outcome.text(), around.clock().instant());
        } else {
            failed(message, outcome.text());
        }
        return outcome.answered();
    }

    private record Outcome(String text, boolean answered) {
        // Back-Channel Logout §2.8: 200, and 204 of frameworks that turn an empty 200 into it. All others are tried
        // again, 400 included: it also stands for "the logout failed" and for a token judged by keys not yet fetched
        // anew.
        boolean isGood() {
            return answered && (text.equals("200") || text.equals("204"));
        }
    }

    private Outcome attempt(Claimed message, Platform platform, String address) {
        try {
            String token = around.tokens().sign(platform, message.subjectId(), message.sessionId());
            int status = around.outgoing().post(URI.create(address), Map.of("logout_token", token));
            return new Outcome(String.valueOf(status), true);
        } catch (IOException | RuntimeException e) {
            String text = String.valueOf(e.getMessage());
            return new Outcome(text.substring(0, Math.min(text.length(), 200)), false);
        }
    }

    private void failed(Claimed message, String outcome) {
        Instant now = around.clock().instant();
        Instant next = now.plus(backoff.after(message.attempts()));
        LOG.info("logout message {} to platform {}: attempt {} failed: {}",
                message.id(), message.platformId(), message.attempts(), outcome);
        if (next.isAfter(message.createdAt().plus(PATIENCE))) {
            giveUp(message, outcome);
        } else {
            store.postpone(message, outcome, new Span(now, next));
        }
    }

    private void giveUp(Claimed message, String outcome) {
        jdbi.useTransaction(handle -> {
            if (store.givenUp(message, outcome, around.clock().instant())) {
                around.audit().record(AuditEvent.of(AuditEvent.Type.LOGOUT_UNDELIVERED)
                        .subject(message.subjectId())
                        .platform(message.platformId())
                        .detail(outcome + " (after " + message.attempts() + " attempts)"));
            }
        });
    }
}
