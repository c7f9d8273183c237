package dev.tamga.ca.proof;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.LeafKey;
import dev.tamga.ca.chain.Suite;
import dev.tamga.ca.sm2.EcdsaKey;
import dev.tamga.ca.sm2.Sm2Signature;

/**
 * A signature that names no algorithm. The key says which it is: SM2 is always with SM3, ECDSA with the digest of its
 * curve's strength. For RSA the encoded message says it, and it is found by trying, the usual form first: each try
 * fails unless the encoded message is of exactly that form.
 */
final class BareSignature {
    private static final String SHA_1 = "SHA-1";
    private static final List<Suite> RSA =
            List.of(Suite.RSA_SHA256, Suite.PSS_SHA256, Suite.RSA_SHA384, Suite.RSA_SHA512);

    private BareSignature() {}

    /** Whether the key made this signature over these bytes. */
    static boolean verifies(LeafKey key, byte[] text, byte[] signature) throws Refused {
        return switch (key) {
            case LeafKey.Sm2 sm2 -> sm2.key().verifies(text, plain(Sm2Signature.plain(signature), signature));
            case LeafKey.Ec ec -> verifiesEcdsa(ec.key(), text, plain(ec.key().plain(signature), signature));
            case LeafKey.Rsa rsa -> verifiesRsa(rsa, text, signature);
            case LeafKey.Foreign foreign -> throw weak("the key is " + foreign.algorithm());
        };
    }

    private static boolean verifiesEcdsa(EcdsaKey key, byte[] text, byte[] plain) throws Refused {
        if (key.verifies(key.curve().digest(), text, plain)) {
            return true;
        }
        if (key.verifies(SHA_1, text, plain)) {
            throw weak("the signature is ECDSA with SHA-1");
        }
        return false;
    }

    private static boolean verifiesRsa(LeafKey.Rsa rsa, byte[] text, byte[] signature) throws Refused {
        // RFC 8017 §8.1.2, §8.2.2: the signature is as long as the modulus.
        int expected = (rsa.key().getModulus().bitLength() + 7) / 8;
        if (signature.length != expected) {
            throw new Refused(new Refusal.SignatureFormatUnknown("signature has " + signature.length
                    + " bytes; expected " + expected + " bytes of RSA or a CMS in DER"));
        }
        for (Suite suite : RSA) {
            if (suite.verifies(rsa, text, signature)) {
                return true;
            }
        }
        if (isSha1(rsa.key(), text, signature)) {
            throw weak("the signature is RSA with SHA-1");
        }
        return false;
    }

    /** Only so that the refusal can say what is wrong. */
    private static boolean isSha1(RSAPublicKey key, byte[] text, byte[] signature) {
        try {
            Signature rsa = Signature.getInstance("SHA1withRSA");
            rsa.initVerify(key);
            rsa.update(text);
            return rsa.verify(signature);
        } catch (GeneralSecurityException e) {
            // Another length than the modulus, or an algorithm that this JDK no longer has.
            return false;
        }
    }

    private static byte[] plain(Optional<byte[]> read, byte[] signature) throws Refused {
        return read.orElseThrow(() -> new Refused(new Refusal.SignatureFormatUnknown("signature of "
                + signature.length + " bytes is neither strict DER, r and s side by side, nor a CMS in DER")));
    }

    private static Refused weak(String found) {
        return new Refused(new Refusal.WeakAlgorithm(
                found + "; expected SM2, RSA or ECDSA with SHA-256 or better: the CA has to replace the key"));
    }
}
