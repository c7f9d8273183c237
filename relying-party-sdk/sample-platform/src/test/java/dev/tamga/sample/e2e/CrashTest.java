package dev.tamga.sample.e2e;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static dev.tamga.sample.e2e.HttpBidder.location;
import static dev.tamga.sample.e2e.HttpBidder.parameter;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code kill -9} of the identity provider in the middle of 200 sign-ins: what it had answered is there when it comes
 * back, and nothing is half-written (decisions.md, Storage).
 */
@EnabledOnOs(OS.LINUX)
final class CrashTest {
    private static final int SIGN_INS = 200;
    private static final int EACH = 5;
    private static final int WORKERS = 8;

    /** Rows that no finished transaction leaves behind; each must find none. */
    private static final Map<String, String> HALF_WRITTEN = Map.of(
            "a subject without exactly one primary key", """
                    select count(*) from subject s
                    where 1 <> (select count(*) from subject_key k where k.subject_id = s.id and k.role = 'primary')""",
            "a key without its subject", """
                    select count(*) from subject_key k
                    where not exists (select 1 from subject s where s.id = k.subject_id)""",
            "a session without its subject's key", """
                    select count(*) from sign_in_session i where not exists (
                        select 1 from subject_key k where k.id = i.key_id and k.subject_id = i.subject_id)""",
            "a consent without its subject and platform", """
                    select count(*) from consent c
                    where not exists (select 1 from subject s where s.id = c.subject_id)
                       or not exists (select 1 from platform p where p.id = c.platform_id)""",
            "a grant without session or consent", """
                    select count(*) from authorization_grant g
                    where not exists (select 1 from sign_in_session i
                                      where i.id = g.session_id and i.subject_id = g.subject_id)
                       or not exists (select 1 from consent c
                                      where c.subject_id = g.subject_id and c.platform_id = g.platform_id)""",
            "a redeemed code without its refresh family", """
                    select count(*) from authorization_grant
                    where code_redeemed_at is not null and family_hash is null""",
            "a binding that was not audited", """
                    select count(*) from subject s where 1 <> (
                        select count(*) from audit_event a where a.event = 'binding' and a.subject_id = s.id)""",
            "a sign-in that was not audited", """
                    select count(*) from subject s
                    where (select count(*) from sign_in_session i where i.subject_id = s.id)
                       <> (select count(*) from audit_event a
                           where a.event = 'sign-in' and a.code is null and a.subject_id = s.id)""");

    private final Confirmed before = new Confirmed(SIGN_INS / 2);
    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();

    @Test
    void whatWasConfirmedSurvivesAndNothingIsHalfWritten() throws Exception {
        DemoPlace place = DemoPlace.fresh("crash");
        List<Company> companies;
        try (RunningDemo demo = RunningDemo.start(place)) {
            companies = DemoNmgca.open(place).issue(SIGN_INS / EACH);
            killInTheMiddle(demo, companies);
            assertThat(demo.awaitEnd()).isOne();
            assertThat(demo.output()).contains("identity-provider ended with exit code 137");
        }
        try (RunningDemo again = RunningDemo.start(place)) {
            checkNothingIsForgotten(place);
            checkWorkGoesOn(place, companies);
            List<ProcessHandle> children = again.children();
            again.interrupt();
            again.awaitEnd();
            assertThat(children).hasSizeGreaterThanOrEqualTo(3).noneMatch(ProcessHandle::isAlive);
        }
        checkDatabase(place, companies.size());
    }

    private void killInTheMiddle(RunningDemo demo, List<Company> companies) throws Exception {
        CrashWork work = new CrashWork(demo.place(), before);
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            for (int worker = 0; worker < WORKERS; worker++) {
                List<Company> own = everyNth(companies, worker);
                workers.execute(() -> untilItDies(work, own));
            }
            assertThat(before.enough().await(90, TimeUnit.SECONDS)).as("%s", faults).isTrue();
            demo.provider().destroyForcibly();
        } finally {
            workers.shutdown();
            assertThat(workers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(faults).isEmpty();
        assertThat(before.sessions()).hasSizeBetween(SIGN_INS / 2, SIGN_INS - 1);
    }

    private static List<Company> everyNth(List<Company> companies, int first) {
        List<Company> own = new ArrayList<>();
        for (int i = first; i < companies.size(); i += WORKERS) {
            own.add(companies.get(i));
        }
        return own;
    }

    private void untilItDies(CrashWork work, List<Company> companies) {
        try {
            for (Company company : companies) {
                work.bind(company);
                for (int round = 0; round < EACH; round++) {
                    work.signIn(company);
                }
            }
        } catch (IOException died) {
            // What this test is about: the connection is gone in the middle of something.
        } catch (InterruptedException | RuntimeException | AssertionError e) {
            faults.add(e);
        }
    }

    private void checkNothingIsForgotten(DemoPlace place) throws Exception {
        CrashWork work = new CrashWork(place, new Confirmed(0));
        for (Confirmed.SignedIn session : before.sessions()) {
            HttpBidder bidder = work.bidder(session.cookies());
            assertThat(bidder.get("/portal").statusCode()).as("session of %s", session.company()).isEqualTo(200);
            if (before.isConsented(session.company())) {
                String back = parameter(work.authorize(bidder, "v".repeat(43)), "code");
                assertThat(back).as("consent of %s", session.company()).isNotEmpty();
            }
        }
        for (Company company : before.bound()) {
            String next = location(work.bidder(Map.of()).signIn(company));
            assertThat(next).as("binding of %s", company).contains("/sign-in/certificate");
        }
        for (String token : before.refreshTokens()) {
            String next = work.token(Map.of("grant_type", "refresh_token", "refresh_token", token))
                    .path("refresh_token").asString();
            assertThat(next).isNotEmpty().isNotEqualTo(token);
        }
    }

    /** Who was interrupted tries again: binding says either that it is new or that it was done. */
    private void checkWorkGoesOn(DemoPlace place, List<Company> companies) throws Exception {
        CrashWork work = new CrashWork(place, new Confirmed(0));
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<Void>> done = new ArrayList<>();
            for (Company company : companies) {
                done.add(workers.submit(() -> {
                    String answer = work.bidder(Map.of()).bind(company).body();
                    assertThat(answer.isEmpty() || answer.contains("data-code=\"key-already-bound\"")).isTrue();
                    work.signIn(company);
                    return null;
                }));
            }
            for (Future<Void> each : done) {
                each.get();
            }
        }
    }

    private static void checkDatabase(DemoPlace place, int companies) throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:h2:file:" + place.demo().resolve("data/tamga")
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;IFEXISTS=TRUE;ACCESS_MODE_DATA=r")) {
            for (Map.Entry<String, String> check : HALF_WRITTEN.entrySet()) {
                assertThat(count(database, check.getValue())).as(check.getKey()).isZero();
            }
            // The seven companies that the launcher binds, and ours.
            assertThat(count(database, "select count(*) from subject")).isEqualTo(7 + companies);
        }
    }

    private static long count(Connection database, String query) throws Exception {
        try (ResultSet rows = database.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
