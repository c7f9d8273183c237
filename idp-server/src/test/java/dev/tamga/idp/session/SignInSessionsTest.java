package dev.tamga.idp.session;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import dev.tamga.ca.CaId;
import dev.tamga.ca.HolderKind;
import dev.tamga.idp.MovableClock;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.secret.Ids;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("database")
final class SignInSessionsTest {
    private static final String SUBJECT = "s".repeat(26);
    private static final String KEY = "k".repeat(26);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T01:00:00Z"));
    private TestDatabase database;
    private SignInSessions sessions;

    @BeforeEach
    void open() {
        database = TestDatabase.open();
        Jdbi jdbi = database.jdbi();
        jdbi.useHandle(handle -> {
            handle.execute("""
                    insert into subject (id, kind, name, normalised_name, preferred_username, created_at, updated_at)
                    values (?, 'enterprise', '某公司', '某公司', 'u', 0, 0)""", SUBJECT);
            handle.execute("""
                    insert into subject_key (id, subject_id, ca_id, issuer_key_id, serial, certificate_hash, spki_hash,
                        holder_kind, normalised_name, key_number, medium_number, not_before, not_after, role, created_at)
                    values (?, ?, 'bjca', ?, 'A1', ?, ?, 'ENTERPRISE', '某公司', 'A1', '53', 0, 1, 'primary', 0)""",
                    KEY, SUBJECT, "0".repeat(64), new byte[32], new byte[32]);
        });
        sessions = new SignInSessions(
                jdbi, new Ids(new SecureRandom(), clock), clock,
                new SignInSessions.SessionLimits(Duration.ofMinutes(15), Duration.ofHours(12)));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private String start() {
        return sessions.start(new NewSession(
                SUBJECT, KEY, new CaId("bjca"), List.of("pop"), HolderKind.ENTERPRISE, Optional.of("150000"),
                Optional.of("1501")));
    }

    private Optional<SignInSession> find(String token) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(new Cookie("__Host-tamga", token));
        return sessions.current(request);
    }

    @Test
    void aStartedSessionIsFoundByItsCookieAlone() {
        String token = start();
        assertThat(find(token)).hasValueSatisfying(session -> {
            assertThat(session.subjectName()).isEqualTo("某公司");
            assertThat(session.primaryKey()).isTrue();
            assertThat(session.id()).isNotEqualTo(token);
            assertThat(session.region()).contains("150000");
            assertThat(session.project()).contains("1501");
        });
        assertThat(find("x".repeat(43))).isEmpty();
        assertThat(find(token.substring(1))).isEmpty();
    }

    @Test
    void everySignInHasANewCookie() {
        MockHttpServletResponse response = new MockHttpServletResponse();
        String one = start();
        String other = start();
        assertThat(one).isNotEqualTo(other);
        sessions.give(other, new MockHttpServletRequest(), response);
        assertThat(response.getHeader("Set-Cookie")).startsWith("__Host-tamga=" + other + ";");
    }

    @Test
    void anIdleSessionEndsAfterFifteenMinutesAndUseKeepsIt() {
        String token = start();
        for (int i = 0; i < 4; i++) {
            clock.move(Duration.ofMinutes(14));
            assertThat(find(token)).isPresent();
        }
        clock.move(Duration.ofMinutes(15));
        assertThat(find(token)).isEmpty();
    }

    @Test
    void aBusySessionEndsAfterTwelveHours() {
        String token = start();
        for (int i = 0; i < 71; i++) {
            clock.move(Duration.ofMinutes(10));
            assertThat(find(token)).as("after %d minutes", (i + 1) * 10).isPresent();
        }
        clock.move(Duration.ofMinutes(10));
        assertThat(find(token)).isEmpty();
    }

    @Test
    void anEndedSessionIsGoneAndEndsOnce() {
        String token = start();
        String id = find(token).orElseThrow().id();
        assertThat(sessions.end(id)).isTrue();
        assertThat(sessions.end(id)).isFalse();
        assertThat(find(token)).isEmpty();
    }

    @Test
    void aFrozenKeysSessionIsGone() {
        String token = start();
        database.jdbi().useHandle(handle -> handle.execute("update subject_key set frozen_at = 1"));
        assertThat(find(token)).isEmpty();
    }

    @Test
    void expiredSessionsLeave() {
        start();
        assertThat(sessions.deleteExpired()).isZero();
        clock.move(Duration.ofHours(13));
        assertThat(sessions.deleteExpired()).isEqualTo(1);
    }
}
