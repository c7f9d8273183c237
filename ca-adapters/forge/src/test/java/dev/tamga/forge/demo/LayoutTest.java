package dev.tamga.forge.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

final class LayoutTest {
    private static final MovingClock CLOCK = new MovingClock(Instant.parse("2026-11-21T01:00:00Z"));

    @TempDir
    private static Path folder;

    private static KeyFolder keys;

    @BeforeAll
    static void open() throws IOException {
        keys = new KeyFolder(DemoWorld.open(folder, CLOCK, "localhost", 9300).keysFolder());
    }

    static Stream<DemoKey> keys() {
        return DemoKeys.list().stream();
    }

    @Test
    void keyUsageOfSigningAndEncryptionCertificatesDiffers() throws Exception {
        KeyStore bjca = keys.open("bjca-enterprise");
        KeyStore cfca = keys.open("cfca-enterprise");

        assertThat(usage(bjca, "signing")).isEqualTo("digitalSignature nonRepudiation");
        assertThat(usage(bjca, "encryption")).isEqualTo("keyEncipherment dataEncipherment keyAgreement");
        assertThat(usage(cfca, "signing"))
                .isEqualTo("digitalSignature nonRepudiation keyEncipherment keyAgreement");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void bothCertificatesNameTheSameSubject(DemoKey key) throws Exception {
        KeyStore store = keys.open(key.name());
        X509Certificate signing = (X509Certificate) store.getCertificate("signing");
        X509Certificate encryption = (X509Certificate) store.getCertificate("encryption");

        assertThat(signing.getSubjectX500Principal()).isEqualTo(encryption.getSubjectX500Principal());
        assertThat(signing.getSerialNumber()).isNotEqualTo(encryption.getSerialNumber());
        for (String oid : signing.getNonCriticalExtensionOIDs()) {
            if (oid.startsWith("1.2.") || oid.startsWith("2.16.156.")) {
                assertThat(signing.getExtensionValue(oid)).isEqualTo(encryption.getExtensionValue(oid));
            }
        }
    }

    @Test
    void bjcaKeepsItsLayout() throws Exception {
        X509Certificate certificate = keys.signing("bjca-enterprise");
        String code = DemoKeys.list().getFirst().holder().creditCode();

        assertThat(subject(certificate))
                .containsExactly(
                        "name=" + code,
                        "cn=呼和浩特市青城建设工程有限公司（演示）",
                        "o=呼和浩特市青城建设工程有限公司（演示）",
                        "l=呼和浩特市",
                        "st=内蒙古自治区",
                        "c=CN");
        assertThat(certificate.getIssuerX500Principal().getName())
                .isEqualTo("CN=Beijing SM2 CA DEMO,OU=BJCA DEMO,O=BJCA DEMO,C=CN");
        assertThat(text(certificate, "1.2.156.112562.2.1.1.1")).isEqualTo("JJ" + code);
        assertThat(text(certificate, "1.2.156.112562.2.1.1.17")).isEqualTo(code);
        assertThat(text(certificate, "1.2.156.112562.2.1.1.23")).isEqualTo("1@215009JJ0" + code);
        assertThat(text(certificate, "1.2.156.10260.4.1.4")).isEqualTo(code);
        assertThat(new String(certificate.getExtensionValue("1.3.6.1.5.5.7.1.1")))
                .contains("OCSP://localhost:9300/bjca/ocsp");
        assertThat(new String(certificate.getExtensionValue("2.5.29.31")))
                .contains("http://localhost:9300/bjca/crl/1.crl");
        assertThat(certificate.getSerialNumber().toString(16)).matches("(?i)1A1000000000[0-9A-F]{8}");
        assertThat(certificate.getSubjectX500Principal())
                .isEqualTo(keys.signing("bjca-secondary").getSubjectX500Principal());
    }

    @Test
    void bjcaPersonAndLegalRepresentativeCarryIdentityNumbers() throws Exception {
        X509Certificate person = keys.signing("bjca-person");
        X509Certificate legal = keys.signing("bjca-legal-representative");

        assertThat(subject(person)).containsExactly("c=CN", "st=内蒙古自治区", "l=呼和浩特市", "cn=巴特尔（演示）");
        assertThat(text(person, "1.2.156.112562.2.1.1.1")).isEqualTo("SF" + text(person, "1.2.156.10260.4.1.1"));
        assertThat(person.getExtensionValue("1.2.156.10260.4.1.4")).isNull();
        assertThat(text(legal, "1.2.156.112562.2.1.1.1")).isEqualTo("SF" + text(legal, "1.2.156.10260.4.1.1"));
        assertThat(text(legal, "1.2.156.10260.4.1.4"))
                .isEqualTo(text(keys.signing("bjca-enterprise"), "1.2.156.10260.4.1.4"));
        assertThat(subject(keys.signing("bjca-elsewhere"))).contains("st=江苏省");
    }

    @Test
    void otherCasKeepTheirLayouts() throws Exception {
        Map<String, String> codes = new TreeMap<>();
        keys().forEach(key -> codes.put(key.name(), key.holder().creditCode()));
        String snca = codes.get("snca-enterprise");
        String szca = codes.get("szca-enterprise");
        String gxca = codes.get("gxca-enterprise");

        assertThat(subject(keys.signing("cfca-enterprise")))
                .contains("ou=Organizational-1")
                .last()
                .isEqualTo("cn=NMGGGZY@包头市鹿城机电设备有限公司（演示）@N" + codes.get("cfca-enterprise") + "@1");
        assertThat(keys.signing("cfca-enterprise").getIssuerX500Principal().getName())
                .isEqualTo("O=CFCA SM2 OCA1 DEMO,C=CN");
        assertThat(keys.signing("cfca-enterprise").getExtensionValue("1.3.6.1.5.5.7.1.1")).isNull();
        assertThat(text(keys.signing("cfca-enterprise-rsa"), "2.16.156.112554.7"))
                .isEqualTo("[N]" + codes.get("cfca-enterprise-rsa"));
        assertThat(keys.signing("cfca-enterprise-rsa").getSigAlgName()).isEqualToIgnoringCase("SHA256withRSA");
        assertThat(subject(keys.signing("snca-enterprise"))).contains("o=" + snca + "赤峰市红山市政园林有限公司（演示）");
        assertThat(text(keys.signing("snca-enterprise"), "1.2.86.11.7.11")).matches("[0-9]{13}");
        assertThat(subject(keys.signing("szca-enterprise"))).contains("ou=" + szca);
        assertThat(text(keys.signing("szca-enterprise"), "2.16.156.112548"))
                .isEqualTo("1@7025JJ1" + Base64.getEncoder().encodeToString(szca.getBytes()));
        assertThat(subject(keys.signing("gxca-enterprise"))).contains("2.5.4.31=" + gxca, "givenname=" + gxca);
        assertThat(text(keys.signing("nmgca-enterprise"), "1.2.156.10260.4.1.4"))
                .isEqualTo(codes.get("nmgca-enterprise"));
    }

    private static String usage(KeyStore store, String alias) throws Exception {
        List<String> names =
                List.of("digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement");
        boolean[] bits = ((X509Certificate) store.getCertificate(alias)).getKeyUsage();
        return names.stream().filter(name -> bits[names.indexOf(name)]).collect(Collectors.joining(" "));
    }

    private static List<String> subject(X509Certificate certificate) {
        X500Name name = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        return Arrays.stream(name.getRDNs()).map(RDN::getFirst).map(pair -> {
            String type = BCStyle.INSTANCE.oidToDisplayName(pair.getType());
            String shown = type == null ? pair.getType().getId() : type.toLowerCase(Locale.ROOT);
            return shown + "=" + ((ASN1String) pair.getValue()).getString();
        }).toList();
    }

    private static String text(X509Certificate certificate, String oid) throws IOException {
        byte[] value = ASN1OctetString.getInstance(certificate.getExtensionValue(oid)).getOctets();
        return ASN1UTF8String.getInstance(ASN1Primitive.fromByteArray(value)).getString();
    }
}
