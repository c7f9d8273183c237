package dev.tamga.idp.outbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.idp.LogoutReceiver;
import dev.tamga.idp.MovableClock;
import dev.tamga.idp.Race;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.TestMaster;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.outbox.Delivery.State;
import dev.tamga.idp.outgoing.Outgoing;
import dev.tamga.idp.platform.PlatformImport;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.platform.SubjectIdentifiers;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.Issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Row 26: what platforms are told, once, also over failures, hanging platforms and dead nodes. */
@Tag("database")
final class OutboxTest {
    private static final String ISSUER = "https://ca.example";
    private static final String SUBJECT = "s".repeat(26);
    private static final String SID = "d".repeat(26);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T01:00:00Z"));
    private final Ids ids = new Ids(new SecureRandom(), clock);

    @TempDir
    private Path folder;

    private LogoutReceiver platforms;
    private TestDatabase database;
    private Jdbi jdbi;
    private SigningKeys keys;
    private Outbox outbox;

    @BeforeEach
    void open() throws IOException {
        platforms = LogoutReceiver.start();
        database = TestDatabase.open();
        jdbi = database.jdbi();
        for (String id : List.of("alpha", "beta", "gamma")) {
            platform(id, "backchannel-logout-uri: " + platforms.address(id));
        }
        platform("mute", "");
        platform("pair", "backchannel-logout-uri: " + platforms.address("pair") + "\nsubject-type: pairwise"
                + "\nid-token-signing-alg: PS256");
        new PlatformImport(jdbi, ids, clock).run(folder, Map.of("S", "s".repeat(43))::get, false);
        keys = new SigningKeys(jdbi, TestMaster.key(1), new SecureRandom(), clock, Duration.ofHours(1));
        keys.open();
        outbox = node();
    }

    private void platform(String id, String more) throws IOException {
        Files.writeString(folder.resolve(id + ".yml"), """
                name: {zh-CN: %s}
                group: other
                state: connected
                redirect-uris: [https://%s.example/callback]
                scopes: [openid]
                client-authentication: client_secret_basic
                client-secret: ${S}
                %s
                """.formatted(id, id, more));
    }

    /** One process of several on this database. */
    private Outbox node() {
        Audit audit = new Audit(jdbi, ids, clock, "node-1");
        SubjectIdentifiers subjects = new SubjectIdentifiers(jdbi, ids, clock);
        LogoutTokens tokens = new LogoutTokens(new Issuer(URI.create(ISSUER)), keys, subjects::of, ids, clock);
        return new Outbox(
                jdbi,
                new Outbox.Delivering(
                        new Platforms(jdbi, clock), tokens, Outgoing.open(Set.of(platforms.host()), Optional.empty())),
                new Outbox.Setting(audit, ids, clock, new SecureRandom()));
    }

    @AfterEach
    void close() {
        outbox.close();
        platforms.close();
        database.close();
    }

    private Delivery only(String platform) {
        List<Delivery> deliveries = outbox.deliveries(platform);
        assertThat(deliveries).hasSize(1);
        return deliveries.getFirst();
    }

    @Test
    void aPlatformIsToldByALogoutTokenAsTheStandardHasIt() throws Exception {
        outbox.logout("alpha", SUBJECT, SID);
        outbox.visit("alpha");

        LogoutReceiver.Received received = platforms.next("alpha");
        assertThat(received.contentType()).startsWith("application/x-www-form-urlencoded");
        SignedJWT token = SignedJWT.parse(received.token());
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(keys.isOurs(token)).isTrue();
        assertThat(token.getHeader().getType().getType()).isEqualTo("logout+jwt");
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(claims.getClaims()).containsOnlyKeys("iss", "sub", "aud", "iat", "exp", "jti", "events", "sid");
        assertThat(claims.getIssuer()).isEqualTo(ISSUER);
        assertThat(claims.getAudience()).containsExactly("alpha");
        assertThat(claims.getSubject()).isEqualTo(SUBJECT);
        assertThat(claims.getStringClaim("sid")).isEqualTo(SID);
        assertThat(claims.getClaim("events"))
                .isEqualTo(Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        assertThat(Duration.between(claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
                .isLessThanOrEqualTo(Duration.ofMinutes(2));
        assertThat(only("alpha")).satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(State.DELIVERED);
            assertThat(delivery.lastOutcome()).contains("200");
            assertThat(delivery.attempts()).isEqualTo(1);
            assertThat(delivery.deliveredAt()).contains(clock.instant());
        });
    }

    @Test
    void aPairwisePlatformIsToldItsOwnNameInItsOwnAlgorithm() throws Exception {
        outbox.logout("pair", SUBJECT, SID);
        outbox.visit("pair");
        SignedJWT token = SignedJWT.parse(platforms.next("pair").token());
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("PS256");
        assertThat(keys.isOurs(token)).isTrue();
        assertThat(token.getJWTClaimsSet().getSubject()).hasSize(26).isNotEqualTo(SUBJECT);
    }

    @Test
    void whatIsRolledBackIsNeverTold() {
        assertThatThrownBy(() -> jdbi.useTransaction(handle -> {
            outbox.logout("alpha", SUBJECT, SID);
            throw new IllegalStateException("no");
        })).hasMessage("no");
        outbox.visit("alpha");
        assertThat(outbox.deliveries("alpha")).isEmpty();
        assertThat(platforms.waiting("alpha")).isZero();
    }

    @Test
    void deliveryBeginsByItselfOnceTheTransactionHasCommitted() throws Exception {
        outbox.start();
        jdbi.useTransaction(handle -> {
            outbox.logout("alpha", SUBJECT, SID);
            outbox.sendAll();
            assertThat(platforms.waiting("alpha")).as("before the commit").isZero();
        });
        assertThat(platforms.next("alpha").token()).isNotEmpty();
    }

    @Test
    void aPlatformWithoutAnAddressCostsNoRow() {
        outbox.logout("mute", SUBJECT, SID);
        outbox.logout("nobody", SUBJECT, SID);
        assertThat(outbox.ofSession(SID)).isEmpty();
    }

    @Test
    void everyOtherAnswerIsTriedAgainWithAFreshToken() throws Exception {
        Set<String> jtis = new HashSet<>();
        outbox.logout("alpha", SUBJECT, SID);
        for (int status : new int[] {400, 500, 302, 404}) {
            platforms.answer("alpha", status);
            outbox.visit("alpha");
            jtis.add(SignedJWT.parse(platforms.next("alpha").token()).getJWTClaimsSet().getJWTID());
            assertThat(only("alpha").state()).isEqualTo(State.PENDING);
            assertThat(only("alpha").lastOutcome()).contains(String.valueOf(status));
            outbox.visit("alpha");
            assertThat(platforms.waiting("alpha")).as("not before its time").isZero();
            clock.move(Duration.ofMinutes(2));
        }
        platforms.answer("alpha", 204);
        outbox.visit("alpha");
        jtis.add(SignedJWT.parse(platforms.next("alpha").token()).getJWTClaimsSet().getJWTID());
        assertThat(jtis).hasSize(5);
        assertThat(only("alpha").state()).isEqualTo(State.DELIVERED);
        assertThat(only("alpha").attempts()).isEqualTo(5);
        assertThat(platforms.waiting("redirected")).as("a redirect is not followed").isZero();
    }

    @Test
    void waitingGrowsToHalfAnHourAndVaries() {
        Backoff backoff = new Backoff(new SecureRandom());
        assertThat(backoff.after(1)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        assertThat(backoff.after(4)).isBetween(Duration.ofSeconds(32), Duration.ofSeconds(48));
        assertThat(backoff.after(1000)).isBetween(Duration.ofMinutes(24), Duration.ofMinutes(36));
        assertThat(List.of(backoff.after(9), backoff.after(9), backoff.after(9)).stream().distinct().count())
                .isGreaterThan(1);
    }

    @Test
    void afterADayItIsGivenUpAndAudited() {
        platforms.answer("alpha", 500);
        outbox.logout("alpha", SUBJECT, SID);
        for (int i = 0; i < 60 && only("alpha").state() == State.PENDING; i++) {
            outbox.visit("alpha");
            clock.move(Duration.ofMinutes(36));
        }
        assertThat(only("alpha").state()).isEqualTo(State.GIVEN_UP);
        assertThat(only("alpha").lastAt()).hasValueSatisfying(at -> assertThat(
                Duration.between(only("alpha").createdAt(), at)).isBetween(Duration.ofHours(23), Duration.ofHours(24)));
        List<String> audited = jdbi.withHandle(handle -> handle.createQuery(
                        "select concat(event, ' ', platform_id, ' ', detail) from audit_event")
                .mapTo(String.class).list());
        assertThat(audited).singleElement().asString().startsWith("logout-undelivered alpha 500 (after ");
    }

    @Test
    void aHangingPlatformDelaysNobodyAndIsToldOneThingAtATime() throws Exception {
        CountDownLatch hanging = platforms.hang("alpha");
        outbox.logout("alpha", SUBJECT, "1".repeat(26));
        outbox.sendAll();
        platforms.next("alpha");
        for (int i = 0; i < 20; i++) {
            outbox.logout("alpha", SUBJECT, "2".repeat(26));
            outbox.logout("beta", SUBJECT, SID);
            outbox.logout("gamma", SUBJECT, SID);
        }
        outbox.sendAll();
        for (int i = 0; i < 20; i++) {
            platforms.next("beta");
            platforms.next("gamma");
        }
        assertThat(outbox.ofSession("1".repeat(26)).getFirst().deliveredAt()).as("it still hangs").isEmpty();
        assertThat(platforms.waiting("alpha")).isZero();

        outbox.start();
        hanging.countDown();
        for (int i = 0; i < 20; i++) {
            platforms.next("alpha");
        }
    }

    @Test
    void theMessageOfADeadNodeIsTakenOverAfterItsLease() throws Exception {
        OutboxStore dead = new OutboxStore(jdbi);
        outbox.logout("alpha", SUBJECT, SID);
        outbox.logout("alpha", SUBJECT, "e".repeat(26));
        Instant now = clock.instant();
        Claimed claimed = dead.claim(dead.findNext("alpha", now).orElseThrow(), ids.next(),
                new OutboxStore.Span(now, now.plus(Courier.LEASE))).orElseThrow();

        clock.move(Duration.ofSeconds(59));
        outbox.visit("alpha");
        assertThat(platforms.waiting("alpha")).as("one thing at a time, across nodes").isZero();
        clock.move(Duration.ofSeconds(1));
        outbox.visit("alpha");
        assertThat(platforms.waiting("alpha")).isEqualTo(2);
        assertThat(outbox.deliveries("alpha")).allSatisfy(delivery ->
                assertThat(delivery.state()).isEqualTo(State.DELIVERED));
        assertThat(dead.delivered(claimed, "500", clock.instant())).as("it woke up too late").isFalse();
        assertThat(outbox.ofSession(claimed.sessionId()).getFirst().attempts()).isEqualTo(2);
    }

    @Test
    void ofTwoNodesEachMessageIsSentByOne() throws Exception {
        Outbox other = node();
        for (int i = 0; i < 30; i++) {
            outbox.logout("alpha", SUBJECT, SID);
        }
        while (outbox.deliveries("alpha").stream().anyMatch(delivery -> delivery.state() == State.PENDING)) {
            Race.run(4, i -> () -> {
                (i % 2 == 0 ? outbox : other).visit("alpha");
                return true;
            });
        }
        assertThat(platforms.waiting("alpha")).isEqualTo(30);
        assertThat(outbox.deliveries("alpha")).allSatisfy(delivery -> assertThat(delivery.attempts()).isOne());
        other.close();
    }

    @Test
    void aPlatformThatCannotBeReachedIsLeftAloneForAWhile() {
        platforms.close();
        outbox.logout("alpha", SUBJECT, SID);
        outbox.logout("alpha", SUBJECT, SID);
        outbox.visit("alpha");
        assertThat(outbox.deliveries("alpha").stream().mapToInt(Delivery::attempts).sum()).isOne();
        assertThat(outbox.pending()).hasSize(2);
    }

    @Test
    void theLogIsForgottenAMonthLater() {
        outbox.logout("alpha", SUBJECT, SID);
        outbox.visit("alpha");
        clock.move(Duration.ofDays(30));
        assertThat(outbox.deleteExpired()).isZero();
        clock.move(Duration.ofDays(2));
        assertThat(outbox.deleteExpired()).isOne();
        assertThat(outbox.ofSession(SID)).isEmpty();
    }

    @Test
    void noTokenIsStored() {
        platforms.answer("alpha", 500);
        outbox.logout("alpha", SUBJECT, SID);
        outbox.visit("alpha");
        String row = jdbi.withHandle(handle ->
                handle.createQuery("select * from outbox_message").mapToMap().one().toString());
        assertThat(row).doesNotContain("eyJ").contains(SID);
    }
}
