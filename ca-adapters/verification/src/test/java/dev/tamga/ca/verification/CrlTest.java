package dev.tamga.ca.verification;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.SignInProof;
import dev.tamga.forge.Crl;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.RevocationReason;

import static dev.tamga.ca.verification.ForgedCa.CRL;
import static dev.tamga.ca.verification.ForgedCa.DAY;
import static dev.tamga.ca.verification.ForgedCa.NOW;
import static dev.tamga.ca.verification.ForgedCa.ROOT_CRL;
import static dev.tamga.ca.verification.ForgedCa.code;
import static org.assertj.core.api.Assertions.assertThat;

/** CRLs: whose, for what, how long, and who may be asked for them. */
class CrlTest {
    @TempDir
    private Path folder;

    private ForgedCa ca;
    private CaDirectory directory;
    private ForgedCertificate leaf;

    @BeforeEach
    void forgeCa() {
        ca = new ForgedCa();
        directory = ca.open(folder);
        leaf = ca.enterprise().forge();
    }

    @Test
    void listedCertificateIsRevokedOrSuspended() {
        assertThat(codeFor(crl().revoke(leaf, NOW, RevocationReason.KEY_COMPROMISE))).isEqualTo("revoked");
        assertThat(codeFor(crl().revoke(leaf, NOW, RevocationReason.UNSPECIFIED))).isEqualTo("revoked");
        assertThat(codeFor(crl().revoke(leaf, NOW, RevocationReason.CERTIFICATE_HOLD))).isEqualTo("suspended");
        assertThat(codeFor(crl().revoke(leaf, NOW, RevocationReason.REMOVE_FROM_CRL)))
                .as("delta CRLs alone take back").isEqualTo("revocation-unavailable");
        assertThat(codeFor(crl().revoke(ca.issuing, NOW, RevocationReason.KEY_COMPROMISE))).isEqualTo("accepted");
    }

    @Test
    void crlThatTheIssuerDidNotSignIsNotBelieved() {
        assertThat(codeFor(crl().signedBy(ForgedKey.sm2()))).isEqualTo("revocation-unavailable");
        assertThat(codeFor(Crl.of(ca.root, NOW).nextUpdate(NOW.plus(DAY)))).isEqualTo("revocation-unavailable");
    }

    @Test
    void crlOfACaThatMayNotIssueCrlsIsNotBelieved() {
        ForgedExtension certificatesOnly = ForgedExtension.keyUsage(KeyUsage.keyCertSign);
        ForgedCertificate issuing = ForgedCa.issuing(ca.root).extension(certificatesOnly).forge();
        directory = ca.open(folder, ca.root, List.of(issuing));
        leaf = ForgedCa.enterprise(issuing).forge();

        assertThat(codeFor(ForgedCa.crl(issuing))).isEqualTo("revocation-unavailable");
    }

    @Test
    void staleAndEndlessCrlsAreNotBelieved() {
        assertThat(codeFor(Crl.of(ca.issuing, NOW.minus(DAY)).nextUpdate(NOW.minus(Duration.ofHours(1)))))
                .isEqualTo("revocation-unavailable");
        assertThat(codeFor(Crl.of(ca.issuing, NOW.minus(DAY)))).isEqualTo("revocation-unavailable");
        assertThat(codeFor(Crl.of(ca.issuing, NOW.minus(DAY.multipliedBy(36))).nextUpdate(NOW.plus(DAY))))
                .isEqualTo("revocation-unavailable");
        assertThat(codeFor(Crl.of(ca.issuing, NOW.plus(DAY)).nextUpdate(NOW.plus(DAY.multipliedBy(2)))))
                .isEqualTo("revocation-unavailable");
    }

    @Test
    void partialCrlAnswersOnlyForItsOwnCertificates() {
        assertThat(codeFor(crl().extension(scope(CRL)))).isEqualTo("accepted");
        assertThat(codeFor(crl().extension(scope("http://crl.example.org/2.crl")))).isEqualTo("revocation-unavailable");
        assertThat(codeFor(crl().extension(scope(null, false, true, false)))).isEqualTo("revocation-unavailable");
        assertThat(codeFor(crl().extension(scope(null, true, false, false)))).isEqualTo("accepted");
        assertThat(codeFor(crl().extension(scope(null, false, false, true))))
                .as("an indirect one speaks of its own issuer's certificates too").isEqualTo("accepted");
    }

    @Test
    void deltaAndUnknownCriticalExtensionsAreNotBelieved() {
        ForgedExtension delta = ForgedExtension.of(Extension.deltaCRLIndicator.getId(), new ASN1Integer(1));

        assertThat(codeFor(crl().extension(delta)))
                .isEqualTo("revocation-unavailable");
        assertThat(codeFor(crl().extension(ForgedExtension.utf8("1.2.3.4", "?").critical())))
                .isEqualTo("revocation-unavailable");
    }

    @Test
    void noMutationMakesARevokedCertificateGood() {
        byte[] revoked = crl().revoke(leaf, NOW, RevocationReason.KEY_COMPROMISE).forge();
        for (int i = 0; i < revoked.length; i++) {
            byte[] mutated = revoked.clone();
            mutated[i] ^= (byte) (1 << i % 8);
            ca.fetcher.answering(CRL, mutated);
            assertThat(code(ca.verify(directory, leaf))).isIn("revoked", "revocation-unavailable");
        }
    }

    @ParameterizedTest(name = "CRL at {0} is not fetched")
    @ValueSource(strings = {
        "http://evil.example/1.crl",
        "http://crl.example.org.evil.example/1.crl",
        "http://crl.example.org:8080/1.crl",
        "http://crl.example.org@evil.example/1.crl",
        "http://user@crl.example.org/1.crl",
        "ldap://crl.example.org/1.crl",
        "file:///etc/passwd",
        "http://127.0.0.1/1.crl",
        "http://[::1]/1.crl",
        "http:///1.crl",
        "http://crl.example.org/ 1.crl",
        "jar:http://crl.example.org/1.crl!/"
    })
    void onlyAllowedHostsAreAsked(String address) {
        leaf = ca.enterprise().extension(ForgedExtension.crl(address)).forge();

        assertThat(code(ca.verify(directory, leaf))).isEqualTo("revocation-unavailable");
        assertThat(ca.fetcher.asked()).isEmpty();
    }

    @Test
    void certificateThatNamesNoSourceIsRefusedUnlessCaYmlKnowsOne() {
        leaf = ca.enterprise().without(Extension.cRLDistributionPoints.getId()).forge();
        assertThat(code(ca.verify(directory, leaf))).isEqualTo("revocation-unavailable");

        directory = ca.with("timeout: PT4S", "timeout: PT4S\n  crl-address: " + CRL).open(folder);
        assertThat(code(ca.verify(directory, leaf))).isEqualTo("accepted");
    }

    @Test
    void revokedIssuingCaIsRefused() {
        ForgedCertificate issuing = ForgedCa.issuing(ca.root).extension(ForgedExtension.crl(ROOT_CRL)).forge();
        directory = ca.open(folder, ca.root, List.of(issuing));
        leaf = ForgedCa.enterprise(issuing).forge();
        ca.fetcher.answering(CRL, ForgedCa.goodCrl(issuing));
        assertThat(code(ca.verify(directory, leaf))).isEqualTo("accepted");

        ca.fetcher.answering(ROOT_CRL,
                ForgedCa.crl(ca.root).revoke(issuing, NOW, RevocationReason.CA_COMPROMISE).forge());
        assertThat(code(ca.verify(directory, leaf))).isEqualTo("issuer-revoked");

        ca.fetcher.answering(ROOT_CRL, new byte[0]);
        assertThat(code(ca.verify(directory, leaf))).isEqualTo("revocation-unavailable");
    }

    @Test
    void crlIsFetchedOnceUntilItsNextUpdate() {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        InstantSource source = now::get;
        Clock clock = source.withZone(ZoneOffset.UTC);
        CertificateVerifier verifier = new CertificateVerifier(directory, ca.fetcher, clock);

        assertThat(verify(verifier)).isEqualTo("accepted");
        assertThat(verify(verifier)).isEqualTo("accepted");
        assertThat(ca.fetcher.asked()).containsExactly(CRL);

        now.set(NOW.plus(DAY));
        ca.fetcher.answering(CRL, Crl.of(ca.issuing, now.get()).nextUpdate(now.get().plus(DAY))
                .revoke(leaf, now.get(), RevocationReason.SUPERSEDED).forge());
        assertThat(verify(verifier)).isEqualTo("revoked");
        assertThat(ca.fetcher.asked()).hasSize(2);
    }

    @Test
    void failureAnswersForAllWhoAskMeanwhile() {
        ca.fetcher.answering(CRL, new byte[0]);
        CertificateVerifier verifier = ca.verifier(directory);

        assertThat(verify(verifier)).isEqualTo("revocation-unavailable");
        ca.fetcher.answering(CRL, ForgedCa.goodCrl(ca.issuing));
        assertThat(verify(verifier)).isEqualTo("revocation-unavailable");
        assertThat(ca.fetcher.asked()).containsExactly(CRL);
    }

    private String verify(CertificateVerifier verifier) {
        Challenge challenge = TestChallenge.at(NOW.plus(DAY));
        byte[] signature = leaf.sign(challenge.text().getBytes(StandardCharsets.US_ASCII));
        return code(verifier.verify(new SignInProof(leaf.encoded(), challenge.text(), signature), challenge));
    }

    private Crl crl() {
        return ForgedCa.crl(ca.issuing);
    }

    private String codeFor(Crl crl) {
        ca.fetcher.answering(CRL, crl.forge());
        return code(ca.verify(directory, leaf));
    }

    private static ForgedExtension scope(String address) {
        GeneralNames names = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, address));
        return scope(new DistributionPointName(names), false, false, false);
    }

    private static ForgedExtension scope(DistributionPointName point, boolean users, boolean cas, boolean indirect) {
        return ForgedExtension.of(
                Extension.issuingDistributionPoint.getId(),
                new IssuingDistributionPoint(point, users, cas, null, indirect, false)).critical();
    }
}
