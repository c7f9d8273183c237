package dev.tamga.idp.signin;

import java.util.Map;
import java.util.Optional;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.SignInProof;
import dev.tamga.ca.Verification;
import dev.tamga.idp.signin.Challenges.Taking;

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

    /** Read, take the challenge, verify: in this order, so that a challenge is spent whatever follows. */
    public Verification check(Posted posted, Purpose purpose) {
        if (posted.json().length() > ProofReader.MAX_CHARACTERS) {
            return refused(new Refusal.CertificateTooLarge(
                    "proof of " + posted.json().length() + " characters; at most " + ProofReader.MAX_CHARACTERS));
        }
        SignInProof proof = ProofReader.read(posted.json());
        if (posted.browserHash().isEmpty()) {
            return refused(new Refusal.ChallengeUnknown("the browser sent no browser cookie"));
        }
        var request = new Challenges.Request(purpose, posted.shown(), posted.browserHash().get());
        return switch (challenges.take(proof.text(), request)) {
            case Taking.Missing missing -> refused(missing.refusal());
            case Taking.Taken taken -> storable(verifier.verify(proof, taken.challenge()));
        };
    }

    private static Verification storable(Verification verification) {
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
