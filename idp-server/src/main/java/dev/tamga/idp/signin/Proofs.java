package dev.tamga.idp.signin;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.SignInProof;
import dev.tamga.ca.Verification;
import dev.tamga.idp.signin.Challenges.Answered;

/** Checks that whoever sent a request holds the key of the certificate in it: the one way in for every purpose. */
public final class Proofs {
    private final Challenges challenges;
    private final ProofVerifier verifier;

    public Proofs(Challenges challenges, ProofVerifier verifier) {
        this.challenges = challenges;
        this.verifier = verifier;
    }

    /**
     * A proof as a browser posted it.
     *
     * @param json the proof, unread
     * @param shown the data that the key has to have signed with it; empty for none
     * @param browserHash of the browser cookie; empty where the browser sent none
     */
    public record Posted(String json, Map<String, String> shown, Optional<byte[]> browserHash) {}

    /** Spends the challenge, then verifies: it is spent whatever follows. One insert. */
    public Verification check(Posted posted, Purpose purpose) {
        return read(posted, purpose, Proofs::refused, (proof, challenge) -> challenges.spend(challenge)
                .map(Proofs::refused)
                .orElseGet(() -> verify(proof, challenge)));
    }

    /** Verifies, without a statement: the caller spends the challenge in the transaction of what follows from it. */
    Unspent verify(Posted posted, Purpose purpose) {
        return read(
                posted,
                purpose,
                refusal -> new Unspent(refused(refusal), Optional::empty),
                (proof, challenge) -> new Unspent(verify(proof, challenge), () -> challenges.spend(challenge)));
    }

    /**
     * A verified proof whose challenge is still to be spent.
     *
     * @param spend joins the caller's transaction; a refusal says that the challenge was used before, so that this proof
     *     proves nothing
     */
    record Unspent(Verification verification, Supplier<Optional<Refusal>> spend) {}

    private <T> T read(
            Posted posted, Purpose purpose, Function<Refusal, T> dead, BiFunction<SignInProof, Challenge, T> live) {
        if (posted.json().length() > ProofReader.MAX_CHARACTERS) {
            return dead.apply(new Refusal.CertificateTooLarge(
                    "proof of " + posted.json().length() + " characters; at most " + ProofReader.MAX_CHARACTERS));
        }
        SignInProof proof = ProofReader.read(posted.json());
        if (posted.browserHash().isEmpty()) {
            return dead.apply(new Refusal.ChallengeUnknown("the browser sent no browser cookie"));
        }
        var request = new Challenges.Request(purpose, posted.shown(), posted.browserHash().get());
        return switch (challenges.find(proof.text(), request)) {
            case Answered.Dead answered -> dead.apply(answered.refusal());
            case Answered.Live answered -> live.apply(proof, answered.challenge());
        };
    }

    private Verification verify(SignInProof proof, Challenge challenge) {
        Verification verification = verifier.verify(proof, challenge);
        return verification instanceof Verification.Accepted accepted
                ? HolderLimits.check(accepted.holder())
                        .<Verification>map(refusal ->
                                new Verification.Rejected(refusal, Optional.of(accepted.holder().ca())))
                        .orElse(verification)
                : verification;
    }

    private static Verification refused(Refusal refusal) {
        return new Verification.Rejected(refusal, Optional.empty());
    }
}
