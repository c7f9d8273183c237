package dev.tamga.sample.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/** What a bidder does with hands and eyes, step by step; each step ends on the page that it leads to. */
final class Bidder {
    static final String PIN = "123456";

    private final Page page;
    private final RunningDemo demo;

    Bidder(Desk desk) {
        this.page = desk.page();
        this.demo = desk.demo();
    }

    /** The text of the page's one heading of the first level. */
    String heading() {
        return page.locator("h1").textContent().strip();
    }

    void awaitPath(String path) {
        page.waitForURL(url -> url.startsWith(demo.issuer() + path));
    }

    void awaitPlatform(String platform, String path) {
        page.waitForURL(url -> url.startsWith(demo.place().origin(platform) + path));
    }

    /** Chooses a key that the assistant lists. */
    void choose(String key) {
        page.locator("input[name=assistant-key][value='" + key + "']").check();
    }

    /** On the sign-in page: key, PIN, 「立即登录」. */
    void sign(String key, String pin) {
        choose(key);
        page.locator("#pin").fill(pin);
        page.locator("#sign-in-now").click();
    }

    void signIn(String key) {
        sign(key, PIN);
        awaitPath("/sign-in/certificate");
        assertThat(heading()).isEqualTo("证书信息如下");
    }

    /** On the sign-in page, without scripts and assistant. */
    void signByForm(String key) {
        page.locator("#sign-in-demo-key").selectOption(key);
        page.locator("#sign-in-demo-pin").fill(PIN);
        page.locator("#sign-in-submit").click();
    }

    void goOn() {
        page.locator("#continue").click();
    }

    /** On a platform's home page: 「统一登录」. */
    void startAt(String platform) {
        page.navigate(demo.place().origin(platform) + "/");
        page.locator("#unified-login").click();
        awaitPath("/sign-in");
    }

    /** On the portal: the platform's tab, then 「进入」. */
    void enter(String tab, String platform) {
        page.locator("label:has(#tab-" + tab + ")").click();
        page.locator("[data-tab='" + tab + "'] [data-platform='" + platform + "'] button").click();
    }

    void allow(String platform) {
        awaitPath("/consent");
        page.locator("#consent-allow").click();
        awaitPlatform(platform, "/confirm");
    }

    void confirm(String platform) {
        page.locator("#confirm-login").click();
        awaitPlatform(platform, "/account");
    }

    void readCertificate(String key) {
        page.locator("#read-certificate").click();
        Locator radio = page.locator("input[name=assistant-key][value='" + key + "']");
        radio.check();
        assertThat(page.locator("#key_medium_number").inputValue()).matches("\\d{16}");
    }

    /** What a company writes into the binding form. */
    void fillIn(String creditCode) {
        page.locator("#unified_social_credit_code").fill(creditCode);
        page.locator("#division_code").selectOption("150300");
        page.locator("#ca_platform").selectOption("150100");
        page.locator("#legal_representative").fill("演示甲");
        page.locator("input[name=subject_types][value=bidder]").check();
        page.locator("input[name=subject_types][value=supplier]").check();
        page.locator("#registered_capital").fill("1200.5");
        page.locator("#applicant_name").fill("王小明");
        page.locator("#applicant_phone").fill("13800138000");
        page.locator("#applicant_unit").fill("乌海市海勃湾新材料有限公司（演示）");
    }

    void apply() {
        page.locator("#pin").fill(PIN);
        page.locator("#binding-confirm").click();
    }

    /** The refusal page's code. */
    String refusal() {
        page.locator("#error-page").waitFor();
        return page.locator("#error-page").getAttribute("data-code");
    }
}
