package dev.tamga.idp.trust;

import java.time.Duration;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.CaId;
import dev.tamga.ca.revocation.Breaker;
import dev.tamga.ca.revocation.RevocationPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/** What operators read about CAs that answer, do not answer, and are bridged by grace. */
final class RevocationMetersTest {
    private static final CaId CA = new CaId("bjca");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RevocationMeters meters = new RevocationMeters(registry);

    @Test
    void answersFailuresAndGraceAreCountedForEachCa() {
        meters.answered(CA, RevocationPolicy.Kind.OCSP, Duration.ofMillis(250));
        meters.failed(CA, RevocationPolicy.Kind.CRL);
        meters.turned(CA, RevocationPolicy.Kind.OCSP, Breaker.State.OPEN);
        meters.graced(CA, "outage");
        assertThat(registry.scrape())
                .contains("tamga_revocation_answer_seconds_count{ca=\"bjca\",source=\"ocsp\"} 1")
                .contains("tamga_revocation_failure_total{ca=\"bjca\",source=\"crl\"} 1.0")
                .contains("tamga_revocation_breaker_total{ca=\"bjca\",source=\"ocsp\",state=\"open\"} 1.0")
                .contains("tamga_revocation_grace_total{ca=\"bjca\",grace=\"outage\"} 1.0");
    }
}
