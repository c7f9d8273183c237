package dev.tamga.ca.profile;

import java.util.Set;

import org.bouncycastle.asn1.x509.KeyUsage;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.TrustedChain;

/** What every certificate must be, and what its CA demands beyond. Its algorithms were checked with its path. */
public final class CertificateProfile {
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
        checkKeyUse(leaf);
        admission.checkPolicies(leaf);
        admission.checkNoTest(leaf);
        return new CompliantChain(chain, medium.of(leaf.extensions().policies()), admission.checkPlaces(leaf));
    }

    private static void checkKeyUse(CertificateView leaf) throws Refused {
        if (leaf.extensions().isCa()) {
            throw new Refused(new Refusal.NotForSigning("it is a CA certificate; expected a holder's"));
        }
        if (!leaf.extensions().hasKeyUsage(KeyUsage.digitalSignature)) {
            throw new Refused(isForEncryption(leaf)
                    ? new Refusal.EncryptionCertificate("key usage has no digitalSignature but encryption;"
                            + " expected the signing certificate of the pair")
                    : new Refusal.NotForSigning("key usage has no digitalSignature; expected it"));
        }
        boolean authenticates = leaf.extensions().extendedKeyUsage()
                .map(purposes -> purposes.stream().anyMatch(AUTHENTICATING::contains))
                .orElse(true);
        if (!authenticates) {
            throw new Refused(new Refusal.NotForSigning("extended key usage is "
                    + leaf.extensions().extendedKeyUsage().get() + "; expected clientAuth, any, or none"));
        }
    }

    // GM/T 0015: the encryption certificate of a dual pair.
    private static boolean isForEncryption(CertificateView leaf) {
        return leaf.extensions().hasKeyUsage(KeyUsage.keyEncipherment)
                || leaf.extensions().hasKeyUsage(KeyUsage.dataEncipherment)
                || leaf.extensions().hasKeyUsage(KeyUsage.keyAgreement);
    }
}
