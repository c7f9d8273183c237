package dev.tamga.ca.verification;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.SignInProof;
import dev.tamga.ca.Verification;
import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.revocation.RevocationChecker;
import dev.tamga.forge.Crl;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.RevocationReason;

import static dev.tamga.ca.verification.ForgedCa.DAY;
import static dev.tamga.ca.verification.ForgedCa.NOW;
import static dev.tamga.ca.verification.ForgedCa.code;
import static org.assertj.core.api.Assertions.assertThat;

/** What is remembered of a certificate saves work and decides nothing. */
class KnownSignersTest {
    @TempDir
    private Path folder;

    private final KnownSigners signers = new KnownSigners(2);
    private ForgedCa ca;
    private ForgedCertificate leaf;
    private CaDirectory directory;
    private RevocationChecker revocation;

    @BeforeEach
    void forgeCa() {
        ca = new ForgedCa().with("sources: [ocsp, crl]", "sources: [crl]");
        leaf = ca.enterprise().notAfter(NOW.plus(DAY.multipliedBy(2))).forge();
        directory = ca.open(folder);
        revocation = new RevocationChecker(ca.fetcher);
    }

    @Test
    void onlyAWholeVerificationIsRemembered() {
        ForgedCertificate unidentified = ca.enterprise().without(ForgedCa.CODE_OID).forge();

        assertThat(code(verify(leaf, ForgedKey.sm2().sign(text(NOW)), NOW))).isEqualTo("signature-invalid");
        assertThat(code(verify(unidentified, unidentified.sign(text(NOW)), NOW))).isEqualTo("holder-unidentified");
        assertThat(signers.size()).isZero();

        assertThat(codeAt(NOW)).isEqualTo("accepted");
        assertThat(signers.size()).isEqualTo(1);
    }

    @Test
    void knownCertificateIsNotReadAgain() {
        codeAt(NOW);
        Recognition first = signers.find(leaf.encoded()).orElseThrow();

        assertThat(codeAt(NOW)).isEqualTo("accepted");

        assertThat(signers.find(leaf.encoded()).orElseThrow()).isSameAs(first);
    }

    @Test
    void proofOfAKnownCertificateIsCheckedEachTime() {
        assertThat(codeAt(NOW)).isEqualTo("accepted");

        assertThat(code(verify(leaf, ForgedKey.sm2().sign(text(NOW)), NOW))).isEqualTo("signature-invalid");
    }

    @Test
    void datesOfAKnownCertificateAreCheckedEachTime() {
        assertThat(codeAt(NOW)).isEqualTo("accepted");

        assertThat(codeAt(NOW.plus(DAY.multipliedBy(2)).plusSeconds(1))).isEqualTo("expired");
        assertThat(codeAt(NOW.minus(DAY.multipliedBy(2)))).isEqualTo("not-yet-valid");
    }

    @Test
    void datesOfAKnownCertificatesIssuerAreCheckedEachTime() {
        ForgedCertificate issuing = ForgedCa.issuing(ca.root).notAfter(NOW.plusSeconds(10)).forge();
        ca.fetcher.answering(ForgedCa.CRL, ForgedCa.goodCrl(issuing));
        directory = ca.open(folder, ca.root, List.of(issuing));
        leaf = ForgedCa.enterprise(issuing).forge();

        assertThat(codeAt(NOW)).isEqualTo("accepted");
        assertThat(codeAt(NOW.plusSeconds(11))).isEqualTo("untrusted-path");
    }

    @Test
    void revocationOfAKnownCertificateIsAskedEachTime() {
        assertThat(codeAt(NOW)).isEqualTo("accepted");
        Instant later = NOW.plus(DAY).plusSeconds(1);
        ca.fetcher.answering(ForgedCa.CRL, Crl.of(ca.issuing, NOW.plus(DAY)).number(2)
                .nextUpdate(later.plus(Duration.ofHours(1)))
                .revoke(leaf.serial(), NOW, RevocationReason.KEY_COMPROMISE).forge());

        assertThat(codeAt(later)).isEqualTo("revoked");
    }

    @Test
    void oneByteMakesAnotherCertificate() {
        codeAt(NOW);
        byte[] mutated = leaf.encoded();
        mutated[mutated.length - 1] ^= 1;

        assertThat(signers.find(mutated)).isEmpty();
        assertThat(signers.find(new byte[1024 * 1024])).isEmpty();
    }

    @Test
    void whoSignsInOftenStaysAndTheNumberIsBounded() throws Exception {
        Recognition known = directory.recognise(CertificateReader.read(leaf.encoded()));
        byte[][] others = {{1}, {2}, {3}};

        signers.remember(leaf.encoded(), known);
        for (byte[] other : others) {
            signers.remember(other, known);
            assertThat(signers.find(leaf.encoded())).isPresent();
        }

        assertThat(signers.size()).isEqualTo(2);
        assertThat(signers.find(others[0])).isEmpty();
    }

    private String codeAt(Instant now) {
        return code(verify(leaf, leaf.sign(text(now)), now));
    }

    private static byte[] text(Instant now) {
        return TestChallenge.at(now).text().getBytes(StandardCharsets.US_ASCII);
    }

    private Verification verify(ForgedCertificate presented, byte[] signature, Instant now) {
        Challenge challenge = TestChallenge.at(now);
        return new CertificateVerifier(directory, revocation, Clock.fixed(now, ZoneOffset.UTC), signers)
                .verify(new SignInProof(presented.encoded(), challenge.text(), signature), challenge);
    }
}
