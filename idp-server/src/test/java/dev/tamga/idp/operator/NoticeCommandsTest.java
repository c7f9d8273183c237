package dev.tamga.idp.operator;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.notice.Notices;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code notice list}, {@code add} and {@code end} against the running server, and what bidders see of it. */
@Tag("database")
final class NoticeCommandsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String KEY = "nmgca-enterprise";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDateTime UNTIL = LocalDate.now(ZONE).plusDays(40).atTime(6, 0);

    private RunningTamga tamga;

    private record Ran(int exit, String out, String err) {}

    @BeforeEach
    void empty() throws Exception {
        tamga = RunningTamga.get();
        tamga.jdbi().useHandle(handle -> handle.execute("delete from notice"));
        tamga.bean(Notices.class).refresh();
    }

    private Ran run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OperatorClient client = new OperatorClient(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader("")));
        int exit = client.run(words, Map.of("TAMGA_DATA", tamga.data().toString()));
        return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** @return its number */
    private String added(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "notice", "add", "--until", UNTIL.toString(), "--operator", "wang", "--json", "--text-zh",
                "今晚维护 <b>&amp;", "--text-en", "Maintenance tonight"));
        words.addAll(List.of(more));
        Ran ran = run(words.toArray(String[]::new));
        assertThat(ran.exit()).as(ran.err() + ran.out()).isZero();
        return JSON.readTree(ran.out()).path("number").asString();
    }

    private Bidder signedIn() throws Exception {
        Bidder bidder = new Bidder(tamga);
        bidder.bind(KEY);
        bidder.signIn(KEY);
        return bidder;
    }

    @Test
    void aNoticeForEverybodyIsOnHomeSignInAndPortalUntilItEnds() throws Exception {
        String number = added("--level", "maintenance");
        Bidder bidder = signedIn();

        for (String path : List.of("/", "/sign-in", "/sign-in/certificate", "/portal")) {
            assertThat(bidder.browser().get(path).body()).as(path)
                    .contains("data-level=\"maintenance\"", "系统维护", "今晚维护 &lt;b&gt;&amp;amp;", UNTIL.toString().replace('T', ' '));
        }
        assertThat(tamga.browser().language("en").get("/").body()).contains("Maintenance tonight", "Beijing time");
        assertThat(run("notice", "end", number, "--operator", "wang").exit()).isZero();
        assertThat(bidder.browser().get("/").body()).doesNotContain("今晚维护");
        assertThat(run("notice", "end", number, "--operator", "wang").exit()).as("a second time").isEqualTo(1);
    }

    @Test
    void aNoticeOfACaIsForHoldersOfItsKeys() throws Exception {
        added("--ca", "nmgca");
        Bidder bidder = signedIn();
        assertThat(bidder.browser().get("/sign-in/certificate").body()).contains("今晚维护");
        assertThat(bidder.browser().get("/portal").body()).contains("今晚维护");
        assertThat(tamga.browser().get("/sign-in").body()).doesNotContain("今晚维护");

        run("notice", "end", JSON.readTree(run("notice", "list", "--json").out()).path("notices").path(0)
                .path("number").asString(), "--operator", "wang");
        added("--ca", "bjca");
        assertThat(bidder.browser().get("/portal").body()).doesNotContain("今晚维护");
    }

    @Test
    void aNoticeOfAPlatformIsOnItsTileAndItsConsentPage() throws Exception {
        added("--platform", "150100", "--level", "warning");
        Bidder bidder = signedIn();
        tamga.jdbi().useHandle(handle -> handle.execute("delete from consent"));

        String portal = bidder.browser().get("/portal").body();
        assertThat(portal.split("今晚维护", -1)).hasSizeBetween(2, 3);
        assertThat(portal).containsPattern("(?s)data-platform=\"150100\".{0,400}data-level=\"warning\"");
        assertThat(consentPage(bidder, "150100")).contains("今晚维护", "重要提示");
        assertThat(consentPage(bidder, "150200")).doesNotContain("今晚维护");
    }

    private static String consentPage(Bidder bidder, String platform) throws Exception {
        PlatformClient client = new PlatformClient(RunningTamga.get(), platform);
        return bidder.browser().get(Journey.location(
                bidder.browser().get(PlatformClient.authorize(client.request())))).body();
    }

    @Test
    void aNoticeToComeIsListedAndNotShown() throws Exception {
        added("--from", UNTIL.minusHours(10).toString());
        assertThat(tamga.browser().get("/").body()).doesNotContain("今晚维护");
        assertThat(run("notice", "list").out())
                .contains(UNTIL.minusHours(10).toString(), "Asia/Shanghai", "everybody", "Maintenance tonight");
    }

    @Test
    void whoAddedItAndWhatItSaidIsAudited() {
        added();
        String audited = tamga.jdbi().withHandle(handle -> handle.createQuery("""
                        select concat(code, ' ', detail) from audit_event
                        where event = 'operation' and detail like 'wang: notice add%' order by id""")
                .mapTo(String.class).list()).getLast();
        assertThat(audited).startsWith("done wang: notice add").contains("--text-zh 今晚维护", "--until " + UNTIL);
        assertThat(run("notice", "add").exit()).as("nobody").isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "--until,yesterday,such as", "--until,2020-01-01T00:00,not after", "--until,2099-01-01T00:00,more than a year",
        "--text-zh,'',characters", "--text-en,' ',characters", "--ca,nowhere,no CA", "--ca,../x,no CA",
        "--platform,nowhere,no platform", "--level,red,expected information"
    })
    void whatIsWrongIsSaidAndNothingIsShown(String flag, String value, String why) throws Exception {
        Map<String, String> words = new LinkedHashMap<>(Map.of(
                "--until", UNTIL.toString(), "--text-zh", "维护", "--text-en", "Maintenance"));
        words.put(flag, value);
        List<String> all = new ArrayList<>(List.of("notice", "add", "--operator", "wang"));
        words.forEach((name, text) -> all.addAll(List.of(name, text)));

        Ran ran = run(all.toArray(String[]::new));

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out() + ran.err()).contains(why);
        assertThat(run("notice", "list").out()).contains("(0)");
    }

    @Test
    void aFlagWithoutItsValueOrTwiceIsNotOfTheForm() {
        assertThat(run("notice", "add", "--operator", "wang", "--until").exit()).isEqualTo(2);
        assertThat(run("notice", "add", "--operator", "wang", "--ca", "bjca", "--ca", "cfca").exit()).isEqualTo(2);
        assertThat(run("notice", "end", "x", "--operator", "wang").exit()).isEqualTo(1);
        assertThat(run("notice", "end", "99999999999999999999", "--operator", "wang").exit()).isEqualTo(1);
    }
}
