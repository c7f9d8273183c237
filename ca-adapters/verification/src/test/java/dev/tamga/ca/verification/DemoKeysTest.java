package dev.tamga.ca.verification;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.time.Clock;

import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Challenge;
import dev.tamga.ca.HolderKind;
import dev.tamga.ca.SignInProof;
import dev.tamga.ca.Verification;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.ca.fetch.HttpFetcher;
import dev.tamga.forge.demo.DemoCaServer;
import dev.tamga.forge.demo.DemoWorld;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo's keys against the shipped conf/ca, over loopback: every accept path and every refusal that the demo shows.
 */
class DemoKeysTest {
    private static final BouncyCastleProvider BC = new BouncyCastleProvider();
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private static Path demo;

    private static DemoCaServer server;
    private static CertificateVerifier verifier;
    private static CaDirectory directory;

    @BeforeAll
    static void startDemoCas() throws IOException {
        int port = freePort();
        DemoWorld world = DemoWorld.open(demo, CLOCK, "localhost", port);
        server = DemoCaServer.start(world, port);
        directory = CaDirectory.openDemo(ShippedConf.FOLDER, world.caFolder(), "localhost:" + port);
        verifier = new CertificateVerifier(directory, new HttpFetcher(directory.hosts()), CLOCK);
    }

    @AfterAll
    static void stopDemoCas() {
        server.close();
    }

    @ParameterizedTest(name = "{0} is accepted as {2}")
    @CsvSource({
        "bjca-enterprise, bjca, ENTERPRISE, 呼和浩特市青城建设工程有限公司（演示）",
        "cfca-enterprise, cfca, ENTERPRISE, 包头市鹿城机电设备有限公司（演示）",
        "cfca-enterprise-rsa, cfca, ENTERPRISE, 鄂尔多斯市暖城路桥工程有限公司（演示）",
        "snca-enterprise, snca, ENTERPRISE, 赤峰市红山市政园林有限公司（演示）",
        "nmgca-enterprise, nmgca, ENTERPRISE, 通辽市科尔沁农牧科技有限公司（演示）",
        "szca-enterprise, szca, ENTERPRISE, 呼伦贝尔市海拉尔信息技术有限公司（演示）",
        "gxca-enterprise, gxca, ENTERPRISE, 乌兰察布市集宁工程咨询有限公司（演示）",
        "bjca-newcomer, bjca, ENTERPRISE, 乌海市海勃湾新材料有限公司（演示）",
        "bjca-secondary, bjca, ENTERPRISE, 呼和浩特市青城建设工程有限公司（演示）",
        "bjca-second-enterprise, bjca, ENTERPRISE, 呼和浩特市青城建设工程有限公司（演示）",
        "bjca-person, bjca, PERSON, 巴特尔（演示）",
        "bjca-legal-representative, bjca, ORGANIZATION_PERSON, 呼和浩特市青城建设工程有限公司（演示）"
    })
    void goodKeyIsAccepted(String key, String ca, HolderKind kind, String name) throws Exception {
        Verification verification = verify(key, "signing");

        assertThat(verification).isInstanceOf(Verification.Accepted.class);
        VerifiedHolder holder = ((Verification.Accepted) verification).holder();
        assertThat(holder.ca()).isEqualTo(new CaId(ca));
        assertThat(holder.kind()).isEqualTo(kind);
        assertThat(holder.name()).isEqualTo(name);
        assertThat(holder.code().isPresent()).isEqualTo(kind != HolderKind.PERSON);
        assertThat(holder.identityNumber().isPresent()).isEqualTo(kind != HolderKind.ENTERPRISE);
        assertThat(holder.region().isPresent()).isEqualTo(ca.equals("bjca"));
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource({
        "bjca-expired, expired",
        "bjca-not-yet-valid, not-yet-valid",
        "bjca-revoked, revoked",
        "bjca-suspended, suspended",
        "bjca-elsewhere, issued-elsewhere",
        "bjca-wrong-check-digit, check-digit-wrong"
    })
    void badKeyIsRefused(String key, String code) throws Exception {
        Verification verification = verify(key, "signing");

        assertThat(verification).isInstanceOfSatisfying(Verification.Rejected.class, rejected -> {
            assertThat(rejected.refusal().code()).isEqualTo(code);
            assertThat(rejected.ca()).contains(new CaId("bjca"));
        });
    }

    @ParameterizedTest(name = "the encryption certificate of {0}-enterprise is refused")
    @CsvSource({"bjca", "cfca", "snca", "nmgca", "szca", "gxca"})
    void encryptionCertificateIsRefused(String ca) throws Exception {
        assertThat(verify(ca + "-enterprise", "encryption"))
                .isInstanceOfSatisfying(Verification.Rejected.class, rejected ->
                        assertThat(rejected.refusal().code()).isEqualTo("encryption-certificate"));
    }

    @Test
    void companyHasTheSameHolderIdInAllItsKeys() throws Exception {
        VerifiedHolder first = ((Verification.Accepted) verify("bjca-enterprise", "signing")).holder();
        VerifiedHolder second = ((Verification.Accepted) verify("bjca-secondary", "signing")).holder();

        assertThat(first.holderId()).isPresent().isEqualTo(second.holderId());
        assertThat(first.code()).isEqualTo(second.code());
        assertThat(first.key().keyNumber()).isNotEqualTo(second.key().keyNumber());
    }

    @Test
    void allCasAreListedInTheirOrderAndTheSixOfTheDemoHaveAnAnchor() {
        assertThat(directory.list()).extracting(entry -> entry.id().value())
                .containsExactly("bjca", "cfca", "snca", "nmgca", "szca", "gxca", "cqcca");
        assertThat(directory.list()).filteredOn(CaEntry::hasAnchor).hasSize(6)
                .noneMatch(entry -> entry.id().value().equals("cqcca"));
    }

    private static Verification verify(String key, String alias) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12", BC);
        try (InputStream in = Files.newInputStream(demo.resolve("keys/" + key + ".p12"))) {
            store.load(in, DemoWorld.PIN.toCharArray());
        }
        Certificate certificate = store.getCertificateChain(alias)[0];
        Challenge challenge = TestChallenge.at(CLOCK.instant());
        byte[] signature = sign((PrivateKey) store.getKey(alias, DemoWorld.PIN.toCharArray()), challenge.text());
        return verifier.verify(new SignInProof(certificate.getEncoded(), challenge.text(), signature), challenge);
    }

    private static byte[] sign(PrivateKey key, String text) throws GeneralSecurityException {
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SM3withSM2";
        Signature signature = Signature.getInstance(algorithm, BC);
        signature.initSign(key);
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return signature.sign();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
