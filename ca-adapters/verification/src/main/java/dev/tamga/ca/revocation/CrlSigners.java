package dev.tamga.ca.revocation;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyUsage;

import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.ChainBuilder;
import dev.tamga.ca.chain.TrustMaterial;
import dev.tamga.ca.chain.TrustedChain;

/**
 * Who may sign CRLs under a name beside the very key that issued the certificate in question: a certificate of that
 * name among those that the operator imported, for signing CRLs, with a valid path to the anchor under which the
 * certificate's issuer stands too (RFC 5280 §6.3.3 (f)).
 */
final class CrlSigners {
    // A name with more certificates than this is somebody's experiment; each costs a digest of the whole CRL.
    private static final int MOST = 8;

    private CrlSigners() {}

    static List<TrustedChain> find(Question question, X500Name name, Instant now) {
        return question.trust().named(name).stream()
                .filter(CrlSigners::maySign)
                .limit(MOST)
                .flatMap(signer -> path(question.trust(), signer, now).stream())
                .filter(path -> Arrays.equals(path.path().getLast().der(), question.anchor().der()))
                .toList();
    }

    private static boolean maySign(CertificateView certificate) {
        return certificate.extensions().keyUsage().isEmpty() || certificate.extensions().hasKeyUsage(KeyUsage.cRLSign);
    }

    private static Optional<TrustedChain> path(TrustMaterial trust, CertificateView certificate, Instant now) {
        try {
            return Optional.of(new ChainBuilder(trust).check(certificate, now));
        } catch (Refused e) {
            return Optional.empty();
        }
    }
}
