package dev.tamga.sample.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import dev.tamga.ca.holder.CreditCode;
import dev.tamga.forge.BouncyCastle;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.Pem;
import dev.tamga.forge.SigningAlgorithm;

/** The demo's NMGCA, which issues keys to as many companies as a test wants. */
final class DemoNmgca {
    private static final String CHECK_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final String ORGANISATION_CODE = "1.2.156.10260.4.1.4";

    private final ForgedCertificate issuing;
    private final String crl;

    private DemoNmgca(ForgedCertificate issuing, String crl) {
        this.issuing = issuing;
        this.crl = crl;
    }

    static DemoNmgca open(DemoPlace place) throws IOException, GeneralSecurityException {
        Path keys = place.demo().resolve("forge/nmgca");
        ForgedCertificate root = read(keys.resolve("root.pem"), null);
        // The issuing CA's list; the root's is crl/0.
        return new DemoNmgca(read(keys.resolve("issuing.pem"), root), place.origin("ca") + "/nmgca/crl/1.crl");
    }

    private static ForgedCertificate read(Path file, ForgedCertificate issuer)
            throws IOException, GeneralSecurityException {
        String text = Files.readString(file);
        byte[] der = Pem.read("CERTIFICATE", text).getFirst();
        X509Certificate x509 = ForgedCertificate.of(der, null, null).x509();
        ForgedKey key = ForgedKey.of(
                KeyFactory.getInstance("EC", BouncyCastle.PROVIDER)
                        .generatePrivate(new PKCS8EncodedKeySpec(Pem.read("PRIVATE KEY", text).getFirst())),
                x509.getPublicKey(), SigningAlgorithm.SM3_WITH_SM2);
        return ForgedCertificate.of(der, key, issuer);
    }

    List<Company> issue(int companies) {
        return IntStream.range(0, companies).parallel().mapToObj(this::forge).toList();
    }

    private Company forge(int number) {
        String name = "通辽市第%03d号建设工程有限公司（演示）".formatted(number);
        String code = creditCode(number);
        ForgedCertificate key = Certificates.leaf(issuing)
                .subject("C=CN", "ST=内蒙古自治区", "L=通辽市", "O=" + name, "CN=" + name)
                .extension(ForgedExtension.crl(crl))
                .extension(ForgedExtension.notCa())
                .extension(ForgedExtension.utf8(ORGANISATION_CODE, code))
                .valid(Instant.now().minus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(365)))
                .forge();
        return new Company(name, code, "99112026%08d".formatted(number), key);
    }

    /** The one code with this number whose two check characters are right (GB 32100, GB 11714). */
    private static String creditCode(int number) {
        String body = "91150502MA%06d".formatted(number);
        for (char organisation : CHECK_CHARACTERS.toCharArray()) {
            for (char last : CHECK_CHARACTERS.toCharArray()) {
                String code = body + organisation + last;
                if (CreditCode.of(code).isPresent()) {
                    return code;
                }
            }
        }
        throw new IllegalStateException("no check characters fit " + body);
    }
}
