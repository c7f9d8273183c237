package dev.tamga.sample.e2e;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The main job's pages in English and on a phone, and the pages that no journey passes: nothing complains. */
@ExtendWith(EndToEnd.class)
final class PagesBrowserTest {
    private final RunningDemo demo;
    private final Chromium chromium;

    PagesBrowserTest(RunningDemo demo, Chromium chromium) {
        this.demo = demo;
        this.chromium = chromium;
    }

    @ParameterizedTest
    @CsvSource({"en,1280,gxca-enterprise,yanghe", "zh-CN,375,snca-enterprise,baotou", "en,375,gxca-enterprise,baotou"})
    void theMainJobIsReadableInEveryLanguageAndWidth(String language, int width, String key, String platform) {
        String suffix = "-" + language + "-" + width;
        try (Desk desk = Desk.open(demo, chromium,
                options -> options.setLocale(language).setViewportSize(width, 800))) {
            look(desk, "/", "40-home" + suffix);
            look(desk, "/binding/enterprise", "41-binding" + suffix);
            look(desk, demo.place().origin(platform) + "/", "42-platform-home" + suffix);
            signIn(desk, suffix, key, platform);
            look(desk, "/portal", "48-portal" + suffix);
            look(desk, "/connect/logout", "49-sign-out" + suffix);
            desk.page().locator("#sign-out-confirm").click();
            desk.page().locator("#signed-out").waitFor();
            seen(desk, "50-signed-out" + suffix);
        }
    }

    private static void signIn(Desk desk, String suffix, String key, String platform) {
        Bidder bidder = new Bidder(desk);
        bidder.startAt(platform);
        desk.page().locator("#key-list input").first().waitFor();
        seen(desk, "43-sign-in" + suffix);
        bidder.sign(key, Bidder.PIN);
        bidder.awaitPath("/sign-in/certificate");
        seen(desk, "44-certificate" + suffix);
        bidder.goOn();
        bidder.awaitPath("/consent");
        seen(desk, "45-consent" + suffix);
        bidder.allow(platform);
        seen(desk, "46-platform-confirm" + suffix);
        bidder.confirm(platform);
        seen(desk, "47-platform-account" + suffix);
    }

    @ParameterizedTest
    @CsvSource({"/binding/person,60-binding-person", "/help,61-help", "/help/ca,62-ca-directory",
        "/assistant,63-assistant", "/unbinding,64-unbinding", "/binding/done,65-binding-done",
        "/PSPFrame/infobasemis/casharelogin/index/cashareindex,66-old-bookmark"})
    void everyOtherPageIsSeen(String path, String name) {
        try (Desk desk = Desk.open(demo, chromium)) {
            look(desk, path, name);
        }
    }

    @ParameterizedTest
    @CsvSource({"/no-such-page,404,67-not-found", "/oauth2/authorize?client_id=nobody,400,68-unknown-client"})
    void aWrongAddressGetsAPageThatHelps(String path, int status, String name) {
        try (Desk desk = Desk.open(demo, chromium)) {
            desk.expect("status of " + status);
            look(desk, path, name);
            assertThat(desk.page().locator("#error-page").isVisible()).isTrue();
        }
    }

    private static void look(Desk desk, String path, String name) {
        desk.page().navigate(path);
        seen(desk, name);
    }

    private static void seen(Desk desk, String name) {
        desk.shot(name);
        Page page = desk.page();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(name + " is wider than the screen").isTrue();
        assertThat((String) page.evaluate("document.body.innerText")).as(name + ": a key without its sentence")
                .doesNotContain("??");
    }
}
