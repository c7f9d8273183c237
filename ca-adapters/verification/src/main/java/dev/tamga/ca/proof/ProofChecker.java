package dev.tamga.ca.proof;

import java.nio.charset.StandardCharsets;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.SignInProof;
import dev.tamga.ca.profile.CompliantChain;

/** Checks what was signed, then who signed it. */
public final class ProofChecker {
    private ProofChecker() {}

    /** @param attempt what was presented, against which challenge, when */
    public static ProvenChain check(CompliantChain chain, Attempt attempt) throws Refused {
        Challenge expected = attempt.expected();
        SignInProof proof = attempt.proof();
        checkText(proof.text(), expected);
        if (attempt.at().isAfter(expected.expiresAt())) {
            throw new Refused(new Refusal.ChallengeExpired("the challenge ended " + expected.expiresAt()
                    + "; expected a proof before, it is " + attempt.at()));
        }
        SignatureCheck.check(chain.leaf(), expected.text().getBytes(StandardCharsets.US_ASCII), proof.signature());
        return new ProvenChain(chain);
    }

    /** The whole line decides, byte for byte; its fields only choose the message. */
    private static void checkText(String text, Challenge expected) throws Refused {
        if (text.equals(expected.text())) {
            return;
        }
        Challenge signed = parse(text);
        if (!signed.nonce().equals(expected.nonce()) || !signed.expiresAt().equals(expected.expiresAt())) {
            throw new Refused(new Refusal.ChallengeUnknown("the signed nonce or expiry is not the issued one; expected "
                    + expected.expiresAt() + " and its nonce"));
        }
        if (!signed.origin().equals(expected.origin())) {
            throw new Refused(new Refusal.WrongOrigin(
                    "the signed origin is " + signed.origin() + "; expected " + expected.origin()));
        }
        throw new Refused(new Refusal.WrongPurpose("the signed purpose or digest of the data shown is \""
                + signed.purpose().word() + " " + signed.binds() + "\"; expected \""
                + expected.purpose().word() + " " + expected.binds() + "\""));
    }

    private static Challenge parse(String text) throws Refused {
        try {
            return Challenge.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(new Refusal.ChallengeUnknown("the signed text is no challenge: " + e.getMessage()));
        }
    }
}
