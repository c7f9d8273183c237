package dev.tamga.ca.proof;

import java.io.IOException;
import java.util.Arrays;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.SignInProof;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.DerShape;
import dev.tamga.ca.chain.LeafKey;
import dev.tamga.ca.chain.Suite;
import dev.tamga.ca.sm2.CmsSignature;
import dev.tamga.ca.sm2.Sm2Signature;

/**
 * Whether a certificate's key signed a text: a bare signature, or a CMS without signed attributes around one. The key,
 * not the signature, says which algorithm it is: nothing is negotiated.
 */
final class SignatureCheck {
    private SignatureCheck() {}

    static void check(CertificateView leaf, byte[] text, byte[] signature) throws Refused {
        if (signature.length == 0 || signature.length > SignInProof.MAX_SIGNATURE_BYTES) {
            throw unknown("signature has " + signature.length + " bytes");
        }
        byte[] bare = CmsSignature.isCms(signature) ? unwrapped(leaf, text, signature) : signature;
        boolean verified = switch (leaf.key()) {
            case LeafKey.Sm2 sm2 -> sm2.key().verifies(text, plain(bare));
            case LeafKey.Rsa rsa -> verifiesRsa(leaf, rsa, text, bare);
            case LeafKey.Foreign foreign ->
                    throw new Refused(new Refusal.WeakAlgorithm("key is " + foreign.algorithm()
                            + "; expected SM2 or RSA"));
        };
        if (!verified) {
            throw new Refused(new Refusal.SignatureInvalid("the certificate's key did not sign the challenge"));
        }
    }

    private static byte[] plain(byte[] bare) throws Refused {
        return Sm2Signature.plain(bare)
                .orElseThrow(() -> unknown(
                        bare.length + " bytes are neither DER, 64 nor 128 bytes of an SM2 signature"));
    }

    // RFC 8017 §8.2.2: the signature is as long as the modulus.
    private static boolean verifiesRsa(CertificateView leaf, LeafKey.Rsa rsa, byte[] text, byte[] bare) throws Refused {
        int expected = (rsa.key().getModulus().bitLength() + 7) / 8;
        if (bare.length != expected) {
            throw unknown("RSA signature has " + bare.length + " bytes; expected " + expected);
        }
        return Suite.RSA_SHA256.verifies(leaf.publicKey(), text, bare);
    }

    /** The bare signature inside a CMS that says nothing else than what is expected here. */
    private static byte[] unwrapped(CertificateView leaf, byte[] text, byte[] encoded) throws Refused {
        CmsSignature cms = read(leaf, encoded);
        if (cms.isWeak()) {
            throw new Refused(new Refusal.WeakAlgorithm("the CMS digest is weaker than SHA-256"));
        }
        boolean fits = leaf.key() instanceof LeafKey.Sm2 ? cms.isSm2() : cms.isRsa();
        if (!fits) {
            throw new Refused(new Refusal.SignatureInvalid("the CMS names an algorithm that is not the key's"));
        }
        if (cms.content().isPresent() && !Arrays.equals(cms.content().get(), text)) {
            throw new Refused(new Refusal.SignatureInvalid("the CMS carries another text than the challenge"));
        }
        return cms.signature();
    }

    private static CmsSignature read(CertificateView leaf, byte[] encoded) throws Refused {
        try {
            DerShape.check(encoded);
        } catch (IOException e) {
            throw unknown("the CMS is not DER: " + e.getMessage());
        }
        return CmsSignature.read(encoded, leaf.x509())
                .orElseThrow(() -> unknown("the CMS is not of the accepted form: exactly one signer, its certificate"
                        + " the presented one, no signed attributes"));
    }

    private static Refused unknown(String detail) {
        return new Refused(new Refusal.SignatureFormatUnknown(detail));
    }
}
