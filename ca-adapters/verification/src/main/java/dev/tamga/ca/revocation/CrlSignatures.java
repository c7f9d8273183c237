package dev.tamga.ca.revocation;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.TrustedChain;
import dev.tamga.ca.crl.Crl;
import dev.tamga.ca.crl.UnusableCrl;
import dev.tamga.ca.crl.UnverifiedCrl;

/**
 * Verifies a CRL with the key that issued the certificate in question, or with another that the same anchor vouches
 * for: the new key of a CA of the same name, or the issuer of an indirect CRL (RFC 5280 §6.3.3 (f)).
 */
final class CrlSignatures {
    // A signer's own CRL may be signed by another; that one's is not.
    private static final int MOST_DEPTH = 2;

    private final Status status;

    /** Whether the certificate of a CRL's signer is revoked itself. */
    @FunctionalInterface
    interface Status {
        /**
         * Asks, or not: a certificate that names no source has no revocation to ask for.
         *
         * @param depth how many CRLs' signers led here
         */
        Optional<Answer> of(Question question, Instant now, int depth) throws Unanswered;
    }

    CrlSignatures(Status status) {
        this.status = status;
    }

    Crl verify(UnverifiedCrl crl, Question question, Instant now, int depth) throws UnusableCrl {
        if (crl.names(question.issuer())) {
            return crl.verified(question.issuer());
        }
        List<TrustedChain> others = CrlSigners.find(question, crl.header().issuer(), now);
        UnusableCrl failure = new UnusableCrl("the CRL is not signed by the certificate's issuer"
                + " nor by another key of the CA that may sign CRLs");
        for (TrustedChain signer : others) {
            try {
                if (crl.names(signer.leaf())) {
                    Crl verified = crl.verified(signer.leaf());
                    checkStatus(signer, question, now, depth + 1);
                    return verified;
                }
            } catch (UnusableCrl e) {
                failure = e;
            }
        }
        throw failure;
    }

    private void checkStatus(TrustedChain signer, Question question, Instant now, int depth) throws UnusableCrl {
        List<CertificateView> path = signer.path();
        for (int i = 0; i < path.size() - 1; i++) {
            // The issuer's state is asked for with the path of the certificate in question. And the CRL issuer whose
            // own certificate names its own CRL is believed about itself: nobody else may speak of it.
            if (!isSame(path.get(i), question.issuer()) && !isSame(path.get(i), question.certificate())) {
                checkStatus(question.of(path.get(i), path.get(i + 1)), now, depth);
            }
        }
    }

    private static boolean isSame(CertificateView one, CertificateView other) {
        return Arrays.equals(one.der(), other.der());
    }

    private void checkStatus(Question signer, Instant now, int depth) throws UnusableCrl {
        String name = "the CRL's signer \"" + signer.certificate().subject() + "\" ";
        if (depth > MOST_DEPTH) {
            throw new UnusableCrl(name + "rests on too many others");
        }
        try {
            Optional<Answer> answer = status.of(signer, now, depth);
            if (answer.isPresent() && answer.get().status() != Answer.Status.GOOD) {
                throw new UnusableCrl(name + "is revoked");
            }
        } catch (Unanswered e) {
            throw new UnusableCrl(name + "may be revoked: " + e.getMessage());
        }
    }
}
