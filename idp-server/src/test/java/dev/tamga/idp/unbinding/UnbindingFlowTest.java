package dev.tamga.idp.unbinding;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Browser;
import dev.tamga.idp.Browser.Upload;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.operator.CommandLine;
import dev.tamga.idp.upload.Attacks;

import static dev.tamga.idp.unbinding.LostKeyApplicant.scans;
import static org.assertj.core.api.Assertions.assertThat;

/** A lost key from the form to the new binding, and what strangers send to it. */
@Tag("database")
final class UnbindingFlowTest {
    private static final String PHONE = LostKeyApplicant.PHONE;

    private static RunningTamga tamga;
    private static int tests;
    private Browser browser;
    // Requests are counted by it.
    private String email;

    /** Keys end in it for good: an application of its own. */
    @BeforeAll
    static void open() throws Exception {
        tamga = RunningTamga.alone(TestDatabase.newUrl());
    }

    @BeforeEach
    void browse() {
        browser = tamga.browser();
        email = "wang.fang" + ++tests + "@example.cn";
    }

    private Map<String, String> form(String kind, String key) throws Exception {
        return applicant().form(kind, key);
    }

    private String filed(String kind, String key) throws Exception {
        return applicant().file(kind, key);
    }

    private LostKeyApplicant applicant() {
        return new LostKeyApplicant(tamga, browser, email);
    }

    private HttpResponse<String> status(String number, String contact) throws Exception {
        browser.get("/unbinding/status");
        return browser.post("/unbinding/status", Map.of(
                "request_number", new String[] {number}, "contact", new String[] {contact}));
    }

    private static String run(int exit, String... words) {
        return new CommandLine(tamga).run(exit, words);
    }

    private List<String> mails() throws Exception {
        return List.of(tamga.browser().get("/demo/mail").body().split("data-mail"));
    }

    private long requests() {
        return tamga.jdbi().withHandle(handle ->
                handle.createQuery("select count(*) from unbinding_request").mapTo(Long.class).one());
    }

    @Test
    void aCompanyLosesItsKeyAndBindsANewOne() throws Exception {
        Bidder bidder = new Bidder(tamga);
        assertThat(bidder.bind("bjca-enterprise").statusCode()).isEqualTo(303);
        assertThat(bidder.signIn("bjca-enterprise").statusCode()).isEqualTo(303);
        String number = filed("enterprise", "bjca-enterprise");
        assertThat(mails().get(1)).contains(number, email, "已提交").doesNotContain("出差");
        assertThat(status(number, email).body()).contains("data-state=\"filed\"", "工作日 9:00–17:00");

        assertThat(run(0, "unbinding", "list")).contains(number, "bound, as when it was filed");
        String shown = run(0, "unbinding", "show", number, "--operator", "wang");
        assertThat(shown).contains("王芳", "+86" + PHONE, "licence", "letter", "附说明").doesNotContain("\n<b>");
        for (String line : shown.lines().filter(line -> line.startsWith("file ")).toList()) {
            assertThat(Files.size(Path.of(line.substring(line.indexOf('/'))))).isPositive();
        }
        run(0, "unbinding", "approve", number, "--operator", "wang");
        assertThat(run(1, "unbinding", "approve", number, "--operator", "li")).contains("decided already");
        assertThat(run(1, "unbinding", "refuse", number, "--operator", "li", "--reason", "no")).contains("decided");

        assertThat(bidder.browser().get("/portal").statusCode()).as("its session has ended").isEqualTo(303);
        assertThat(Bidder.code(bidder.signIn("bjca-enterprise"))).isEqualTo("not-bound");
        assertThat(status(number, PHONE).body()).contains("data-state=\"approved\"", "/binding/enterprise");
        assertThat(mails().get(1)).contains(number, "已通过");
        assertThat(bidder.bind("bjca-second-enterprise").statusCode()).isEqualTo(303);
        assertThat(bidder.signIn("bjca-second-enterprise").statusCode()).isEqualTo(303);
        assertThat(audited()).contains("filed", "approved");
    }

    private List<String> audited() {
        return tamga.jdbi().withHandle(handle -> handle.createQuery(
                        "select code from audit_event where event = 'unbinding'").mapTo(String.class).list());
    }

    @Test
    void aPersonsRequestIsRefusedWithAReason() throws Exception {
        Bidder bidder = new Bidder(tamga);
        Map<String, String[]> binding = new HashMap<>(bidder.keyFields("bjca-person"));
        binding.put("division_code", new String[] {"150100"});
        binding.put("contact_phone", new String[] {PHONE});
        bidder.bind("person", "bjca-person", binding);
        String number = filed("person", "bjca-person");
        String identity = tamga.card("bjca-person").holder().identityNumber();
        assertThat(run(0, "unbinding", "show", number, "--operator", "wang", "--json"))
                .contains("\"as-filed\"", identity.substring(14)).doesNotContain(identity);
        run(2, "unbinding", "refuse", number, "--operator", "wang");
        run(2, "unbinding", "list", "--reason", "why");
        run(0, "unbinding", "refuse", number, "--operator", "wang", "--reason", "身份证照片不清晰");

        assertThat(status(number, email).body()).contains("data-state=\"refused\"", "身份证照片不清晰");
        assertThat(mails().get(1)).contains(number, "身份证照片不清晰");
        assertThat(bidder.signIn("bjca-person").statusCode()).as("still bound").isEqualTo(303);
        assertThat(run(0, "unbinding", "show", number, "--operator", "wang")).contains("SINCE IT WAS FILED");
    }

    @Test
    void whatIsNotBoundIsFiledAllTheSameAndCanOnlyBeRefused() throws Exception {
        String number = filed("enterprise", "bjca-newcomer");
        assertThat(run(0, "unbinding", "list")).contains(number, "nothing was bound");
        assertThat(run(1, "unbinding", "approve", number, "--operator", "wang")).contains("nothing was bound");
        assertThat(run(1, "unbinding", "approve", "0000-0000-0000-0000", "--operator", "wang")).contains("no request");
        // Whoever binds afterwards is not whom the request speaks of.
        new Bidder(tamga).bind("bjca-newcomer");
        assertThat(run(1, "unbinding", "approve", number, "--operator", "wang")).contains("nothing was bound");
        assertThat(new Bidder(tamga).signIn("bjca-newcomer").statusCode()).isEqualTo(303);
    }

    @Test
    void unknownNumberAndWrongContactAreOneAnswer() throws Exception {
        String number = filed("enterprise", "bjca-expired");
        String known = status(number, email).body();
        assertThat(known).contains("id=\"progress\"").doesNotContain(email, PHONE, "王芳");
        String wrongContact = status(number, "13900139000").body();
        String unknown = status("1".repeat(16), "13900139000").body();
        assertThat(wrongContact).contains("id=\"unknown-request\"");
        assertThat(plain(wrongContact)).isEqualTo(plain(unknown));
        assertThat(status("123", email).body()).contains("16 位数字");
        assertThat(status(number, " ").body()).contains("error-text");
    }

    private static String plain(String page) {
        return page.replaceAll("value=\"[^\"]*\"", "").replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{5}", "");
    }

    @Test
    void aSixthRequestOfADayAndATwentyFirstQuestionOfAnHourHaveToWait() throws Exception {
        String number = "";
        for (int i = 0; i < 5; i++) {
            number = filed("person", "bjca-person");
        }
        HttpResponse<String> sixth =
                browser.postFiles("/unbinding/person", form("person", "bjca-person"), scans("person"));
        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(sixth.headers().firstValue("Retry-After")).isPresent();
        assertThat(sixth.body()).containsPattern("[0-9]+(小时|分钟|秒)后可以重试");
        for (int i = 0; i < 20; i++) {
            assertThat(status(number, "13900139000").statusCode()).isEqualTo(200);
        }
        assertThat(status(number, email).statusCode()).isEqualTo(429);
        assertThat(status(number, email).body()).containsPattern("[0-9]+(分钟|秒)后可以重试");
    }

    @Test
    void aFormThatIsSentTwiceIsOneRequest() throws Exception {
        Map<String, String> form = form("enterprise", "bjca-expired");
        HttpResponse<String> first = browser.postFiles("/unbinding/enterprise", form, scans("enterprise"));
        long count = requests();
        HttpResponse<String> second = browser.postFiles("/unbinding/enterprise", form, scans("enterprise"));
        assertThat(second.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
        assertThat(requests()).isEqualTo(count);
    }

    @Test
    void everyErrorIsSaidAtOnceAndWhatWasEnteredStays() throws Exception {
        Map<String, String> form = form("enterprise", "bjca-expired");
        form.put("unified_social_credit_code", "91150100MA0N8K3W1X");
        form.put("contact_email", "wang@example.cn\r\nBcc: all@example.cn");
        form.put("contact_phone", "");
        long count = requests();
        HttpResponse<String> answer = browser.postFiles("/unbinding/enterprise", form, List.of(
                new Upload("licence", "../licence.jpg", Attacks.picture("jpg", 20, 20)),
                new Upload("other", "tool.exe", new byte[] {'M', 'Z', 0, 0})));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(
                "id=\"error-summary\"", "href=\"#unified_social_credit_code\"", "href=\"#contact_email\"",
                "href=\"#contact_phone\"", "href=\"#licence\"", "href=\"#letter\"", "href=\"#other\"",
                "文件名含有路径", "不是 PDF、JPEG 或 PNG", "请选择一个文件", "王芳", "重新选择全部文件",
                form.get("form_token"), "&lt;b&gt;");
        assertThat(requests()).isEqualTo(count);
    }

    @Test
    void aFileOfMoreThanFiveMegabytesGetsAMessageAndAFloodAnother() throws Exception {
        byte[] six = new byte[6 << 20];
        Map<String, String> form = form("person", "bjca-person");
        assertThat(browser.postFiles("/unbinding/person", form, List.of(new Upload("identity", "a.png", six))).body())
                .contains("超过 5 MB");
        HttpResponse<String> flood = browser.postFiles("/unbinding/person", form, List.of(
                new Upload("identity", "a.png", new byte[30 << 20])));
        assertThat(flood.statusCode()).isEqualTo(303);
        String address = flood.headers().firstValue("Location").orElseThrow();
        assertThat(browser.get(address).body()).contains("id=\"form-problem\"", "文件总大小超过限制");
        assertThat(browser.get("/unbinding/person?problem=nonsense").body()).doesNotContain("form-problem");
    }

    @Test
    void filesThatNoPageAsksForAreMalformed() throws Exception {
        Map<String, String> form = form("person", "bjca-person");
        Upload good = scans("person").getFirst();
        for (List<Upload> files : List.of(
                List.of(good, new Upload("licence", "a.jpg", good.content())), List.of(good, good),
                List.of(good, new Upload("identity_back", "a.jpg", good.content()),
                        new Upload("other", "a.jpg", good.content()), new Upload("another", "a.jpg", good.content())))) {
            assertThat(browser.postFiles("/unbinding/person", form, files).statusCode()).isEqualTo(400);
        }
        Map<String, String> strange = new HashMap<>(form);
        strange.put("form_token", "x");
        assertThat(browser.postFiles("/unbinding/person", strange, List.of(good)).statusCode()).isEqualTo(400);
    }

    @Test
    void withoutTheTokenOfThePageNothingIsFiled() throws Exception {
        Map<String, String> form = form("enterprise", "bjca-expired");
        form.put("_csrf", "forged");
        long count = requests();
        assertThat(browser.postFiles("/unbinding/enterprise", form, scans("enterprise")).statusCode()).isEqualTo(403);
        assertThat(requests()).isEqualTo(count);
    }

    @Test
    void noOtherPageTakesFiles() throws Exception {
        for (String path : List.of(
                "/unbinding/status", "/unbinding", "/sign-in", "/binding/enterprise", "/consent", "/oauth2/token",
                "/oauth2/par", "/connect/logout", "/nowhere", "/unbinding/enterprise/", "/unbinding/enterprise;a=b")) {
            browser.get("/unbinding/status");
            HttpResponse<String> answer = browser.postFiles(path, Map.of("client_id", "150100"), List.of());
            assertThat(answer.statusCode()).as(path).isIn(400, 415);
        }
    }

    @Test
    void brokenFormsGetAnAnswer() throws Exception {
        browser.get("/unbinding/enterprise");
        List<Upload> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(new Upload("f" + i, "a", new byte[] {1}));
        }
        assertThat(browser.postFiles("/unbinding/enterprise", Map.of(), many).statusCode()).isIn(303, 400, 403);
        Map<String, String[]> plain = new HashMap<>();
        form("enterprise", "bjca-expired").forEach((name, value) -> plain.put(name, new String[] {value}));
        assertThat(browser.post("/unbinding/enterprise", plain).body()).contains("请选择一个文件");
        assertThat(browser.get("/unbinding/filed").statusCode()).isEqualTo(303);
        assertThat(browser.get("/unbinding/filed?form=" + "x".repeat(43)).statusCode()).isEqualTo(303);
    }

    @Test
    void whatIsKeptIsNotServed() throws Exception {
        filed("enterprise", "bjca-expired");
        List<String> names = tamga.jdbi().withHandle(handle ->
                handle.createQuery("select file_name from unbinding_file").mapTo(String.class).list());
        for (String path : List.of("/upload/", "/data/upload/", "/unbinding/", "/css/../upload/")) {
            assertThat(browser.get(path + names.getFirst()).statusCode()).as(path).isIn(400, 404);
        }
    }
}
