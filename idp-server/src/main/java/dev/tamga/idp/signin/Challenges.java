package dev.tamga.idp.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.ca.Refusal;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.signin.ChallengeStore.Row;
import dev.tamga.idp.web.Issuer;

/**
 * Issues challenges and takes them back. A challenge is single use, lives for a few minutes of the server's clock and
 * belongs to the browser that asked for it: a proof that was relayed from another browser finds none.
 */
public final class Challenges {
    /** Longer than an expired challenge can be of use in telling "expired" from "unknown". */
    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofHours(1);

    private final ChallengeStore store;
    private final Issuer issuer;
    private final Ids ids;
    private final Clock clock;
    private final Duration lifetime;

    public Challenges(Jdbi jdbi, Issuer issuer, Moment moment) {
        this.store = new ChallengeStore(jdbi);
        this.issuer = issuer;
        this.ids = moment.ids();
        this.clock = moment.clock();
        this.lifetime = moment.lifetime();
    }

    /** Where nonces come from, by which clock they expire, and after how long. */
    public record Moment(Ids ids, Clock clock, Duration lifetime) {}

    /** What the page hands to the assistant, which adds the origin and the digest of what it shows. */
    public record Issued(Purpose purpose, String nonce, Instant expiresAt) {}

    /** One insert. */
    public Issued issue(Purpose purpose, byte[] browserHash) {
        Instant expiresAt = clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
        String nonce = ids.secret();
        store.insert(nonce, browserHash, new Row(purpose, expiresAt));
        return new Issued(purpose, nonce, expiresAt);
    }

    /** The line that a key has to sign for an issued challenge and the data shown, on this server's own origin. */
    public Challenge expected(Issued issued, Map<String, String> shown) {
        return new Challenge(
                issued.purpose(), issuer.origin(), issued.nonce(), issued.expiresAt(), Challenge.binds(shown));
    }

    /** Either the challenge was live and is taken now, or the reason why not. */
    sealed interface Taking {
        /** @param challenge what was issued: compare the signed line with it byte for byte */
        record Taken(Challenge challenge) implements Taking {}

        record Missing(Refusal refusal) implements Taking {}
    }

    /**
     * Takes the challenge that a signed line claims to answer, before anything else of the proof is looked at.
     *
     * @param text unverified
     */
    Taking take(String text, Request request) {
        Challenge claimed;
        try {
            claimed = Challenge.parse(text);
        } catch (IllegalArgumentException e) {
            return unknown("signed line: " + e.getMessage());
        }
        Row row = new Row(request.purpose(), claimed.expiresAt());
        if (!store.take(claimed.nonce(), request.browserHash(), row, clock.instant())) {
            return store.takeAsIssued(claimed.nonce(), request.browserHash(), clock.instant())
                    .map(issued -> differs(issued, request.purpose()))
                    .orElseGet(() -> unknown("no such challenge, or used before, or another browser's"));
        }
        if (!clock.instant().isBefore(row.expiresAt())) {
            return new Taking.Missing(
                    new Refusal.ChallengeExpired("expired at " + row.expiresAt() + ", now " + clock.instant()));
        }
        return new Taking.Taken(
                expected(new Issued(request.purpose(), claimed.nonce(), row.expiresAt()), request.shown()));
    }

    /** What a proof has to be for. */
    record Request(Purpose purpose, Map<String, String> shown, byte[] browserHash) {}

    private static Taking differs(Row issued, Purpose expected) {
        return issued.purpose() == expected
                ? unknown("the signed line's expiry is not the one issued")
                : new Taking.Missing(new Refusal.WrongPurpose(
                        "challenge was issued for " + issued.purpose().word() + "; expected " + expected.word()));
    }

    private static Taking unknown(String detail) {
        return new Taking.Missing(new Refusal.ChallengeUnknown(detail));
    }

    /** @return rows deleted; call again while it is full */
    public int deleteExpired() {
        return store.deleteExpired(clock.instant().minus(KEPT_AFTER_EXPIRY));
    }
}
