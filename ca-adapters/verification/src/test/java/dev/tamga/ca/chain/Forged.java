package dev.tamga.ca.chain;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.tamga.ca.Refused;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;

/** Forged trees for tests of paths alone: what is trusted, what else is at hand, and what is asked. */
final class Forged {
    static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    static final Duration DAY = Duration.ofDays(1);

    private final List<ForgedCertificate> anchors = new ArrayList<>();
    private final List<ForgedCertificate> others = new ArrayList<>();

    private Forged() {}

    static Forged trusting(ForgedCertificate... anchors) {
        Forged tree = new Forged();
        tree.anchors.addAll(List.of(anchors));
        return tree;
    }

    Forged with(ForgedCertificate... candidates) {
        others.addAll(List.of(candidates));
        return this;
    }

    static Certificates root(String name) {
        return valid(Certificates.root().subject("C=CN", "O=Forged", name));
    }

    static Certificates ca(ForgedCertificate issuer, String name) {
        return valid(Certificates.ca(issuer).subject("C=CN", "O=Forged", name));
    }

    static Certificates leaf(ForgedCertificate issuer) {
        return valid(Certificates.leaf(issuer).subject("C=CN", "O=青城公司", "CN=青城公司"));
    }

    private static Certificates valid(Certificates certificate) {
        return certificate.valid(NOW.minus(DAY.multipliedBy(100)), NOW.plus(DAY.multipliedBy(100)));
    }

    TrustMaterial material() {
        return TrustMaterial.openTolerant(views(anchors.stream()), views(others.stream()));
    }

    /** The path, leaf first. */
    List<CertificateView> path(ForgedCertificate leaf) {
        try {
            return new ChainBuilder(material()).check(view(leaf), NOW).path();
        } catch (Refused refused) {
            throw new AssertionError(refused.getMessage(), refused);
        }
    }

    /** {@code accepted}, or {@code code: detail}. */
    String outcome(ForgedCertificate leaf) {
        try {
            new ChainBuilder(material()).check(view(leaf), NOW);
            return "accepted";
        } catch (Refused refused) {
            return refused.getMessage();
        }
    }

    static CertificateView view(ForgedCertificate certificate) {
        return view(certificate.encoded());
    }

    static CertificateView view(byte[] der) {
        try {
            return CertificateReader.parse(der);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static List<CertificateView> views(ForgedCertificate... certificates) {
        return views(Stream.of(certificates));
    }

    private static List<CertificateView> views(Stream<ForgedCertificate> certificates) {
        return certificates.map(Forged::view).toList();
    }
}
