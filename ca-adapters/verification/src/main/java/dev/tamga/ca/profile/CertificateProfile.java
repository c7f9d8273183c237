package dev.tamga.ca.profile;

import java.util.Set;

import org.bouncycastle.asn1.x509.KeyUsage;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.LeafKey;
import dev.tamga.ca.chain.TrustedChain;

/** What every certificate must be, and what its CA demands beyond. */
public final class CertificateProfile {
    // RSA above 4096 bits only costs time; below 2048 is weak.
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 4096;
    private static final int MOST_EXPONENT_BITS = 64;
    // RFC 5280 §4.2.1.12: clientAuth, or any.
    private static final Set<String> AUTHENTICATING = Set.of("1.3.6.1.5.5.7.3.2", "2.5.29.37.0");

    private final Admission admission;
    private final MediumRule medium;

    public CertificateProfile(Admission admission, MediumRule medium) {
        this.admission = admission;
        this.medium = medium;
    }

    public CompliantChain check(TrustedChain chain) throws Refused {
        CertificateView leaf = chain.leaf();
        checkAlgorithms(chain);
        checkKeyUse(leaf);
        admission.checkPolicies(leaf);
        admission.checkNoTest(leaf);
        return new CompliantChain(chain, medium.of(leaf.extensions().policies()), admission.checkRegion(leaf));
    }

    private static void checkAlgorithms(TrustedChain chain) throws Refused {
        // An anchor is trusted as it is: its own signature proves nothing.
        for (CertificateView certificate : chain.path().subList(0, chain.path().size() - 1)) {
            if (certificate.suite().isEmpty()) {
                throw weak("signature algorithm is " + certificate.signatureAlgorithm()
                        + "; expected SM2-SM3 or RSA-SHA256");
            }
        }
        for (CertificateView certificate : chain.path()) {
            checkKey(certificate.key());
        }
    }

    private static void checkKey(LeafKey key) throws Refused {
        switch (key) {
            case LeafKey.Sm2 sm2 -> { }
            case LeafKey.Foreign foreign -> throw weak("key is " + foreign.algorithm() + "; expected SM2 or RSA");
            case LeafKey.Rsa rsa -> {
                int bits = rsa.key().getModulus().bitLength();
                boolean sound = rsa.key().getPublicExponent().testBit(0)
                        && rsa.key().getPublicExponent().bitLength() >= 2
                        && rsa.key().getPublicExponent().bitLength() <= MOST_EXPONENT_BITS;
                if (bits < LEAST_RSA_BITS || bits > MOST_RSA_BITS || !sound) {
                    throw weak("RSA key has " + bits + " bits; expected " + LEAST_RSA_BITS + " to " + MOST_RSA_BITS);
                }
            }
        }
    }

    private static void checkKeyUse(CertificateView leaf) throws Refused {
        if (leaf.extensions().isCa()) {
            throw new Refused(new Refusal.NotForSigning("it is a CA certificate"));
        }
        if (!leaf.extensions().hasKeyUsage(KeyUsage.digitalSignature)) {
            throw new Refused(isForEncryption(leaf)
                    ? new Refusal.EncryptionCertificate("key usage has no digitalSignature but encryption")
                    : new Refusal.NotForSigning("key usage has no digitalSignature"));
        }
        boolean authenticates = leaf.extensions().extendedKeyUsage()
                .map(purposes -> purposes.stream().anyMatch(AUTHENTICATING::contains))
                .orElse(true);
        if (!authenticates) {
            throw new Refused(new Refusal.NotForSigning("extended key usage has no clientAuth"));
        }
    }

    // GM/T 0015: the encryption certificate of a dual pair.
    private static boolean isForEncryption(CertificateView leaf) {
        return leaf.extensions().hasKeyUsage(KeyUsage.keyEncipherment)
                || leaf.extensions().hasKeyUsage(KeyUsage.dataEncipherment)
                || leaf.extensions().hasKeyUsage(KeyUsage.keyAgreement);
    }

    private static Refused weak(String detail) {
        return new Refused(new Refusal.WeakAlgorithm(detail));
    }
}
