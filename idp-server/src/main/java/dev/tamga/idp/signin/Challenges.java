package dev.tamga.idp.signin;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.ca.Refusal;
import dev.tamga.idp.replay.SpentJti;
import dev.tamga.idp.secret.MasterKey;
import dev.tamga.idp.web.Issuer;

/**
 * Issues challenges and recognises them. A challenge is single use, lives for a few minutes of the server's clock and
 * belongs to the browser that asked for it: a proof that was relayed from another browser answers none. Issuing one
 * writes nothing, spending one is an insert (decisions/0035).
 */
public final class Challenges {
    /** So long a node whose clock is behind may still take what this one calls expired. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final Refusal SPENT = new Refusal.ChallengeUnknown("used before");

    private final ChallengeNonces nonces;
    private final SpentJti spent;
    private final Issuer issuer;
    private final Clock clock;
    private final Duration lifetime;

    public Challenges(Secrets secrets, SpentJti spent, Issuer issuer, Moment moment) {
        this.nonces = new ChallengeNonces(secrets.master(), secrets.random());
        this.spent = spent;
        this.issuer = issuer;
        this.clock = moment.clock();
        this.lifetime = moment.lifetime();
    }

    /** What nonces are made of. */
    public record Secrets(MasterKey master, SecureRandom random) {}

    /** By which clock challenges expire, and after how long. */
    public record Moment(Clock clock, Duration lifetime) {}

    /** What the page hands to the assistant, which adds the origin and the digest of what it shows. */
    public record Issued(Purpose purpose, String nonce, Instant expiresAt) {}

    /** Without a statement. */
    public Issued issue(Purpose purpose, byte[] browserHash) {
        Instant expiresAt = clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
        return new Issued(purpose, nonces.make(purpose, expiresAt, browserHash), expiresAt);
    }

    /** The line that a key has to sign for an issued challenge and the data shown, on this server's own origin. */
    public Challenge expected(Issued issued, Map<String, String> shown) {
        return new Challenge(
                issued.purpose(), issuer.origin(), issued.nonce(), issued.expiresAt(), Challenge.binds(shown));
    }

    /** What a signed line answers: a challenge that was issued and has not expired, or the reason why not. */
    sealed interface Answered {
        /** @param challenge what was issued: compare the signed line with it byte for byte, and {@link #spend} it */
        record Live(Challenge challenge) implements Answered {}

        record Dead(Refusal refusal) implements Answered {}
    }

    /** What a proof has to be for. */
    record Request(Purpose purpose, Map<String, String> shown, byte[] browserHash) {}

    /**
     * Finds the challenge that a signed line claims to answer. A challenge that was issued for something else is spent
     * by the attempt; of any other, no statement is made.
     *
     * @param text unverified
     */
    Answered find(String text, Request request) {
        Challenge claimed;
        try {
            claimed = Challenge.parse(text);
        } catch (IllegalArgumentException e) {
            return new Answered.Dead(new Refusal.ChallengeUnknown("signed line: " + e.getMessage()));
        }
        Optional<Purpose> purpose = nonces.find(claimed.nonce(), claimed.expiresAt(), request.browserHash());
        if (purpose.isEmpty()) {
            return new Answered.Dead(
                    new Refusal.ChallengeUnknown("no such challenge, or of another browser, or with another expiry"));
        }
        if (!clock.instant().isBefore(claimed.expiresAt())) {
            return new Answered.Dead(new Refusal.ChallengeExpired(
                    "expired at " + claimed.expiresAt() + ", now " + clock.instant()));
        }
        Issued issued = new Issued(purpose.get(), claimed.nonce(), claimed.expiresAt());
        return issued.purpose() == request.purpose()
                ? new Answered.Live(expected(issued, request.shown()))
                : new Answered.Dead(spentForAnother(issued, request.purpose()));
    }

    private Refusal spentForAnother(Issued issued, Purpose expected) {
        return spend(issued.nonce(), issued.expiresAt())
                .orElseGet(() -> new Refusal.WrongPurpose("challenge was issued for " + issued.purpose().word()
                        + "; expected " + expected.word()));
    }

    /** One insert, in the caller's transaction if there is one. @return why it cannot be spent: it was before */
    Optional<Refusal> spend(Challenge challenge) {
        return spend(challenge.nonce(), challenge.expiresAt());
    }

    private Optional<Refusal> spend(String nonce, Instant expiresAt) {
        boolean first = spent.spend(SpentJti.Purpose.CHALLENGE, "", nonce, expiresAt.plus(CLOCKS_DIFFER));
        return first ? Optional.empty() : Optional.of(SPENT);
    }
}
