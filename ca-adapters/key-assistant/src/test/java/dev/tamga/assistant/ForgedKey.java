package dev.tamga.assistant;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

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

    /** Made once: key pairs take time. */
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
            PKCS12PfxPduBuilder file = new PKCS12PfxPduBuilder();
            add(file, "signing", pair, signing);
            if (isDual) {
                add(file, "encryption", pair, encryption);
            }
            byte[] pkcs12 = file.build(new JcePKCS12MacCalculatorBuilder().setProvider(BC), PIN.toCharArray())
                    .getEncoded();
            return new Template(signing, pem(signing) + (isDual ? pem(encryption) : ""), pkcs12);
        } catch (GeneralSecurityException | IOException | PKCSException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Key and certificate both under the PIN, with few iterations: tests open it often. */
    private static void add(PKCS12PfxPduBuilder file, String alias, KeyPair pair, X509Certificate certificate)
            throws IOException, OperatorCreationException {
        OutputEncryptor encryptor = new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                .setProvider(BC)
                .setIterationCount(1024)
                .build(PIN.toCharArray());
        DEROctetString id = new DEROctetString(certificate.getSerialNumber().toByteArray());
        file.addData(named(new JcaPKCS12SafeBagBuilder(pair.getPrivate(), encryptor), alias, id));
        file.addEncryptedData(encryptor, named(new JcaPKCS12SafeBagBuilder(certificate), alias, id));
    }

    private static PKCS12SafeBag named(PKCS12SafeBagBuilder bag, String alias, DEROctetString id) {
        return bag.addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, new DERBMPString(alias))
                .addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, id)
                .build();
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
