package dev.tamga.ca.proof;

import java.io.IOException;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.SignInProof;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.DerShape;
import dev.tamga.ca.sm2.CmsSignature;

/** Whether a certificate's key signed a text: a bare signature, or a CMS around one. Forms: docs/signatures.md. */
final class SignatureCheck {
    private SignatureCheck() {}

    static void check(CertificateView leaf, byte[] text, byte[] signature) throws Refused {
        if (signature.length == 0 || signature.length > SignInProof.MAX_SIGNATURE_BYTES) {
            throw new Refused(new Refusal.SignatureFormatUnknown("signature has " + signature.length
                    + " bytes; expected 1 to " + SignInProof.MAX_SIGNATURE_BYTES));
        }
        if (CmsSignature.isCms(signature)) {
            checkCms(leaf, text, signature);
        } else if (!BareSignature.verifies(leaf.key(), text, signature)) {
            throw new Refused(new Refusal.SignatureInvalid("the certificate's key did not sign the challenge"));
        }
    }

    private static void checkCms(CertificateView leaf, byte[] text, byte[] encoded) throws Refused {
        checkDer(encoded);
        CmsSignature cms = CmsSignature.read(encoded, leaf.x509());
        CmsAlgorithms algorithms = CmsAlgorithms.of(cms);
        byte[] signed = cms.signed(text, algorithms.digest());
        if (!algorithms.suite().verifies(leaf.key(), signed, cms.signature())) {
            throw new Refused(new Refusal.SignatureInvalid(
                    "the certificate's key did not make the CMS by " + algorithms.suite()));
        }
    }

    private static void checkDer(byte[] encoded) throws Refused {
        try {
            DerShape.check(encoded);
        } catch (IOException e) {
            throw new Refused(new Refusal.SignatureFormatUnknown("the CMS is not DER: " + e.getMessage()));
        }
    }
}
