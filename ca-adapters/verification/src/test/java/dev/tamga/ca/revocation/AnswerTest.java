package dev.tamga.ca.revocation;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tamga.ca.revocation.Answer.Status;
import dev.tamga.ca.revocation.RevocationPolicy.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which of two words of a CA is believed. */
class AnswerTest {

    @ParameterizedTest(name = "{0} at {1} and {2} at {3}: {4}")
    @CsvSource({
        "GOOD, 1, REVOKED, 2, REVOKED",
        "GOOD, 2, REVOKED, 1, REVOKED",
        "ON_HOLD, 2, REVOKED, 1, REVOKED",
        "GOOD, 1, ON_HOLD, 2, ON_HOLD",
        "GOOD, 2, ON_HOLD, 1, GOOD",
        "GOOD, 1, ON_HOLD, 1, ON_HOLD",
        "GOOD, 1, GOOD, 2, GOOD",
    })
    void revokedWinsForEverAndOfSuspendedAndGoodTheLaterWord(
            Status one, int oneAt, Status other, int otherAt, Status believed) {
        Answer ocsp = new Answer(Kind.OCSP, one, "", Instant.ofEpochSecond(oneAt));
        Answer crl = new Answer(Kind.CRL, other, "", Instant.ofEpochSecond(otherAt));

        assertThat(ocsp.or(crl).status()).isEqualTo(believed);
        assertThat(crl.or(ocsp).status()).isEqualTo(believed);
    }

    /** RFC 5280 §5.3.1: only a delta CRL may say removeFromCRL. */
    @Test
    void removeFromCrlIsNoAnswer() {
        assertThatThrownBy(() -> Answer.revoked(Kind.OCSP, 8, Instant.EPOCH)).isInstanceOf(Unanswered.class);
    }
}
