package dev.tamga.forge.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;

import org.bouncycastle.asn1.x500.X500Name;

import dev.tamga.forge.BouncyCastle;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.ForgedName;
import dev.tamga.forge.Pem;
import dev.tamga.forge.SigningAlgorithm;

/**
 * One chain of a demo CA: root, issuing CA, and who signs its OCSP answers. Kept as PEM, certificate and private key in
 * one file each.
 *
 * @param responder the issuing CA itself unless there is a delegated one
 */
record DemoIssuer(
        DemoCa ca, Layout layout, ForgedCertificate root, ForgedCertificate issuing, ForgedCertificate responder) {
    private static final Duration YEAR = Duration.ofDays(365);

    static DemoIssuer forge(DemoCa ca, Addresses at, Layout layout, Instant now) {
        ForgedCertificate root = Certificates.root()
                .key(layout.newKey())
                .subject(layout.rootName())
                .valid(now.minus(YEAR.multipliedBy(8)), now.plus(YEAR.multipliedBy(22)))
                .forge();
        ForgedCertificate issuing = Certificates.ca(root)
                .key(layout.newKey())
                .subject(layout.issuingName())
                .extension(ForgedExtension.crl(at.rootList()))
                .valid(now.minus(YEAR.multipliedBy(7)), now.plus(YEAR.multipliedBy(13)))
                .forge();
        ForgedCertificate responder =
                ca.ocsp() == DemoCa.Ocsp.BY_DELEGATE ? responder(issuing, ca, now) : issuing;
        return new DemoIssuer(ca, layout, root, issuing, responder);
    }

    private static ForgedCertificate responder(ForgedCertificate issuing, DemoCa ca, Instant now) {
        X500Name name = ForgedName.of("C=CN", "O=" + ca.id() + " DEMO", "CN=OCSP responder DEMO");
        return Certificates.ocspResponder(issuing)
                .subject(name)
                .valid(now.minus(YEAR), now.plus(YEAR.multipliedBy(5)))
                .forge();
    }

    boolean hasDelegate() {
        return responder != issuing;
    }

    void write(Path folder) throws IOException {
        write(folder.resolve("root.pem"), root);
        write(folder.resolve("issuing.pem"), issuing);
        if (hasDelegate()) {
            write(folder.resolve("responder.pem"), responder);
        }
    }

    static DemoIssuer read(DemoCa ca, Layout layout, Path folder) throws IOException {
        ForgedCertificate root = read(folder.resolve("root.pem"), null);
        ForgedCertificate issuing = read(folder.resolve("issuing.pem"), root);
        Path delegate = folder.resolve("responder.pem");
        ForgedCertificate responder = Files.exists(delegate) ? read(delegate, issuing) : issuing;
        return new DemoIssuer(ca, layout, root, issuing, responder);
    }

    private static void write(Path file, ForgedCertificate certificate) throws IOException {
        String key = Pem.block("PRIVATE KEY", certificate.key().privateKey().getEncoded());
        WholeFile.write(file, (certificate.pem() + key).getBytes(StandardCharsets.US_ASCII));
    }

    private static ForgedCertificate read(Path file, ForgedCertificate issuer) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        try {
            byte[] certificate = Pem.read("CERTIFICATE", text).getFirst();
            X509Certificate x509 = ForgedCertificate.of(certificate, null, null).x509();
            boolean isRsa = x509.getPublicKey().getAlgorithm().equals("RSA");
            ForgedKey key = ForgedKey.of(
                    KeyFactory.getInstance(isRsa ? "RSA" : "EC", BouncyCastle.PROVIDER)
                            .generatePrivate(new PKCS8EncodedKeySpec(
                                    Pem.read("PRIVATE KEY", text).getFirst())),
                    x509.getPublicKey(),
                    isRsa ? SigningAlgorithm.SHA256_WITH_RSA : SigningAlgorithm.SM3_WITH_SM2);
            return ForgedCertificate.of(certificate, key, issuer);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException(file + ": not a demo CA's key; delete the demo folder to start afresh", e);
        }
    }
}
