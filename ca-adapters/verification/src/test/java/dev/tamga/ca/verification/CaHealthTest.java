package dev.tamga.ca.verification;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.ca.CaId;
import dev.tamga.ca.revocation.Breaker;
import dev.tamga.ca.revocation.CrlSource;
import dev.tamga.ca.revocation.RevocationChecker;
import dev.tamga.ca.revocation.RevocationEvents;
import dev.tamga.ca.revocation.RevocationPolicy.Kind;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.OcspAnswer;

import static dev.tamga.ca.verification.ForgedCa.NOW;
import static dev.tamga.ca.verification.ForgedCa.code;
import static org.assertj.core.api.Assertions.assertThat;

/** What an operator is told of each CA. */
class CaHealthTest {
    @TempDir
    private Path folder;

    private final ForgedCa ca = new ForgedCa();

    @Test
    void certificatesAndTheNextExpiryAreTold() {
        CaHealth health = ca.verifier(ca.open(folder)).health().getFirst();

        assertThat(health.ca()).isEqualTo(new CaId("forged"));
        assertThat(health.certificates()).hasSize(2)
                .anySatisfy(one -> assertThat(one.isAnchor()).isTrue())
                .anySatisfy(one -> assertThat(one.isAnchor()).isFalse());
        assertThat(health.nextExpiry()).hasValue(ca.issuing.holder().getNotAfter().toInstant());
        assertThat(health.lists()).isEmpty();
        assertThat(health.grace()).isEmpty();
    }

    @Test
    void caThatWasNeverAskedIsClosedAndSilent() {
        assertThat(ca.verifier(ca.open(folder)).health().getFirst().sources()).hasSize(2)
                .allSatisfy(source -> {
                    assertThat(source.breaker()).isEqualTo(Breaker.State.CLOSED);
                    assertThat(source.latency()).isEmpty();
                    assertThat(source.lastError()).isEmpty();
                });
    }

    @Test
    void latencyErrorsAndListsAreToldOnceTheCaWasAsked() {
        ForgedCertificate leaf = ca.enterprise().extension(ForgedExtension.access("OCSP " + ForgedCa.OCSP)).forge();
        CertificateVerifier verifier = ca.verifier(ca.open(folder));
        ca.fetcher.answering(ForgedCa.OCSP, OcspAnswer.error(3));

        assertThat(code(ca.verify(verifier, leaf))).isEqualTo("accepted");
        CaHealth health = verifier.health().getFirst();
        assertThat(health.lists()).anySatisfy(list -> {
            assertThat(list.address()).isEqualTo(ForgedCa.CRL);
            assertThat(list.thisUpdate()).isEqualTo(NOW.minus(Duration.ofHours(1)));
        });
        assertThat(health.oldestList()).hasValue(NOW.minus(Duration.ofHours(1)));
        assertThat(health.sources().getFirst().lastError()).hasValueSatisfying(failure ->
                assertThat(failure.detail()).contains("3 (tryLater)"));
        assertThat(health.sources().getLast().latency()).isPresent();
    }

    @Test
    void whatHappensIsToldToWhoeverCounts() {
        List<String> told = new CopyOnWriteArrayList<>();
        ForgedCertificate leaf = ca.enterprise().extension(ForgedExtension.access("OCSP " + ForgedCa.OCSP)).forge();
        CertificateVerifier verifier = new CertificateVerifier(
                ca.with("timeout: PT4S", "timeout: PT4S\n  breaker-failures: 1").open(folder),
                new RevocationChecker(ca.fetcher, new CrlSource(ca.fetcher), new Told(told)),
                Clock.fixed(NOW, ZoneOffset.UTC));
        ca.fetcher.answering(ForgedCa.OCSP, OcspAnswer.error(2));

        assertThat(code(ca.verify(verifier, leaf))).isEqualTo("accepted");
        assertThat(told).containsExactly("forged OCSP failed", "forged OCSP OPEN", "forged CRL answered");
    }

    private record Told(List<String> told) implements RevocationEvents {
        @Override
        public void answered(CaId ca, Kind source, Duration took) {
            told.add(ca + " " + source + " answered");
        }

        @Override
        public void failed(CaId ca, Kind source) {
            told.add(ca + " " + source + " failed");
        }

        @Override
        public void turned(CaId ca, Kind source, Breaker.State state) {
            told.add(ca + " " + source + " " + state);
        }
    }
}
