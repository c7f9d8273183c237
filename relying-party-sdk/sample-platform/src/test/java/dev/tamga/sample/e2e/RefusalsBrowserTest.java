package dev.tamga.sample.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a bidder is told whose key is not accepted (domain 5.3), and what to do now. */
@ExtendWith(EndToEnd.class)
final class RefusalsBrowserTest {
    private final RunningDemo demo;
    private final Chromium chromium;

    RefusalsBrowserTest(RunningDemo demo, Chromium chromium) {
        this.demo = demo;
        this.chromium = chromium;
    }

    @ParameterizedTest
    @CsvSource({
        "bjca-revoked,revoked,该证书已被吊销，请联系CA签发机构",
        "bjca-secondary,not-bound,该CA锁尚未绑定，请返回CA互认系统首页，进行绑定操作！",
        "bjca-legal-representative,legal-representative-key,法人锁不支持跨平台投标，请使用企业锁进行相关交易活动"})
    void theAssistantsKeyIsRefusedWithItsReason(String key, String code, String text) {
        try (Desk desk = Desk.open(demo, chromium)) {
            Bidder bidder = new Bidder(desk);
            bidder.startAt("hohhot");
            bidder.sign(key, Bidder.PIN);

            assertThat(bidder.refusal()).isEqualTo(code);
            desk.shot("20-refusal-" + code);
            checkPage(desk, text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bjca-expired,expired,这张证书的有效期已经结束",
        "bjca-elsewhere,issued-elsewhere,投标单位必须使用\"内蒙古自治区内\"办理的CA数字证书",
        "bjca-suspended,suspended,该证书已被挂起，请联系CA签发机构恢复"})
    void theFormsKeyIsRefusedWithItsReason(String key, String code, String text) {
        try (Desk desk = Desk.open(demo, chromium, options -> options.setJavaScriptEnabled(false))) {
            Bidder bidder = new Bidder(desk);
            bidder.startAt("hohhot");
            bidder.signByForm(key);

            assertThat(bidder.refusal()).isEqualTo(code);
            desk.shot("21-refusal-" + code);
            checkPage(desk, text);
        }
    }

    /** The reason, a next step that exists, an incident to tell the support line; nobody is signed in. */
    private void checkPage(Desk desk, String text) {
        Page page = desk.page();
        assertThat(page.locator("#error-page").textContent()).contains(text);
        assertThat(page.locator("#incident").textContent()).matches("[a-z2-7]{10}");
        String next = page.locator("#refusal-action").getAttribute("href");
        assertThat(page.request().get(demo.issuer() + next).status()).as(next).isEqualTo(200);
        page.navigate("/portal");
        assertThat(page.url()).startsWith(demo.issuer() + "/sign-in");
    }

    @Test
    void aWrongPinTellsTheTriesLeft() {
        try (Desk desk = Desk.open(demo, chromium)) {
            desk.expect("status of 403");
            Bidder bidder = new Bidder(desk);
            desk.page().navigate("/sign-in");
            bidder.sign("nmgca-enterprise", "000000");

            Locator box = desk.page().locator("[data-state='wrong-pin']");
            box.waitFor();
            assertThat(box.locator("[data-tries]").textContent()).isEqualTo("5");
            desk.shot("22-wrong-pin");
            bidder.signIn("nmgca-enterprise");
        }
    }

    @Test
    void withoutAnAssistantThePageTellsHowToStartIt() {
        try (Desk desk = Desk.open(demo, chromium)) {
            desk.expect("ERR_FAILED");
            desk.context().route(demo.place().assistantOrigin() + "/**", route -> route.abort());
            desk.page().navigate("/sign-in");

            Locator box = desk.page().locator("[data-state='missing']");
            box.waitFor();
            assertThat(box.textContent()).contains("请启动证书助手");
            desk.shot("23-assistant-missing");
            desk.page().waitForPopup(() -> box.locator("a[href='/assistant']").click()).waitForURL("**/assistant");
        }
    }
}
