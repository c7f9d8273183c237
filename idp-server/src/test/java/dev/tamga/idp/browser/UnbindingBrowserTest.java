package dev.tamga.idp.browser;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.forge.demo.DemoHolder;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.operator.CommandLine;
import dev.tamga.idp.unbinding.LostKeyApplicant;
import dev.tamga.idp.upload.Attacks;

import static org.assertj.core.api.Assertions.assertThat;

/** A lost key in real Chromium: from the request to the new binding, and a person's that is refused. */
@Tag("browser")
@Tag("database")
final class UnbindingBrowserTest {
    private static Chromium chromium;
    private static RunningTamga tamga;

    /** Keys end in it for good: an application of its own. */
    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.open();
        tamga = RunningTamga.alone(TestDatabase.newUrl());
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Desk desk(String... keys) {
        return Desk.open(chromium, tamga, tamga.issuer().toString(), keys);
    }

    /** For the eye, on a laptop and on a small telephone; nothing is wider than the screen. */
    private static void shot(Page page, String name) {
        for (int width : new int[] {320, 1280}) {
            page.setViewportSize(width, 800);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as(name + " at " + width).isLessThanOrEqualTo(width);
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                    .setPath(Path.of("target/pages/unbinding-" + name + "-" + width + ".png")));
        }
    }

    private static void operate(String... words) {
        new CommandLine(tamga).run(0, words);
    }

    private static void attach(Page page, String field, String name, byte[] content) {
        page.locator("#" + field).setInputFiles(new FilePayload(name, "application/octet-stream", content));
    }

    /** What both forms ask for. */
    private static void fillContact(Page page, DemoHolder holder) {
        page.locator("#subject_name").fill(holder.name());
        page.locator("#contact_phone").fill("13800138000");
        page.locator("#contact_email").fill("wang@example.cn");
        page.locator("#reason").fill("出差途中遗失");
    }

    private static String number(Page page) {
        page.waitForURL("**/unbinding/filed?form=*");
        assertThat(page.locator("h1").textContent()).isEqualTo("申请已提交");
        return page.locator("#request-number").textContent();
    }

    private static void look(Page page, String number) {
        page.navigate("/unbinding/status");
        page.locator("#request_number").fill(number);
        page.locator("#contact").fill("138-0013-8000");
        page.locator("#status-submit").click();
        page.locator("#progress").waitFor();
    }

    @Test
    void aCompanyThatLostItsOnlyKeyBindsANewOne() throws Exception {
        new Bidder(tamga).bind("bjca-enterprise");
        DemoHolder holder = tamga.card("bjca-enterprise").holder();
        try (Desk desk = desk("bjca-second-enterprise")) {
            Page page = desk.page();
            page.navigate("/");
            page.locator("main a[href='/unbinding']").click();
            shot(page, "steps");
            page.locator("#way-enterprise").click();
            fillContact(page, holder);
            page.locator("#unified_social_credit_code").fill(holder.creditCode());
            page.locator("#contact_name").fill("王芳");
            attach(page, "licence", "营业执照.png", Attacks.picture("png", 800, 600));
            attach(page, "letter", "委托书.exe", Attacks.pdf(1));
            page.locator("#unbinding-submit").click();
            page.locator("#error-summary").waitFor();
            shot(page, "errors");
            assertThat(page.locator("#letter-error").textContent()).contains("扩展名");
            assertThat(page.locator("#contact_name").inputValue()).isEqualTo("王芳");

            attach(page, "licence", "营业执照.png", Attacks.picture("png", 800, 600));
            attach(page, "letter", "委托书.pdf", Attacks.pdf(1));
            page.locator("#unbinding-submit").click();
            String number = number(page);
            shot(page, "filed");
            operate("unbinding", "approve", number, "--operator", "wang");

            look(page, number);
            assertThat(page.locator("#request-state").getAttribute("data-state")).isEqualTo("approved");
            shot(page, "approved");
            page.navigate("/demo/mail");
            assertThat(page.locator("[data-mail]").first().textContent()).contains(number, "已通过");
            shot(page, "mail");
            look(page, number);
            page.locator("#bind-now").click();
            bind(page, holder);
            assertThat(desk.complaints()).isEmpty();
        }
    }

    private static void bind(Page page, DemoHolder holder) {
        page.locator("#read-certificate").click();
        page.locator("#pin").fill("123456");
        page.locator("#unified_social_credit_code").fill(holder.creditCode());
        page.locator("#division_code").selectOption("150100");
        page.locator("#ca_platform").selectOption("150100");
        page.locator("#legal_representative").fill(holder.person());
        page.locator("input[value=bidder]").check();
        page.locator("#applicant_name").fill("王芳");
        page.locator("#applicant_phone").fill("13800138000");
        page.locator("#applicant_unit").fill(holder.name());
        page.locator("#binding-confirm").click();
        page.waitForURL("**/binding/done");
    }

    @Test
    void aPersonIsToldWhyTheRequestWasRefused() throws Exception {
        Bidder bidder = new Bidder(tamga);
        Map<String, String[]> form = new HashMap<>(bidder.keyFields("bjca-person"));
        form.put("division_code", new String[] {"150100"});
        form.put("contact_phone", new String[] {"13800138000"});
        bidder.bind("person", "bjca-person", form);
        DemoHolder holder = tamga.card("bjca-person").holder();
        try (Desk desk = desk()) {
            Page page = desk.page();
            page.navigate("/unbinding");
            page.locator("#way-person").click();
            fillContact(page, holder);
            page.locator("#identity_number").fill(holder.identityNumber());
            attach(page, "identity", "身份证.jpg", Attacks.picture("jpg", 600, 400));
            shot(page, "person");
            page.locator("#unbinding-submit").click();
            String number = number(page);
            page.navigate("/unbinding/status");
            page.locator("#request_number").fill(number);
            page.locator("#contact").fill("13900139000");
            page.locator("#status-submit").click();
            page.locator("#unknown-request").waitFor();
            shot(page, "unknown");

            operate("unbinding", "refuse", number, "--operator", "wang", "--reason", "身份证照片不清晰，请重新拍摄");
            look(page, number);
            assertThat(page.locator("#decision-reason").textContent()).isEqualTo("身份证照片不清晰，请重新拍摄");
            shot(page, "refused");
            assertThat(desk.complaints()).isEmpty();
        }
        assertThat(bidder.signIn("bjca-person").statusCode()).as("still bound").isEqualTo(303);
    }

    @Test
    void whoeverStillHasAKeyIsToldThatSomebodyFiledARequest() throws Exception {
        new Bidder(tamga).bind("nmgca-enterprise");
        String number = new LostKeyApplicant(tamga, tamga.browser(), "stranger@example.cn")
                .file("enterprise", "nmgca-enterprise");
        try (Desk desk = desk("nmgca-enterprise")) {
            Page page = desk.page();
            page.navigate("/sign-in");
            page.locator("#pin").fill("123456");
            page.locator("#sign-in-now").click();
            page.waitForURL("**/sign-in/certificate");
            for (String at : List.of("certificate", "portal", "account")) {
                page.navigate(at.equals("certificate") ? "/sign-in/certificate" : "/" + at);
                assertThat(page.locator("#key-news [data-kind=unbinding]").textContent())
                        .contains(number.substring(15), "400-998-0000").doesNotContain(number);
                shot(page, "told-" + at);
            }
            page.locator("#key-news button").click();
            page.waitForURL("**/account");
            assertThat(page.locator("#key-news").count()).isZero();
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void theLetterIsOnePageOfPaper() {
        try (Desk desk = desk()) {
            Page page = desk.page();
            page.navigate("/unbinding/letter");
            assertThat(page.locator("#letter").textContent()).contains(
                    "法人授权委托书", "我___（姓名），系___（单位名称）的法定代表人，现授权委托本单位___（姓名）为我单位合法代理人",
                    "授权委托有效期至__年__月__日。代理人无权转让委托权，特此委托。", "加盖单位公章");
            shot(page, "letter");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            // A4 at 96 dpi, less its margins.
            page.setViewportSize(720, 1040);
            assertThat(page.locator("header").isVisible()).isFalse();
            assertThat((Integer) page.evaluate("document.documentElement.scrollHeight")).isLessThanOrEqualTo(1040);
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                    .setPath(Path.of("target/pages/unbinding-letter-print.png")));
        }
    }
}
