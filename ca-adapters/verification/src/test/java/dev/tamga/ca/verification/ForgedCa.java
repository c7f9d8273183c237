package dev.tamga.ca.verification;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.cert.ocsp.CertificateID;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.SignInProof;
import dev.tamga.ca.Verification;
import dev.tamga.ca.chain.Hashes;
import dev.tamga.ca.fetch.Fetcher;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.Crl;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.OcspAnswer;

/** One forged CA with its ca.yml, for tests of the whole pipeline at a fixed time. */
public final class ForgedCa {
    public static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    public static final Duration DAY = Duration.ofDays(1);
    public static final String CODE = "91110000600001760P";
    public static final String IDENTITY = "11010519491231002X";
    public static final String CODE_OID = "1.2.156.10260.4.1.4";
    public static final String IDENTITY_OID = "1.2.156.10260.4.1.1";
    public static final String CRL = "http://crl.example.org/1.crl";
    public static final String ROOT_CRL = "http://crl.example.org/root.crl";
    public static final String OCSP = "http://ocsp.example.org/";

    public final ForgedCertificate root;
    public final ForgedCertificate issuing;
    public final FakeFetcher fetcher = new FakeFetcher();

    private String yaml = """
            adapter: standard
            name: {zh-CN: 测试, en: Test}
            order: 1
            service: {lines: []}
            known-certificates:
            %s
            issuer-names:
              - {O: Forged}
            key-medium: software
            key-number-is-per-key: false
            admission:
              policies: any
              region: unknown
            revocation:
              sources: [ocsp, crl]
              hosts: [crl.example.org, ocsp.example.org]
              timeout: PT4S
              crl-max-bytes: 1000000
              ocsp-max-age: PT24H
              crl-max-age: P35D
            holder:
              kind: unknown
              organisation-code:
                - extension: 1.2.156.10260.4.1.4
              identity-number:
                - extension: 1.2.156.10260.4.1.1
              organisation-name:
                - attribute: O
              person-name:
                - attribute: CN
              holder-id: unknown
            """;

    public ForgedCa() {
        this(ForgedKey.sm2(), ForgedKey.sm2());
    }

    public ForgedCa(ForgedKey rootKey, ForgedKey issuingKey) {
        root = Certificates.root().key(rootKey).subject("C=CN", "O=Forged", "CN=Root")
                .valid(NOW.minus(DAY.multipliedBy(3000)), NOW.plus(DAY.multipliedBy(3000))).forge();
        issuing = issuing(root).key(issuingKey).forge();
        fetcher.answering(CRL, goodCrl(issuing)).answering(ROOT_CRL, goodCrl(root));
    }

    /** An issuing CA below another, valid now. */
    public static Certificates issuing(ForgedCertificate above) {
        return Certificates.ca(above).subject("C=CN", "O=Forged", "CN=Issuing")
                .valid(NOW.minus(DAY.multipliedBy(1000)), NOW.plus(DAY.multipliedBy(1000)));
    }

    /** An enterprise's signing certificate that is accepted as it is. */
    public Certificates enterprise() {
        return enterprise(issuing);
    }

    public static Certificates enterprise(ForgedCertificate issuer) {
        return Certificates.leaf(issuer)
                .subject("C=CN", "ST=内蒙古自治区", "O=青城公司", "CN=青城公司")
                .valid(NOW.minus(DAY), NOW.plus(DAY.multipliedBy(365)))
                .extension(ForgedExtension.crl(CRL))
                .extension(ForgedExtension.utf8(CODE_OID, CODE));
    }

    public static byte[] goodCrl(ForgedCertificate issuer) {
        return crl(issuer).forge();
    }

    public static Crl crl(ForgedCertificate issuer) {
        return Crl.of(issuer, NOW.minus(Duration.ofHours(1))).nextUpdate(NOW.plus(DAY)).number(1);
    }

    /** Replaces text in ca.yml. */
    public ForgedCa with(String found, String replacement) {
        if (!yaml.contains(found)) {
            throw new IllegalArgumentException("ca.yml has no " + found);
        }
        yaml = yaml.replace(found, replacement);
        return this;
    }

    /** ca.yml as it is now, with a place for its known certificates. */
    public String yaml() {
        return yaml;
    }

    /** Writes conf/ca into a folder and opens it. */
    public CaDirectory open(Path folder) {
        return open(folder, root, List.of(issuing));
    }

    public CaDirectory open(Path folder, ForgedCertificate anchor, List<ForgedCertificate> intermediates) {
        write(folder.resolve("forged"), anchor, intermediates);
        return CaDirectory.open(folder);
    }

    public void write(Path ca, ForgedCertificate anchor, List<ForgedCertificate> intermediates) {
        try {
            Files.createDirectories(ca);
            StringBuilder known = new StringBuilder("  - " + known(anchor));
            StringBuilder pem = new StringBuilder();
            for (ForgedCertificate intermediate : intermediates) {
                known.append("\n  - ").append(known(intermediate));
                pem.append(intermediate.pem());
            }
            Files.writeString(ca.resolve("ca.yml"), yaml.formatted(known));
            Files.writeString(ca.resolve("anchors.pem"), anchor.pem());
            if (!intermediates.isEmpty()) {
                Files.writeString(ca.resolve("intermediates.pem"), pem);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs a challenge with the leaf's key and verifies that. */
    public Verification verify(CaDirectory directory, ForgedCertificate leaf) {
        return verify(verifier(directory), leaf);
    }

    public Verification verify(CertificateVerifier verifier, ForgedCertificate leaf) {
        Challenge challenge = TestChallenge.at(NOW);
        byte[] signature = leaf.sign(challenge.text().getBytes(StandardCharsets.US_ASCII));
        return verifier.verify(new SignInProof(leaf.encoded(), challenge.text(), signature), challenge);
    }

    public CertificateVerifier verifier(CaDirectory directory) {
        return new CertificateVerifier(directory, fetcher, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** The certificate that an OCSP request by POST asks about. */
    public static CertificateID asked(ForgedCertificate issuer, Fetcher.Request request) {
        BigInteger serial = Request.getInstance(OCSPRequest.getInstance(request.post().orElseThrow().bytes())
                .getTbsRequest().getRequestList().getObjectAt(0)).getReqCert().getSerialNumber().getValue();
        return OcspAnswer.id(issuer, serial, OIWObjectIdentifiers.idSHA1);
    }

    /** The refusal's code, or {@code accepted}. */
    public static String code(Verification verification) {
        return verification instanceof Verification.Rejected rejected ? rejected.refusal().code() : "accepted";
    }

    private static String known(ForgedCertificate certificate) {
        return "{subject: forged, sha-256: \"" + Hashes.sha256Hex(certificate.encoded()) + "\"}";
    }
}
