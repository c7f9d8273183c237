package dev.tamga.ca.chain;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.sm2.BouncyCastle;

/**
 * Finds a valid path. This code picks the candidates and explains; whether a path is valid is said by Bouncy Castle's
 * PKIX (dates, basic constraints, path length, key usage, name constraints, policies, critical extensions), revocation
 * aside.
 */
public final class ChainBuilder {
    private final TrustMaterial trust;

    public ChainBuilder(TrustMaterial trust) {
        this.trust = trust;
    }

    /** The first valid path of a recognised certificate at an instant. */
    public TrustedChain check(IssuedLeaf issued, Instant now) throws Refused {
        CertificateView leaf = issued.leaf().view();
        checkDates(leaf, now);
        List<String> failures = new ArrayList<>();
        for (CertificateView issuer : issued.issuers()) {
            for (List<CertificateView> path : trust.paths(issuer)) {
                String failure = failureOf(leaf, path, now);
                if (failure == null) {
                    List<CertificateView> whole = new ArrayList<>(List.of(leaf));
                    whole.addAll(path);
                    return new TrustedChain(whole);
                }
                failures.add(failure);
            }
        }
        throw new Refused(new Refusal.UntrustedPath("no valid path to an anchor: " + String.join("; ", failures)));
    }

    private static void checkDates(CertificateView leaf, Instant now) throws Refused {
        if (now.isBefore(leaf.notBefore())) {
            throw new Refused(new Refusal.NotYetValid("certificate begins " + leaf.notBefore()));
        }
        if (now.isAfter(leaf.notAfter())) {
            throw new Refused(new Refusal.Expired("certificate ended " + leaf.notAfter()));
        }
    }

    /** Why a path does not hold, or null where it does. */
    private static String failureOf(CertificateView leaf, List<CertificateView> path, Instant now) {
        CertificateView anchor = path.getLast();
        // PKIX takes an anchor for a bare key; ours are certificates, and their dates count.
        if (now.isBefore(anchor.notBefore()) || now.isAfter(anchor.notAfter())) {
            return "anchor \"" + anchor.subject() + "\" is valid " + anchor.notBefore() + " to " + anchor.notAfter();
        }
        List<X509Certificate> certificates = new ArrayList<>(List.of(leaf.jca()));
        path.subList(0, path.size() - 1).forEach(ca -> certificates.add(ca.jca()));
        try {
            CertPath certPath = CertificateFactory.getInstance("X.509", BouncyCastle.PROVIDER)
                    .generateCertPath(certificates);
            CertPathValidator.getInstance("PKIX", BouncyCastle.PROVIDER).validate(certPath, parameters(anchor, now));
            return null;
        } catch (GeneralSecurityException | RuntimeException e) {
            // Bouncy Castle parses some extensions only here, and answers malformed ones with RuntimeExceptions.
            return "PKIX: " + e.getMessage();
        }
    }

    private static PKIXParameters parameters(CertificateView anchor, Instant now) throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor.jca(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        parameters.setPolicyQualifiersRejected(false);
        return parameters;
    }
}
