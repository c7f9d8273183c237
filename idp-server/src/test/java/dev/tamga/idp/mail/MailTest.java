package dev.tamga.idp.mail;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.MovableClock;
import dev.tamga.idp.Race;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.secret.Ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Mail waits in the outbox until it is delivered: over failures, dead nodes and a mail server that is away. */
@Tag("database")
final class MailTest {
    private static final Letter LETTER = new Letter("wang@example.cn", "subject", "body");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T01:00:00Z"));
    private final Ids ids = new Ids(new SecureRandom(), clock);
    private final BlockingQueue<Letter> arrived = new LinkedBlockingQueue<>();
    private volatile boolean away;
    private TestDatabase database;
    private Jdbi jdbi;
    private Mail mail;

    @BeforeEach
    void open() {
        database = TestDatabase.open();
        jdbi = database.jdbi();
        mail = node(Optional.of(this::carry));
    }

    private Mail node(Optional<Carrier> carrier) {
        return new Mail(jdbi, carrier, new Mail.Setting(
                new Audit(jdbi, ids, clock, "node-1"), ids, clock, new SecureRandom()));
    }

    private void carry(Letter letter) throws IOException {
        if (away) {
            throw new IOException("421 away\r\nfor now");
        }
        arrived.add(letter);
    }

    @AfterEach
    void close() {
        mail.close();
        database.close();
    }

    private SentMail only() {
        assertThat(mail.listNewest()).hasSize(1);
        return mail.listNewest().getFirst();
    }

    @Test
    void aLetterIsDeliveredOnce() {
        mail.send(LETTER);
        mail.deliverDue();
        mail.deliverDue();
        assertThat(arrived).containsExactly(LETTER);
        assertThat(only().deliveredAt()).contains(clock.instant());
        assertThat(only().nextAttempt()).isEmpty();
    }

    @Test
    void whatIsRolledBackIsNeverSent() {
        assertThatThrownBy(() -> jdbi.useTransaction(handle -> {
            mail.send(LETTER);
            throw new IllegalStateException("no");
        })).hasMessage("no");
        mail.deliverDue();
        assertThat(arrived).isEmpty();
        assertThat(mail.listNewest()).isEmpty();
    }

    @Test
    void deliveryBeginsByItselfOnceTheTransactionHasCommitted() throws Exception {
        mail.start();
        jdbi.useTransaction(handle -> mail.send(LETTER));
        assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo(LETTER);
    }

    @Test
    void aMailServerThatIsAwayIsTriedAgainLaterAndLater() {
        away = true;
        mail.send(LETTER);
        mail.deliverDue();
        assertThat(only().lastOutcome()).contains("421 away  for now");
        assertThat(only().attempts()).isEqualTo(1);
        mail.deliverDue();
        assertThat(only().attempts()).as("not before its time").isEqualTo(1);
        clock.move(Duration.ofMinutes(1));
        away = false;
        mail.deliverDue();
        assertThat(arrived).hasSize(1);
    }

    @Test
    void afterADayItIsGivenUpAndAudited() {
        away = true;
        mail.send(LETTER);
        for (int i = 0; i < 60 && only().nextAttempt().isPresent(); i++) {
            mail.deliverDue();
            clock.move(Duration.ofMinutes(36));
        }
        assertThat(only().nextAttempt()).isEmpty();
        assertThat(only().deliveredAt()).isEmpty();
        List<String> audited = jdbi.withHandle(handle -> handle.createQuery(
                "select detail from audit_event where event = 'mail-undelivered'").mapTo(String.class).list());
        assertThat(audited).singleElement().asString().contains("421 away").doesNotContain("wang@");
    }

    @Test
    void ofTwentyThatTryOneDelivers() throws Exception {
        mail.send(LETTER);
        List<Mail> nodes = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> nodes.add(node(Optional.of(this::carry))));
        Race.run(20, i -> () -> {
            nodes.get(i).deliverDue();
            return i;
        });
        assertThat(arrived).hasSize(1);
    }

    @Test
    void theLetterOfADeadNodeIsTakenOverAfterItsLease() {
        mail.send(LETTER);
        Instant now = clock.instant();
        new MailStore(jdbi).claim(only().id(), ids.next(), new MailStore.Span(now, now.plus(Postman.LEASE)));
        mail.deliverDue();
        assertThat(arrived).as("the other node may be at it").isEmpty();
        clock.move(Postman.LEASE.plusSeconds(1));
        mail.deliverDue();
        assertThat(arrived).hasSize(1);
    }

    @Test
    void withoutAMailServerNothingIsWritten() {
        Mail none = node(Optional.empty());
        none.send(LETTER);
        none.start();
        assertThat(none.isDelivered()).isFalse();
        assertThat(none.listNewest()).isEmpty();
    }

    @Test
    void theLogForgetsAfterAMonth() {
        mail.send(LETTER);
        mail.deliverDue();
        assertThat(mail.deleteExpired()).isZero();
        clock.move(Duration.ofDays(32));
        assertThat(mail.deleteExpired()).isEqualTo(1);
        assertThat(mail.listNewest()).isEmpty();
    }
}
