package dev.tamga.ca.chain;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tamga.ca.MaskedText;
import dev.tamga.ca.sm2.BouncyCastle;

/**
 * Asks Bouncy Castle's PKIX (RFC 5280 §6.1) whether a path holds: initial policy set any-policy, no explicit policy
 * required, mapping and any-policy allowed; revocation is another step.
 */
final class PkixPath {
    private PkixPath() {}

    /**
     * Why a path does not hold; nothing where it does.
     *
     * @param path the certificate first, the anchor last
     */
    static Optional<String> faultOf(List<CertificateView> path, LinkSignatures signatures, Instant now) {
        List<X509Certificate> links = new ArrayList<>();
        for (int i = 0; i < path.size() - 1; i++) {
            links.add(VerifiedLink.of(path.get(i), path.get(i + 1), signatures));
        }
        try {
            CertPath certPath = CertificateFactory.getInstance("X.509", BouncyCastle.PROVIDER).generateCertPath(links);
            CertPathValidator.getInstance("PKIX", BouncyCastle.PROVIDER)
                    .validate(certPath, parameters(path.getLast(), now));
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(place(path, e.getIndex()) + message(e));
        } catch (GeneralSecurityException | RuntimeException e) {
            // Bouncy Castle parses some extensions only here, and answers malformed ones with RuntimeExceptions.
            return Optional.of("PKIX: " + message(e));
        }
    }

    // What Bouncy Castle may quote is not known here.
    private static String message(Exception e) {
        return MaskedText.of(String.valueOf(e.getMessage()));
    }

    private static String place(List<CertificateView> path, int index) {
        return index < 0 || index >= path.size() ? "PKIX: " : path.get(index).named() + ": ";
    }

    private static PKIXParameters parameters(CertificateView anchor, Instant now) throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor.jca(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        parameters.setPolicyQualifiersRejected(false);
        parameters.addCertPathChecker(new Processed());
        return parameters;
    }

    /** Takes off Bouncy Castle's list what {@link CertificateForm} and the step of revocation look at themselves. */
    private static final class Processed extends PKIXCertPathChecker {
        @Override
        public void init(boolean forward) {
            // Nothing is kept from path to path.
        }

        @Override
        public boolean isForwardCheckingSupported() {
            return false;
        }

        @Override
        public Set<String> getSupportedExtensions() {
            return CertificateForm.PROCESSED;
        }

        @Override
        public void check(Certificate certificate, Collection<String> unresolved) {
            unresolved.removeAll(CertificateForm.PROCESSED);
        }
    }
}
