package dev.tamga.idp.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.ca.HolderKind;
import dev.tamga.ca.KeyMedium;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.Verification;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.limit.KeyFailures;
import dev.tamga.idp.session.NewSession;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signin.BoundKeys.BoundKey;
import dev.tamga.idp.signin.Proofs.Posted;
import dev.tamga.idp.signin.Proofs.Unspent;
import dev.tamga.idp.signout.SignOut;

/** Signs in with a certificate: possession, then the binding, then a session. */
public final class CertificateSignIn {
    private final Proofs proofs;
    private final BoundKeys keys;
    private final Writing writing;
    private final KeyFailures failures;

    /** Where a sign-in is written down, and what ends the one before it. */
    public record Writing(Jdbi jdbi, SignInSessions sessions, SignOut signOut, Audit audit) {}

    public CertificateSignIn(Proofs proofs, BoundKeys keys, Writing writing, KeyFailures failures) {
        this.proofs = proofs;
        this.keys = keys;
        this.writing = writing;
        this.failures = failures;
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** @param token the session cookie's value */
        record SignedIn(String token) implements Outcome {}

        record TurnedAway(Refusal refusal, Optional<CaId> ca) implements Outcome {}
    }

    /**
     * Find the key; spend the challenge, write session and event: four statements in one commit. The challenge is spent
     * in the transaction of the outcome, also of a refusal: of many proofs that answer it one has an outcome.
     *
     * @param earlier the session that this browser had: the same subject goes on with it, another subject's ends
     */
    public Outcome signIn(Posted posted, Optional<SignInSession> earlier) {
        Unspent proof = proofs.verify(posted, Purpose.SIGN_IN);
        return switch (proof.verification()) {
            case Verification.Rejected rejected ->
                turnAway(proof, rejected, AuditEvent.of(AuditEvent.Type.SIGN_IN));
            case Verification.Accepted accepted -> admit(proof, accepted, earlier);
        };
    }

    private Outcome admit(Unspent proof, Verification.Accepted accepted, Optional<SignInSession> earlier) {
        VerifiedHolder holder = accepted.holder();
        Optional<BoundKey> found = keys.findByHolder(holder);
        Optional<Refusal> refusal = refusal(holder, found).map(why -> failures.counted(why, holder.key()));
        AuditEvent event = AuditEvent.of(AuditEvent.Type.SIGN_IN)
                .key(holder.ca().value(), holder.key().keyNumber())
                .grace(accepted.revocationGrace());
        if (refusal.isPresent()) {
            AuditEvent known = found.map(key -> event.subject(key.subjectId())).orElse(event);
            return turnAway(proof, new Verification.Rejected(refusal.get(), Optional.of(holder.ca())), known);
        }
        BoundKey key = found.orElseThrow();
        NewSession session = new NewSession(
                key.subjectId(), key.keyId(), holder.ca(), amr(holder.key().medium()), holder.kind(), holder.region(),
                holder.project());
        Outcome outcome = writing.jdbi().inTransaction(handle -> proof.spend().get()
                .or(() -> settle(key, holder))
                .map(spent -> record(new Verification.Rejected(spent, Optional.of(holder.ca())), event))
                .orElseGet(() -> start(session, event, earlier)));
        if (outcome instanceof Outcome.SignedIn) {
            earlier.filter(known -> !known.subjectId().equals(key.subjectId())).ifPresent(writing.signOut()::end);
        }
        return outcome;
    }

    /** No statement for a key that is bound already. */
    private Optional<Refusal> settle(BoundKey key, VerifiedHolder holder) {
        return key.standing() == BoundKeys.Standing.RENEWS ? keys.settle(key, holder) : Optional.empty();
    }

    private Outcome start(NewSession session, AuditEvent event, Optional<SignInSession> earlier) {
        SignInSessions sessions = writing.sessions();
        writing.audit().record(event.subject(session.subjectId()));
        return new Outcome.SignedIn(
                earlier.flatMap(known -> sessions.renew(known, session)).orElseGet(() -> sessions.start(session)));
    }

    private static Optional<Refusal> refusal(VerifiedHolder holder, Optional<BoundKey> key) {
        // A person inside an organisation never acts as the enterprise, whatever code the certificate holds (5.3).
        if (holder.kind() == HolderKind.ORGANIZATION_PERSON) {
            return Optional.of(new Refusal.LegalRepresentativeKey("holder kind is " + holder.kind()));
        }
        if (key.isEmpty()) {
            return Optional.of(new Refusal.NotBound("no binding of key " + holder.key().keyNumber()));
        }
        return switch (key.get().standing()) {
            case BOUND, RENEWS -> Optional.empty();
            case FROZEN -> Optional.of(new Refusal.KeyFrozen("key " + key.get().keyId()));
            case RENAMED -> Optional.of(new Refusal.NameMismatch("renews key " + key.get().keyId() + " under another name"));
        };
    }

    private Outcome turnAway(Unspent proof, Verification.Rejected rejected, AuditEvent event) {
        return writing.jdbi().inTransaction(handle -> record(
                proof.spend().get()
                        .map(spent -> new Verification.Rejected(spent, rejected.ca()))
                        .orElse(rejected),
                event));
    }

    private Outcome record(Verification.Rejected rejected, AuditEvent event) {
        AuditEvent told = event.code(rejected.refusal().code()).detail(rejected.refusal().detail());
        writing.audit().record(told.caId().isPresent() ? told : rejected.ca().map(ca -> told.ca(ca.value())).orElse(told));
        return new Outcome.TurnedAway(rejected.refusal(), rejected.ca());
    }

    /** RFC 8176: never {@code pin} or {@code mfa}, which a server cannot see. */
    static List<String> amr(KeyMedium medium) {
        List<String> values = new ArrayList<>(List.of("pop"));
        switch (medium) {
            case HARDWARE -> values.add("hwk");
            case SOFTWARE -> values.add("swk");
            case UNKNOWN -> { }
        }
        return List.copyOf(values);
    }
}
