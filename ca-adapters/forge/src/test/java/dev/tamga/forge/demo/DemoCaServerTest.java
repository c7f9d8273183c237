package dev.tamga.forge.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tamga.forge.BouncyCastle;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.OcspAnswer;
import dev.tamga.forge.Pem;
import dev.tamga.forge.RevocationReason;
import dev.tamga.forge.sm2.GmObjects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class DemoCaServerTest {
    private static final MovingClock CLOCK = new MovingClock(Instant.parse("2026-11-21T01:00:00Z"));
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static DemoWorld world;
    private static DemoCaServer server;

    @BeforeAll
    static void start() throws IOException {
        world = DemoWorld.open(folder, CLOCK, "localhost", 9300);
        server = DemoCaServer.start(world, 0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(DemoCa.class)
    void crlsOfRootAndIssuingCaVerify(DemoCa ca) throws Exception {
        DemoIssuer issuer = world.issuers().get(ca.ordinal());

        crl(ca, ca.rootCrl()).verify(issuer.root().key().publicKey(), BouncyCastle.PROVIDER);
        crl(ca, ca.rootCrl() + 1).verify(issuer.issuing().key().publicKey(), BouncyCastle.PROVIDER);
    }

    @Test
    void revokedAndSuspendedKeysAreListedWithTheirReasons() throws Exception {
        X509CRL crl = crl(DemoCa.BJCA, 1);

        assertThat(crl.getRevokedCertificate(signing("bjca-revoked").serial()).getRevocationReason())
                .isEqualTo(CRLReason.KEY_COMPROMISE);
        assertThat(crl.getRevokedCertificate(signing("bjca-suspended").serial()).getRevocationReason())
                .isEqualTo(CRLReason.CERTIFICATE_HOLD);
        assertThat(crl.getRevokedCertificate(signing("bjca-enterprise").serial())).isNull();
    }

    @Test
    void crlIsSignedAgainWhenHalfItsLifeIsOver() throws Exception {
        Date first = crl(DemoCa.GXCA, 1).getThisUpdate();
        CLOCK.advance(Duration.ofHours(11));
        assertThat(crl(DemoCa.GXCA, 1).getThisUpdate()).isEqualTo(first);

        CLOCK.advance(Duration.ofHours(1));

        assertThat(crl(DemoCa.GXCA, 1).getThisUpdate()).isEqualTo(Date.from(CLOCK.instant()));
    }

    @Test
    void revokingAndRestoringTakesEffectAtOnce() throws Exception {
        ForgedCertificate key = signing("szca-enterprise");
        assertThat(crl(DemoCa.SZCA, 1).getRevokedCertificate(key.serial())).isNull();

        world.revoke("szca-enterprise", RevocationReason.CERTIFICATE_HOLD);
        assertThat(crl(DemoCa.SZCA, 1).getRevokedCertificate(key.serial())).isNotNull();
        assertThat(status(DemoCa.SZCA, "szca-enterprise")).isInstanceOf(RevokedStatus.class);

        world.restore("szca-enterprise");
        assertThat(crl(DemoCa.SZCA, 1).getRevokedCertificate(key.serial())).isNull();
        assertThat(status(DemoCa.SZCA, "szca-enterprise")).isSameAs(CertificateStatus.GOOD);
    }

    @Test
    void ocspSaysGoodRevokedAndSuspended() throws Exception {
        assertThat(status(DemoCa.BJCA, "bjca-enterprise")).isSameAs(CertificateStatus.GOOD);
        assertThat(((RevokedStatus) status(DemoCa.BJCA, "bjca-revoked")).getRevocationReason())
                .isEqualTo(CRLReason.KEY_COMPROMISE.ordinal());
        assertThat(((RevokedStatus) status(DemoCa.BJCA, "bjca-suspended")).getRevocationReason())
                .isEqualTo(CRLReason.CERTIFICATE_HOLD.ordinal());
        assertThat(status(DemoCa.CFCA_RSA, "cfca-enterprise-rsa")).isSameAs(CertificateStatus.GOOD);
    }

    @Test
    void ocspAnswersByGetAsWellAndWithSm3Digests() throws Exception {
        ForgedCertificate issuing = world.issuers().get(DemoCa.BJCA.ordinal()).issuing();
        byte[] request = new OCSPReqBuilder()
                .addRequest(OcspAnswer.id(issuing, signing("bjca-enterprise").serial(), GmObjects.SM3))
                .build()
                .getEncoded();
        String encoded = URLEncoder.encode(Base64.getEncoder().encodeToString(request), StandardCharsets.UTF_8);

        HttpResponse<byte[]> response = get("/bjca/ocsp/" + encoded);

        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/ocsp-response");
        BasicOCSPResp answer = (BasicOCSPResp) new OCSPResp(response.body()).getResponseObject();
        assertThat(answer.getResponses()[0].getCertStatus()).isSameAs(CertificateStatus.GOOD);
    }

    @Test
    void caWithoutOcspHasNoResponder() throws Exception {
        assertThat(post("/snca/ocsp", new byte[] {1}).statusCode()).isEqualTo(404);
    }

    @Test
    void anotherCasCertificateIsNotAnswered() throws Exception {
        byte[] response = post("/bjca/ocsp", request(DemoCa.SZCA, "szca-enterprise")).body();

        assertThat(new OCSPResp(response).getStatus()).isEqualTo(OCSPResp.UNAUTHORIZED);
    }

    @Test
    void badInputGetsBoundedAnswers() throws Exception {
        assertThat(new OCSPResp(post("/bjca/ocsp", "garbage".getBytes()).body()).getStatus())
                .isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(new OCSPResp(post("/bjca/ocsp", new byte[0]).body()).getStatus())
                .isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(post("/bjca/ocsp", new byte[5000]).statusCode()).isEqualTo(413);
        assertThat(get("/bjca/ocsp/%25%25").statusCode()).isEqualTo(400);
        assertThat(get("/bjca/ocsp/!!!").statusCode()).isEqualTo(400);
        assertThat(get("/bjca/crl/../../forge/world.properties").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void caIssuersServesTheIssuingCertificate() throws Exception {
        assertThat(get("/bjca/caissuer/1.cer").body())
                .isEqualTo(world.issuers().get(DemoCa.BJCA.ordinal()).issuing().encoded());
    }

    @Test
    void takenPortIsNamed() {
        assertThatThrownBy(() -> DemoCaServer.start(world, server.port()))
                .isInstanceOf(BindException.class)
                .hasMessageContaining(Integer.toString(server.port()));
    }

    private static CertificateStatus status(DemoCa ca, String key) throws Exception {
        byte[] body = post("/" + ca.id() + "/ocsp", request(ca, key)).body();
        BasicOCSPResp answer = (BasicOCSPResp) new OCSPResp(body).getResponseObject();
        ForgedCertificate responder = world.issuers().get(ca.ordinal()).responder();
        assertThat(answer.isSignatureValid(new JcaContentVerifierProviderBuilder()
                        .setProvider(BouncyCastle.PROVIDER)
                        .build(responder.key().publicKey())))
                .isTrue();
        assertThat(answer.getResponses()[0].getNextUpdate()).isAfter(Date.from(CLOCK.instant()));
        assertThat(answer.getCerts()).hasSize(ca == DemoCa.SZCA ? 1 : 0);
        return answer.getResponses()[0].getCertStatus();
    }

    private static byte[] request(DemoCa ca, String key) throws Exception {
        ForgedCertificate issuing = world.issuers().get(ca.ordinal()).issuing();
        return new OCSPReqBuilder()
                .addRequest(OcspAnswer.id(
                        issuing,
                        signing(key).serial(),
                        OIWObjectIdentifiers.idSHA1))
                .build()
                .getEncoded();
    }

    private static X509CRL crl(DemoCa ca, int number) throws Exception {
        HttpResponse<byte[]> response = get("/" + ca.id() + "/crl/" + number + ".crl");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/pkix-crl");
        return (X509CRL) CertificateFactory.getInstance("X.509", BouncyCastle.PROVIDER)
                .generateCRL(new ByteArrayInputStream(response.body()));
    }

    private static ForgedCertificate signing(String name) throws IOException {
        String pem = Files.readString(world.keysFolder().resolve(name + ".pem"));
        byte[] der = Pem.read("CERTIFICATE", pem).getFirst();
        return ForgedCertificate.of(der, null, null);
    }

    private static HttpResponse<byte[]> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> post(String path, byte[] body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofByteArray(body)).build(),
                BodyHandlers.ofByteArray());
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + server.port() + path);
    }
}
