package dev.tamga.idp.audit;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.MovableClock;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.TestMaster;
import dev.tamga.idp.secret.Ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Row 37's half that is storage: whoever changes the table of events, or of seals, is found out. */
@Tag("database")
final class SealerTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T01:00:00Z"));
    private final Ids ids = new Ids(new SecureRandom(), clock);
    private final SealKey key = SealKey.of(TestMaster.key(1));
    private TestDatabase database;
    private Jdbi jdbi;
    private Node node;

    /** What one process has. */
    private final class Node {
        private final Audit audit;
        private final Sealer sealer;

        Node(String name) {
            EventIds eventIds = new EventIds(ids, clock);
            audit = new Audit(jdbi, eventIds, clock, name);
            sealer = new Sealer(jdbi, key, eventIds, clock, name);
            sealer.open();
        }

        void write(int events) {
            for (int i = 0; i < events; i++) {
                audit.record(AuditEvent.of(AuditEvent.Type.SIGN_IN).code("revoked").detail("第 " + i));
            }
            clock.move(Duration.ofSeconds(1));
        }

        Node sealed(int seals) {
            for (int i = 0; i < seals; i++) {
                write(3);
                sealer.seal();
            }
            return this;
        }
    }

    @BeforeEach
    void open() {
        database = TestDatabase.open();
        jdbi = database.jdbi();
        node = new Node("node-1");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> faults() {
        return new AuditVerification(jdbi, key, clock).run().faults();
    }

    private long count(String table) {
        return jdbi.withHandle(handle ->
                handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
    }

    private void change(String sql) {
        jdbi.useHandle(handle -> assertThat(handle.execute(sql)).isPositive());
    }

    private String event(int number) {
        return jdbi.withHandle(handle -> handle.createQuery("select id from audit_event order by id")
                .mapTo(String.class).list()).get(number);
    }

    @Test
    void everyNodesEventsAreChained() {
        node.sealed(3);
        new Node("node-2").sealed(2);
        AuditVerification.Report report = new AuditVerification(jdbi, key, clock).run();
        assertThat(report).isEqualTo(new AuditVerification.Report(2, 5, 15, List.of()));
    }

    @Test
    void withoutNewsNothingIsWritten() {
        node.sealed(1);
        clock.move(Duration.ofMinutes(5));
        node.sealer.seal();
        assertThat(count("audit_seal")).isEqualTo(1);
    }

    @Test
    void anAlteredEventIsFound() {
        node.sealed(3);
        change("update audit_event set code = 'expired' where id = '" + event(4) + "'");
        assertThat(faults()).singleElement().asString().startsWith("altered: seal 2 of node-1 does not fit");
    }

    @Test
    void aDeletedEventIsFound() {
        node.sealed(3);
        change("delete from audit_event where id = '" + event(3) + "'");
        assertThat(faults()).singleElement().asString().contains("seal 2 of node-1 covers 3 events", "found 2");
    }

    @Test
    void anInsertedEventIsFound() {
        node.sealed(2);
        change("insert into audit_event (id, occurred_at, node, event) values ('"
                + event(3).substring(0, 25) + "z" + "', 0, 'node-1', 'sign-in')");
        assertThat(faults()).singleElement().asString().startsWith("altered: seal 2 of node-1").contains("more");
    }

    @Test
    void swappedEventsAreFound() {
        node.sealed(2);
        String one = event(0);
        String other = event(1);
        change("update audit_event set id = 'swap' where id = '" + one + "'");
        change("update audit_event set id = '" + one + "' where id = '" + other + "'");
        change("update audit_event set id = '" + other + "' where id = 'swap'");
        assertThat(faults()).singleElement().asString().startsWith("altered: seal 1 of node-1");
    }

    @Test
    void aDeletedSealIsFound() {
        node.sealed(3);
        change("delete from audit_seal where seal_number = 2");
        assertThat(faults()).singleElement().asString().isEqualTo("gap: seal 3 of node-1 follows seal 1; expected 2");
    }

    @Test
    void aDeletedLastSealIsFoundWithTheNextOne() {
        node.sealed(3);
        change("delete from audit_seal where seal_number = 3");
        node.sealed(1);
        assertThat(faults()).contains("gap: seal 4 of node-1 follows seal 2; expected 3");
    }

    @Test
    void aForgedSealIsFound() {
        node.sealed(3);
        change("update audit_event set code = 'expired' where id = '" + event(4) + "'");
        Seal second = new SealStore(jdbi).listAfter("node-1", 1).getFirst();
        List<SealedEvent> events = new SealStore(jdbi).listEvents(
                "node-1", new SealStore.Range(event(2), second.toId()), 10);
        byte[] forged = SealKey.of(TestMaster.key(2)).seal(second.value(), events);
        jdbi.useHandle(handle -> handle.createUpdate("update audit_seal set seal = :seal where seal_number = 2")
                .bind("seal", forged).execute());
        assertThat(faults()).hasSize(2).allSatisfy(fault -> assertThat(fault).startsWith("altered"));
    }

    private List<String> faults(int master, int previous) {
        return new AuditVerification(jdbi, SealKey.of(TestMaster.key(master, previous)), clock).run().faults();
    }

    private void goOnWith(SealKey next) {
        EventIds eventIds = new EventIds(ids, clock);
        Sealer sealer = new Sealer(jdbi, next, eventIds, clock, "node-1");
        sealer.open();
        new Audit(jdbi, eventIds, clock, "node-1").record(AuditEvent.of(AuditEvent.Type.SIGN_IN));
        clock.move(Duration.ofSeconds(1));
        sealer.seal();
    }

    @Test
    void theChainGoesOnUnderAnotherMasterKeyAndWhatTheFormerOneSealedIsStillVerified() {
        node.sealed(2);
        goOnWith(SealKey.of(TestMaster.key(2, 1)));

        assertThat(faults(2, 1)).isEmpty();
        assertThat(faults(2, 3)).as("without the former key").hasSize(2);
        change("update audit_event set code = 'expired' where id = '" + event(1) + "'");
        assertThat(faults(2, 1)).hasSize(1).first().asString().startsWith("altered");
    }

    @Test
    void whoeverHasAKeyThatWasReplacedCannotGoOnWithTheChain() {
        node.sealed(1);
        goOnWith(SealKey.of(TestMaster.key(2, 1)));
        goOnWith(key);

        assertThat(faults(2, 1)).hasSize(1).first().asString().contains("by an earlier master key");
    }

    @Test
    void swappedSealsAreFound() {
        node.sealed(3);
        change("update audit_seal set seal_number = 9 where seal_number = 1");
        change("update audit_seal set seal_number = 1 where seal_number = 2");
        change("update audit_seal set seal_number = 2 where seal_number = 9");
        assertThat(faults()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void whatIsUnsealedForAMinuteIsReported() {
        node.sealed(1);
        node.write(2);
        assertThat(faults()).isEmpty();
        clock.move(Duration.ofSeconds(61));
        assertThat(faults()).singleElement().asString().startsWith("unsealed: 2 events of node node-1");
    }

    /** An event's id is older than its commit: it must not fall into a range that is sealed already. */
    @Test
    void anEventWhoseTransactionIsStillOpenIsSealedOnceItIsDecided() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Thread slow = Thread.ofVirtual().start(() -> jdbi.useTransaction(handle -> {
            node.audit.record(AuditEvent.of(AuditEvent.Type.TOKEN));
            written.countDown();
            await(mayCommit);
        }));
        written.await();
        clock.move(Duration.ofSeconds(1));
        node.sealed(2);
        assertThat(count("audit_seal")).as("what came after it waits for it").isZero();
        mayCommit.countDown();
        slow.join();
        node.sealer.seal();
        assertThat(new AuditVerification(jdbi, key, clock).run())
                .isEqualTo(new AuditVerification.Report(1, 1, 7, List.of()));
    }

    @Test
    void anEventThatWasRolledBackHoldsUpNothing() {
        assertThatThrownBy(() -> jdbi.useTransaction(handle -> {
            node.audit.record(AuditEvent.of(AuditEvent.Type.TOKEN));
            throw new IllegalStateException("rolled back");
        })).hasMessage("rolled back");
        node.sealed(1);
        assertThat(new AuditVerification(jdbi, key, clock).run())
                .isEqualTo(new AuditVerification.Report(1, 1, 3, List.of()));
    }

    @Test
    void whatADeadProcessLeftIsSealedByTheNextOfItsName() {
        node.sealed(1);
        node.write(4);
        Node restarted = new Node("node-1");
        restarted.sealer.seal();
        restarted.sealed(1);
        assertThat(new AuditVerification(jdbi, key, clock).run())
                .isEqualTo(new AuditVerification.Report(1, 3, 10, List.of()));
    }

    @Test
    void aClockThatWasSetBackBreaksNoChain() {
        node.sealed(2);
        clock.move(Duration.ofHours(-1));
        node.sealed(1);
        new Node("node-1").sealed(1);
        assertThat(faults()).isEmpty();
        assertThat(count("audit_seal")).isEqualTo(4);
    }

    @Test
    void twoProcessesOfOneNameAreToldApart() {
        node.sealed(1);
        Node twin = new Node("node-1");
        node.sealed(1);
        assertThatThrownBy(() -> twin.sealed(1)).hasMessageContaining("tamga.node");
    }

    @Test
    void moreThanABatchMakesSeveralSeals() {
        jdbi.useTransaction(handle -> node.write(1100));
        node.sealer.seal();
        assertThat(new AuditVerification(jdbi, key, clock).run())
                .isEqualTo(new AuditVerification.Report(1, 3, 1100, List.of()));
    }
}
