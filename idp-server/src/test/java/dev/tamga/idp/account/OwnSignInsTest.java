package dev.tamga.idp.account;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.binding.SubjectKey;
import dev.tamga.idp.binding.Subjects;
import dev.tamga.idp.secret.Ids;

import static dev.tamga.idp.Journey.location;
import static org.assertj.core.api.Assertions.assertThat;

/** 「登录记录」 and 「退出所有设备」: security checklist row 32, over real HTTP. */
@Tag("database")
final class OwnSignInsTest {
    private static final String KEY = "cfca-enterprise";
    private static final Pattern OLDER = Pattern.compile("id=\"older\" href=\"([^\"]+)\"");
    private static final Pattern ROW = Pattern.compile("data-kind=\"([a-z]+)\"");

    private RunningTamga tamga;
    private Bidder bidder;

    @BeforeEach
    void signIn() throws Exception {
        tamga = RunningTamga.get();
        bidder = Bidder.boundAnew(tamga, KEY);
    }

    @AfterEach
    void forget() {
        tamga.unbind(KEY);
        // No node seals what no node wrote: the audit's own test would find it.
        tamga.jdbi().useHandle(handle -> handle.execute("delete from audit_event where node = 'elsewhere'"));
    }

    private SubjectKey key() {
        String subject = tamga.jdbi().withHandle(handle -> handle.createQuery(
                        "select subject_id from subject_key where key_number = :number")
                .bind("number", bidder.keyFields(KEY).get("key_number")[0])
                .mapTo(String.class)
                .one());
        return tamga.bean(Subjects.class).listKeys(subject).getFirst();
    }

    private List<String> rows(String page) {
        return ROW.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private void insert(int count, Duration ago) {
        String subject = key().subject().id();
        long at = Instant.now().minus(ago).toEpochMilli();
        Ids ids = tamga.bean(Ids.class);
        tamga.jdbi().useTransaction(handle -> {
            for (int i = 0; i < count; i++) {
                handle.execute("""
                        insert into audit_event (id, occurred_at, node, event, subject_id, address)
                        values (?, ?, 'elsewhere', 'sign-in', ?, '192.0.2.9')""", ids.next(), at, subject);
            }
        });
    }

    @Test
    void signInsArrivalsAndRefusalsAreListedWithKeyAndAddressAndAWayToFreeze() throws Exception {
        PlatformClient platform = new PlatformClient(tamga, "150100");
        platform.redeem(PlatformClient.query(new Journey(bidder, KEY).walk(platform.request())).get("code"));
        SubjectKey key = key();
        tamga.jdbi().useHandle(handle -> handle.execute(
                "update subject_key set frozen_at = 1 where id = ?", key.id()));
        new Bidder(tamga).signIn(KEY);
        tamga.jdbi().useHandle(handle -> handle.execute(
                "update subject_key set frozen_at = null where id = ?", key.id()));

        String page = bidder.browser().get("/account/sign-ins").body();

        assertThat(rows(page)).containsExactly("refused", "arrived", "in");
        assertThat(page).contains("登录被拒绝", "呼和浩特市公共资源交易平台（新版）", key.keyNumber(), "127.0.0.1",
                "href=\"/account/keys/" + key.id() + "/freeze\"", "该CA锁已在本系统挂失");
    }

    @Test
    void longListsComeInPagesAndEachEventOnce() throws Exception {
        insert(45, Duration.ofDays(2));

        String page = bidder.browser().get("/account/sign-ins").body();
        int seen = 0;
        for (int i = 0; i < 2; i++) {
            assertThat(rows(page)).hasSize(SignInList.ROWS);
            seen += SignInList.ROWS;
            Matcher older = OLDER.matcher(page);
            assertThat(older.find()).isTrue();
            page = bidder.browser().get(older.group(1)).body();
        }
        assertThat(seen + rows(page).size()).isEqualTo(46);
        assertThat(page).contains("id=\"newest\"").doesNotContain("id=\"older\"");
    }

    @Test
    void whatIsOlderThan180DaysIsNotShown() throws Exception {
        insert(1, Duration.ofDays(181));
        assertThat(rows(bidder.browser().get("/account/sign-ins").body())).containsExactly("in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1-2", "99999999999999999999-aaaaaaaaaaaaaaaaaaaaaaaaaa", "%00", "'--"})
    void aPlaceThatNobodyGaveIsTheFirstPage(String before) throws Exception {
        HttpResponse<String> page = bidder.browser().get("/account/sign-ins?before=" + before);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(rows(page.body())).containsExactly("in");
    }

    @Test
    void theListIsReadByAnIndex() {
        String plan = tamga.jdbi().withHandle(handle -> handle.createQuery("""
                        explain select id from audit_event
                        where subject_id = 'a' and event in ('sign-in', 'token') and occurred_at >= 1 and occurred_at <= 2
                          and (occurred_at < 2 or id < 'b')
                        order by occurred_at desc, id desc limit 21""")
                .map((row, context) -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        text.append(row.getString(i)).append(' ');
                    }
                    return text.toString();
                })
                .one());
        assertThat(plan).containsIgnoringCase("audit_event_subject");
        if (TestDatabase.isServer()) {
            assertThat(plan).doesNotContain("filesort");
        }
    }

    @Test
    void signingOutEverywhereEndsEachSessionAndSaysWhere() throws Exception {
        Bidder elsewhere = new Bidder(tamga);
        elsewhere.signIn(KEY);
        PlatformClient platform = new PlatformClient(tamga, "150100");
        PlatformClient.Answer here = platform.redeem(
                PlatformClient.query(new Journey(bidder, KEY).walk(platform.request())).get("code"));
        PlatformClient other = new PlatformClient(tamga, "150200");
        PlatformClient.Answer there = other.redeem(
                PlatformClient.query(new Journey(elsewhere, KEY).walk(other.request())).get("code"));

        assertThat(bidder.browser().get("/account/sign-out").body()).contains("id=\"everywhere-confirm\"");
        HttpResponse<String> answer = bidder.browser().post("/account/sign-out", Map.of());

        assertThat(location(answer)).startsWith("/signed-out?session=");
        assertThat(bidder.browser().get(location(answer)).body()).contains(
                "id=\"signed-out\"", "呼和浩特市公共资源交易平台（新版）", "包头市公共资源交易平台");
        for (Bidder each : List.of(bidder, elsewhere)) {
            assertThat(location(each.browser().get("/account"))).startsWith("/sign-in");
        }
        assertThat(platform.refresh(here.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(other.refresh(there.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(location(bidder.browser().post("/account/sign-out", Map.of()))).as("again").doesNotContain("session=");
    }

    @Test
    void thePageOfSeveralSessionsIsForWhoeverHasItsAddress() throws Exception {
        PlatformClient platform = new PlatformClient(tamga, "150100");
        platform.redeem(PlatformClient.query(new Journey(bidder, KEY).walk(platform.request())).get("code"));
        bidder.browser().get("/account/sign-out");
        String address = location(bidder.browser().post("/account/sign-out", Map.of()));

        for (String forged : List.of(address + "x", address.replace("session=", "session=a."), "/signed-out?session=..",
                "/signed-out?session=.")) {
            assertThat(bidder.browser().get(forged).body()).contains("id=\"signed-out\"").doesNotContain("呼和浩特市公共");
        }
    }
}
