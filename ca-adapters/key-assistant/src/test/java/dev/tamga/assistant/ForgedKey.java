package dev.tamga.assistant;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A software key on disk, with the PIN 123456. */
public final class ForgedKey {
    public static final String PIN = "123456";
    public static final String MEDIUM_NUMBER = "1234567890123456";
    public static final Instant NOT_BEFORE = Instant.parse("2026-01-31T16:00:00Z");
    public static final Instant NOT_AFTER = Instant.parse("2027-11-20T15:59:59Z");
    public static final String PNG = "iVBORw0KGgo=";

    private static final Provider BC = new BouncyCastleProvider();
    private static final Template SM2 = template("EC", true);
    private static final Template RSA = template("RSA", false);

    private final Path folder;
    private final String id;
    private final Template template;

    /** Made once: deriving keys from PINs takes seconds. */
    private record Template(X509Certificate signing, String pem, byte[] pkcs12) {}

    private ForgedKey(Path folder, String id, Template template) {
        this.folder = folder;
        this.id = id;
        this.template = template;
    }

    /** A dual SM2 key with a medium number and a seal. */
    public static ForgedKey sm2(Path folder, String id) throws IOException {
        return new ForgedKey(folder, id, SM2).write();
    }

    /** An RSA key without an encryption certificate. */
    public static ForgedKey rsa(Path folder, String id) throws IOException {
        return new ForgedKey(folder, id, RSA).write();
    }

    public X509Certificate signing() {
        return template.signing();
    }

    public Path file(String ending) {
        return folder.resolve(id + ending);
    }

    private ForgedKey write() throws IOException {
        Files.write(file(".p12"), template.pkcs12());
        Files.writeString(file(".pem"), template.pem());
        Files.writeString(
                file(".properties"),
                "label=企业锁 " + id + "\nmedium-number=" + MEDIUM_NUMBER + "\nseal.1.name=公章\nseal.1.kind=unit\n"
                        + "seal.1.image=" + PNG + "\n",
                StandardCharsets.UTF_8);
        return this;
    }

    private static Template template(String algorithm, boolean isDual) {
        try {
            KeyPair pair = pair(algorithm);
            X509Certificate signing = certificate(pair, 0xABC);
            X509Certificate encryption = certificate(pair, 0xDEF);
            KeyStore store = KeyStore.getInstance("PKCS12", BC);
            store.load(null, null);
            store.setKeyEntry("signing", pair.getPrivate(), PIN.toCharArray(), new Certificate[] {signing});
            if (isDual) {
                store.setKeyEntry("encryption", pair.getPrivate(), PIN.toCharArray(), new Certificate[] {encryption});
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, PIN.toCharArray());
            return new Template(signing, pem(signing) + (isDual ? pem(encryption) : ""), out.toByteArray());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        String base64 = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    private static X509Certificate certificate(KeyPair pair, int serial) {
        try {
            boolean isRsa = pair.getPublic().getAlgorithm().equals("RSA");
            X500Name issuer = new X500Name("C=CN,O=DEMO CA,CN=DEMO Issuing CA");
            X500Name subject = new X500Name("C=CN,O=呼和浩特市,CN=青城建设（演示）");
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(serial),
                    Date.from(NOT_BEFORE),
                    Date.from(NOT_AFTER),
                    subject,
                    pair.getPublic());
            return new JcaX509CertificateConverter()
                    .setProvider(BC)
                    .getCertificate(builder.build(new JcaContentSignerBuilder(isRsa ? "SHA256withRSA" : "SM3withSM2")
                            .setProvider(BC)
                            .build(pair.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, BC);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("sm2p256v1"));
            } else {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
