package dev.tamga.idp.account;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.Race;
import dev.tamga.idp.RunningTamga;

import static dev.tamga.idp.Journey.location;
import static org.assertj.core.api.Assertions.assertThat;

/** 「主体信息」 and 「修改信息」 (domain.md §5.9), over real HTTP. */
@Tag("database")
final class EditingTest {
    private static final String KEY = "cfca-enterprise";
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([0-9]+)\"");

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
    }

    private Map<String, String[]> filled() throws Exception {
        Matcher seen = SEEN.matcher(bidder.browser().get("/account/edit").body());
        assertThat(seen.find()).isTrue();
        Map<String, String[]> form = new HashMap<>();
        form.put("seen", new String[] {seen.group(1)});
        form.put("legal_representative", new String[] {"钱七"});
        form.put("contact_phone", new String[] {"0472-6862335"});
        form.put("division_code", new String[] {"150203"});
        form.put("subject_types", new String[] {"bidder", "winning_bidder"});
        form.put("address", new String[] {"昆都仑区友谊大街1号"});
        form.put("registered_capital", new String[] {"1200.50"});
        return form;
    }

    private HttpResponse<String> save(Map<String, String[]> form) throws Exception {
        return bidder.browser().post("/account/edit", form);
    }

    private String stored(String column) {
        return tamga.jdbi().withHandle(handle -> handle.createQuery(
                        "select s.<column> from subject s join subject_key k on k.subject_id = s.id where k.key_number = :key")
                .define("column", column)
                .bind("key", keyNumber())
                .mapTo(String.class)
                .one());
    }

    private String keyNumber() {
        return bidder.keyFields(KEY).get("key_number")[0];
    }

    private List<String> audited() {
        return tamga.jdbi().withHandle(handle -> handle.createQuery("""
                        select detail from audit_event
                        where event = 'subject-changed'
                          and subject_id = (select subject_id from subject_key where key_number = :key)
                        order by id""")
                .bind("key", keyNumber())
                .mapTo(String.class)
                .list());
    }

    @Test
    void theOverviewShowsWhatIsKeptAndItsKeys() throws Exception {
        String page = bidder.browser().get("/account").body();

        assertThat(page).contains("01", "基本情况", "02", "证书绑定", tamga.card(KEY).holder().name(),
                tamga.card(KEY).holder().creditCode(), "内蒙古自治区·呼和浩特市", "投标人、供应商", keyNumber(),
                "href=\"/account/keys\"", "href=\"/account/edit\"", "北京时间");
    }

    @Test
    void whatIsSavedIsShownAndAuditedByItsFieldsAlone() throws Exception {
        HttpResponse<String> saved = save(filled());

        assertThat(location(saved)).isEqualTo("/account?saved");
        assertThat(bidder.browser().get("/account?saved").body())
                .contains("信息已保存", "内蒙古自治区·包头市·昆都仑区", "04726862335", "投标人、竞得人", "1200.5", "钱七");
        assertThat(stored("phone_number")).isEqualTo("+864726862335");
        assertThat(audited()).containsExactly(
                "legal_representative subject_types registered_capital contact_phone division_code address");
    }

    @Test
    void platformsGetTheNewValuesAndALaterUpdatedAt() throws Exception {
        PlatformClient platform = new PlatformClient(tamga, "150100");
        Journey journey = new Journey(bidder, KEY);
        String token = platform.redeem(PlatformClient.query(journey.walk(platform.request())).get("code"))
                .text("access_token");
        JsonNode before = PlatformClient.json(platform.userInfo(token).body());
        tamga.jdbi().useHandle(handle -> handle.execute("update subject set updated_at = updated_at - 5000"));

        save(filled());

        JsonNode after = PlatformClient.json(platform.userInfo(token).body());
        assertThat(before.path("division_code").asString()).isEqualTo("150100");
        assertThat(after.path("division_code").asString()).isEqualTo("150203");
        assertThat(after.path("legal_representative").asString()).isEqualTo("钱七");
        assertThat(after.path("registered_capital").decimalValue()).isEqualByComparingTo("1200.5");
        assertThat(after.path("updated_at").asLong()).isGreaterThanOrEqualTo(before.path("updated_at").asLong());
    }

    @ParameterizedTest
    @CsvSource({
        "legal_representative,,binding.error.required", "contact_phone,12,error", "contact_phone,,required",
        "division_code,150200,a city is no third level", "division_code,110101,elsewhere", "division_code,x,none",
        "subject_types,emperor,none", "subject_types,'bidder,bidder',twice", "registered_capital,-1,negative",
        "registered_capital,1e9,letters", "registered_capital,123456789012345,long"
    })
    void wrongInputIsNamedAndNothingIsLost(String field, String value, String why) throws Exception {
        Map<String, String[]> form = filled();
        form.put(field, new String[] {value == null ? "" : value});

        HttpResponse<String> page = save(form);

        assertThat(page.statusCode()).as(why).isEqualTo(200);
        assertThat(page.body()).contains("id=\"error-summary\"", "href=\"#" + field + "\"")
                .contains("昆都仑区友谊大街1号", "name=\"seen\" value=\"" + form.get("seen")[0] + "\"");
        assertThat(stored("address")).isNull();
        assertThat(audited()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsRefusedAndMakesNoFault() throws Exception {
        Map<String, String[]> form = filled();
        form.put("address", new String[] {"一", "二"});
        assertThat(save(form).statusCode()).isEqualTo(400);

        form.put("address", new String[] {"长".repeat(301)});
        assertThat(save(form).body()).contains("id=\"error-summary\"");
        form.put("address", new String[] {"a\u0000b"});
        assertThat(save(form).statusCode()).isBetween(200, 400);
        form.remove("_csrf");
        form.put("_csrf", new String[] {"forged"});
        assertThat(save(form).statusCode()).isEqualTo(403);
        assertThat(stored("address")).isNull();
    }

    /** Compare-and-set on updated_at: the second tab is told, and keeps what it entered. */
    @Test
    void whoeverSavesSecondIsToldWhatTheFirstSaved() throws Exception {
        Map<String, String[]> mine = filled();
        Map<String, String[]> theirs = filled();
        theirs.put("legal_representative", new String[] {"周八"});
        save(theirs);

        HttpResponse<String> page = save(mine);

        assertThat(page.body()).contains("id=\"overtaken\"", "周八", "value=\"钱七\"");
        assertThat(stored("legal_representative")).isEqualTo("周八");

        Matcher seen = SEEN.matcher(page.body());
        assertThat(seen.find()).isTrue();
        mine.put("seen", new String[] {seen.group(1)});
        assertThat(location(save(mine))).isEqualTo("/account?saved");
        assertThat(stored("legal_representative")).isEqualTo("钱七");
    }

    @ParameterizedTest
    @CsvSource({"''", "0", "99999999999999999999999", "-1", "x"})
    void aFormThatDoesNotSayWhatItWasFilledFromIsAskedAgain(String seen) throws Exception {
        Map<String, String[]> form = filled();
        form.put("seen", new String[] {seen});

        assertThat(save(form).body()).contains("id=\"overtaken\"");
        assertThat(stored("address")).isNull();
    }

    @Test
    void ofTwentyFormsFilledFromOneRowExactlyOneIsSaved() throws Exception {
        Map<String, String[]> form = filled();
        List<HttpResponse<String>> answers = Race.run(20, i -> () -> {
            Map<String, String[]> one = new HashMap<>(form);
            one.put("address", new String[] {"地址" + i});
            return save(one);
        });

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 303).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.body().contains("id=\"overtaken\"")).hasSize(19);
        assertThat(audited()).hasSize(1);
    }

    @Test
    void aSecondClickIsSavedAndChangesNothing() throws Exception {
        Map<String, String[]> form = filled();
        save(form);
        assertThat(location(save(form))).isEqualTo("/account?saved");
        assertThat(audited()).hasSize(1);
    }

    @Test
    void withASecondaryKeyEverythingIsReadOnlyAndSaysWhy() throws Exception {
        Map<String, String[]> form = filled();
        tamga.jdbi().useHandle(handle -> handle.execute(
                "update subject_key set role = 'secondary' where key_number = ?", keyNumber()));

        assertThat(bidder.browser().get("/account").body())
                .contains("请使用首次绑定的CA锁（主锁）登录后操作")
                .doesNotContain("href=\"/account/edit\"");
        assertThat(location(bidder.browser().get("/account/edit"))).isEqualTo("/account");
        assertThat(location(save(form))).isEqualTo("/account");
        assertThat(stored("address")).isNull();
    }

    @Test
    void aPersonHasItsOwnFields() throws Exception {
        tamga.unbind("bjca-person");
        Bidder person = new Bidder(tamga);
        Map<String, String[]> binding = person.keyFields("bjca-person");
        binding.put("division_code", new String[] {"150100"});
        binding.put("contact_phone", new String[] {"13800138000"});
        assertThat(location(person.bind("person", "bjca-person", binding))).isEqualTo("/binding/done");
        person.signIn("bjca-person");

        String page = person.browser().get("/account/edit").body();
        assertThat(page).contains("姓名", "身份证号码", "value=\"13800138000\"", "***")
                .doesNotContain("name=\"legal_representative\"", "name=\"subject_types\"");
        Matcher seen = SEEN.matcher(page);
        assertThat(seen.find()).isTrue();
        HttpResponse<String> saved = person.browser().post("/account/edit", Map.of(
                "seen", new String[] {seen.group(1)}, "contact_phone", new String[] {"13900139000"},
                "division_code", new String[] {"152501"}, "legal_representative", new String[] {"not mine to give"}));
        assertThat(location(saved)).isEqualTo("/account?saved");
        assertThat(person.browser().get("/account").body())
                .contains("13900139000", "内蒙古自治区·锡林郭勒盟·二连浩特市")
                .doesNotContain("not mine to give");
        tamga.unbind("bjca-person");
    }

    @Test
    void withoutASessionEveryPageLeadsToSignIn() throws Exception {
        for (String path : List.of("/account", "/account/edit", "/account/consents", "/account/sign-ins",
                "/account/data.json", "/account/sign-out", "/account/consents/150100/withdraw")) {
            HttpResponse<String> answer = tamga.browser().get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(303);
            // A file is nothing to come back to.
            assertThat(location(answer)).as(path)
                    .isEqualTo(path.endsWith(".json") ? "/sign-in" : "/sign-in?to=" + path);
        }
    }
}
