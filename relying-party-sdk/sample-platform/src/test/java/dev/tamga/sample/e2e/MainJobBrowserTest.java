package dev.tamga.sample.e2e;

import java.util.List;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The main job from the home page to the platform and out again, with the assistant, with the form, with keys only. */
@ExtendWith(EndToEnd.class)
final class MainJobBrowserTest {
    private final RunningDemo demo;
    private final Chromium chromium;

    MainJobBrowserTest(RunningDemo demo, Chromium chromium) {
        this.demo = demo;
        this.chromium = chromium;
    }

    @Test
    void aNewcomerBindsSignsInConsentsArrivesAndLeaves() throws Exception {
        try (Desk desk = Desk.open(demo, chromium)) {
            Bidder bidder = new Bidder(desk);
            bind(desk, bidder);
            signIn(desk, bidder);
            arrive(desk, bidder);
            leave(desk, bidder);
        }
    }

    private void bind(Desk desk, Bidder bidder) throws Exception {
        Page page = desk.page();
        page.navigate("/");
        desk.shot("01-home");
        page.locator("a[href='/#ways']").click();
        page.locator("#way-enterprise").click();
        bidder.awaitPath("/binding/enterprise");
        desk.shot("02-binding");
        bidder.readCertificate("bjca-newcomer");
        assertThat(page.locator("#subject_name").inputValue()).isEqualTo("乌海市海勃湾新材料有限公司（演示）");
        bidder.fillIn(demo.holder("bjca-newcomer").creditCode());
        desk.shot("03-binding-filled-in");
        bidder.apply();
        bidder.awaitPath("/binding/done");
        assertThat(bidder.heading()).isEqualTo("绑定成功");
        desk.shot("04-binding-done");
        page.locator("#binding-sign-in").click();
    }

    private void signIn(Desk desk, Bidder bidder) {
        Page page = desk.page();
        bidder.awaitPath("/sign-in");
        page.locator("#key-list input").first().waitFor();
        desk.shot("05-sign-in");
        bidder.signIn("bjca-newcomer");
        assertThat(page.locator("#certificate").textContent())
                .contains("乌海市海勃湾新材料有限公司（演示）", "距过期还有", "北京数字认证（北京CA）");
        desk.shot("06-certificate");
        bidder.goOn();
        bidder.awaitPath("/portal");
        desk.shot("07-portal");
    }

    private void arrive(Desk desk, Bidder bidder) {
        Page page = desk.page();
        bidder.enter("west", "150100");
        bidder.awaitPath("/consent");
        assertThat(page.locator("#consent-platform").textContent()).contains("呼和浩特市公共资源交易平台");
        assertThat(page.locator("main").textContent())
                .contains("乌海市海勃湾新材料有限公司（演示）", "1200.5", "获取您的单位基本信息");
        desk.shot("08-consent");
        bidder.allow("hohhot");
        assertThat(page.locator("dl").first().textContent()).contains("乌海市海勃湾新材料有限公司（演示）");
        desk.shot("09-platform-confirm");
        bidder.confirm("hohhot");
        assertThat(bidder.heading()).isEqualTo("乌海市海勃湾新材料有限公司（演示）");
        desk.shot("10-platform-account");
    }

    private void leave(Desk desk, Bidder bidder) {
        Page page = desk.page();
        List<Cookie> before = desk.context().cookies();
        page.locator("#sign-out").click();
        bidder.awaitPlatform("hohhot", "/signed-out");
        desk.shot("11-platform-signed-out");

        // A browser that kept its cookies is signed in nowhere: the sessions themselves are gone.
        desk.context().addCookies(before);
        page.navigate(demo.place().origin("hohhot") + "/account");
        assertThat(page.url()).isEqualTo(demo.place().origin("hohhot") + "/");
        page.navigate("/portal");
        assertThat(page.url()).startsWith(demo.issuer() + "/sign-in");
    }

    @Test
    void withoutJavaScriptTheDemoFormDoesTheSameFromThePlatform() {
        try (Desk desk = Desk.open(demo, chromium, options -> options.setJavaScriptEnabled(false))) {
            Bidder bidder = new Bidder(desk);
            desk.page().navigate(demo.place().origin("baotou") + "/");
            desk.shot("12-platform-home");
            bidder.startAt("baotou");
            desk.shot("13-sign-in-without-scripts");
            bidder.signByForm("cfca-enterprise");
            bidder.awaitPath("/sign-in/certificate");
            bidder.goOn();
            bidder.allow("baotou");
            bidder.confirm("baotou");
            assertThat(bidder.heading()).isEqualTo("包头市鹿城机电设备有限公司（演示）");

            desk.page().locator("#sign-out").click();
            bidder.awaitPlatform("baotou", "/signed-out");
        }
    }

    @Test
    void aBidderWhoRefusesReturnsToThePlatformWithNothing() {
        try (Desk desk = Desk.open(demo, chromium)) {
            Bidder bidder = new Bidder(desk);
            bidder.startAt("baotou");
            bidder.signIn("bjca-enterprise");
            bidder.goOn();
            bidder.awaitPath("/consent");
            desk.page().locator("#consent-deny").click();
            bidder.awaitPlatform("baotou", "/callback");

            assertThat(desk.page().url()).contains("error=access_denied");
            desk.shot("14-platform-consent-refused");
        }
    }

    @Test
    void theKeyboardAloneIsEnough() {
        try (Desk desk = Desk.open(demo, chromium)) {
            Bidder bidder = new Bidder(desk);
            Keyboard keyboard = new Keyboard(desk.page());
            desk.page().navigate(demo.place().origin("baotou") + "/");
            keyboard.press("#unified-login");
            bidder.awaitPath("/sign-in");
            desk.page().locator("#key-list input").first().waitFor();
            keyboard.choose("#key-list input", "szca-enterprise");
            keyboard.type("#pin", Bidder.PIN);
            desk.page().keyboard().press("Enter");
            bidder.awaitPath("/sign-in/certificate");
            keyboard.press("#continue");
            bidder.awaitPath("/consent");
            keyboard.press("#consent-allow");
            bidder.awaitPlatform("baotou", "/confirm");
            keyboard.press("#confirm-login");
            bidder.awaitPlatform("baotou", "/account");

            assertThat(bidder.heading()).isEqualTo("呼伦贝尔市海拉尔信息技术有限公司（演示）");
        }
    }
}
