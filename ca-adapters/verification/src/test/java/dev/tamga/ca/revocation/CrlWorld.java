package dev.tamga.ca.revocation;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;

import dev.tamga.ca.CaId;
import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.TrustMaterial;
import dev.tamga.ca.fetch.AllowedHosts;
import dev.tamga.ca.verification.FakeFetcher;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.Crl;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;

/** A root, an issuing CA, a leaf that names one CRL, and somebody to ask about it: for tests of CRLs alone. */
final class CrlWorld {
    static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    static final Duration DAY = Duration.ofDays(1);
    static final Duration HOUR = Duration.ofHours(1);
    static final String CRL = "http://crl.example.org/1.crl";
    static final String OTHER = "http://crl.example.org/2.crl";
    static final String DELTA = "http://crl.example.org/delta.crl";
    static final String ROOT_CRL = "http://crl.example.org/root.crl";

    final ForgedCertificate root = Certificates.root().subject("C=CN", "O=Forged", "CN=Root")
            .valid(NOW.minus(DAY.multipliedBy(3000)), NOW.plus(DAY.multipliedBy(3000))).forge();
    final ForgedCertificate issuing = ca("CN=Issuing").forge();
    final FakeFetcher fetcher = new FakeFetcher();
    final List<ForgedCertificate> intermediates = new ArrayList<>(List.of(issuing));
    CrlSource source = new CrlSource(fetcher);
    Duration maxAge = DAY.multipliedBy(35);
    Optional<String> crlAddress = Optional.empty();

    /** A CA below the root, its own CRL at the root's. */
    Certificates ca(String name) {
        return Certificates.ca(root).subject("C=CN", "O=Forged", name)
                .valid(NOW.minus(DAY.multipliedBy(1000)), NOW.plus(DAY.multipliedBy(1000)));
    }

    /** A certificate of the issuing CA that names {@link #CRL}. */
    ForgedCertificate leaf() {
        return leaf(issuing, ForgedExtension.crl(CRL));
    }

    ForgedCertificate leaf(ForgedCertificate issuer, ForgedExtension... extensions) {
        Certificates leaf = Certificates.leaf(issuer).subject("C=CN", "O=Holder", "CN=Holder")
                .valid(NOW.minus(DAY), NOW.plus(DAY.multipliedBy(365)));
        Arrays.stream(extensions).forEach(leaf::extension);
        return leaf.forge();
    }

    /** Number 10, an hour old, valid for a day. */
    Crl crl() {
        return crl(issuing, 10);
    }

    static Crl crl(ForgedCertificate issuer, long number) {
        return Crl.of(issuer, NOW.minus(HOUR)).nextUpdate(NOW.plus(DAY)).number(number);
    }

    CrlWorld answering(String address, Crl crl) {
        fetcher.answering(address, crl.forge());
        return this;
    }

    /** {@code good}, {@code revoked: reason 1}, {@code on-hold}, or {@code unanswered: } and why. */
    String ask(ForgedCertificate leaf) {
        return ask(leaf, issuing, NOW);
    }

    String ask(ForgedCertificate leaf, ForgedCertificate issuer, Instant now) {
        try {
            return said(source.ask(question(leaf, issuer), now));
        } catch (Unanswered e) {
            return "unanswered: " + e.getMessage();
        }
    }

    static String said(Answer answer) {
        return switch (answer.status()) {
            case GOOD -> "good";
            case ON_HOLD -> "on-hold";
            case REVOKED -> "revoked";
        };
    }

    Question question(ForgedCertificate leaf, ForgedCertificate issuer) {
        TrustMaterial trust = TrustMaterial.openTolerant(
                List.of(view(root)), intermediates.stream().map(CrlWorld::view).toList());
        return new Question(view(leaf), view(issuer), view(root), policy(), trust);
    }

    RevocationPolicy policy() {
        Limits limits = new Limits(Duration.ofSeconds(4), Duration.ofSeconds(8), 4, 5, Duration.ofSeconds(30));
        return new RevocationPolicy(
                new CaId("forged"),
                List.of(RevocationPolicy.Kind.CRL),
                new AllowedHosts(Set.of("crl.example.org"), Set.of()),
                null,
                new CrlRules(crlAddress, 1_000_000, maxAge),
                limits,
                Optional.empty());
    }

    static CertificateView view(ForgedCertificate certificate) {
        try {
            return CertificateReader.parse(certificate.encoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static DistributionPointName name(String uri) {
        return new DistributionPointName(new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
    }

    /** A distribution point of a certificate. */
    static DistributionPoint point(DistributionPointName name, ReasonFlags reasons, X500Name crlIssuer) {
        return new DistributionPoint(
                name, reasons, crlIssuer == null ? null : new GeneralNames(new GeneralName(crlIssuer)));
    }

    static ForgedExtension points(DistributionPoint... points) {
        return ForgedExtension.of(Extension.cRLDistributionPoints.getId(), new CRLDistPoint(points));
    }

    static IssuingDistributionPoint scope(DistributionPointName name, boolean indirect) {
        return new IssuingDistributionPoint(name, false, false, null, indirect, false);
    }

    static IssuingDistributionPoint scope(DistributionPointName name, ReasonFlags reasons) {
        return new IssuingDistributionPoint(name, false, false, reasons, false, false);
    }
}
