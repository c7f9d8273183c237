package dev.tamga.idp.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.notice.Notice;
import dev.tamga.idp.notice.Notice.Audience;
import dev.tamga.idp.notice.Notice.Level;
import dev.tamga.idp.notice.Notice.Texts;
import dev.tamga.idp.notice.Notices;

import static org.assertj.core.api.Assertions.assertThat;

/** 「主体信息」, the portal's search and notices in real Chromium. */
@Tag("browser")
@Tag("database")
final class OwnDataBrowserTest {
    private static final String KEY = "szca-enterprise";
    private static Chromium chromium;
    private static RunningTamga tamga;

    private PlatformClient platform;
    private PlatformClient.Answer tokens;

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.open();
        tamga = RunningTamga.get();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** The bidder was at a platform before, at another browser. */
    @BeforeEach
    void arrive() throws Exception {
        tamga.unbind(KEY);
        tamga.jdbi().useHandle(handle -> handle.execute("delete from notice"));
        tamga.bean(Notices.class).refresh();
        Bidder bidder = new Bidder(tamga);
        bidder.bind(KEY);
        platform = new PlatformClient(tamga, "150100");
        tokens = platform.redeem(
                PlatformClient.query(new Journey(bidder, KEY).walk(platform.request())).get("code"));
    }

    private static Desk desk() {
        Desk desk = Desk.open(chromium, tamga, tamga.issuer().toString(), KEY);
        desk.page().context().route("https://platform-*.example/**", route -> route.fulfill(
                new Route.FulfillOptions().setContentType("text/html").setBody("<h1>platform</h1>")));
        Page page = desk.page();
        page.navigate("/sign-in");
        page.locator("#pin").fill("123456");
        page.locator("#sign-in-now").click();
        page.waitForURL("**/sign-in/certificate*");
        return desk;
    }

    /** For the eye, and for the width: on a laptop and on the smallest screen. */
    private static void shot(Page page, String name) {
        for (int width : List.of(1280, 320)) {
            page.setViewportSize(width, 800);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).as(name).isLessThanOrEqualTo(width);
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                    .setPath(Path.of("target/pages/own-" + name + "-" + width + ".png")));
        }
        page.setViewportSize(1280, 800);
    }

    @Test
    void dataIsChangedFromTheHeadersLinkOn() {
        try (Desk desk = desk()) {
            Page page = desk.page();
            page.locator("#own-data").click();
            page.waitForURL("**/account");
            shot(page, "overview");
            page.locator("#account-edit").click();
            page.locator("#division_code").selectOption("150201");
            page.locator("#contact_phone").fill("12");
            page.locator("#address").fill("昆都仑区友谊大街1号");
            page.locator("#account-save").click();

            assertThat(page.locator("#error-summary").textContent()).contains("联系电话");
            assertThat(page.locator("#address").inputValue()).isEqualTo("昆都仑区友谊大街1号");
            shot(page, "edit-error");
            page.locator("#contact_phone").fill("0472-6862335");
            page.locator("#account-save").click();
            page.waitForURL("**/account?saved");

            assertThat(page.locator("[data-field=division_code]").textContent()).isEqualTo("内蒙古自治区·包头市·市辖区");
            assertThat(page.locator("#account-saved").isVisible()).isTrue();
            shot(page, "saved");
            page.goBack();
            page.locator("#address").fill("另一处");
            page.locator("#account-save").click();
            assertThat(page.locator("#overtaken").isVisible()).as("the old form is told").isTrue();
            shot(page, "overtaken");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void aConsentIsWithdrawnAndTheRefreshFails() throws Exception {
        try (Desk desk = desk()) {
            Page page = desk.page();
            page.navigate("/account/consents");
            assertThat(page.locator("[data-platform='150100']").textContent()).contains("法定代表人", "证书key号");
            shot(page, "consents");
            page.locator("[data-platform='150100'] a").click();
            shot(page, "withdraw");
            page.locator("#withdraw-confirm").click();
            page.waitForURL("**/account/consents?withdrawn=150100");

            assertThat(page.locator("#withdrawn").textContent()).contains("呼和浩特市公共资源交易平台（新版）");
            shot(page, "withdrawn");
            assertThat(platform.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void signInsAreListedWithAWayToFreeze() {
        try (Desk desk = desk()) {
            Page page = desk.page();
            page.navigate("/account/sign-ins");
            assertThat(page.locator("tr[data-kind=in]").count()).isEqualTo(2);
            assertThat(page.locator("tr[data-kind=arrived]").textContent()).contains("呼和浩特市公共资源交易平台（新版）");
            assertThat(page.locator("tr[data-kind=in] a").first().getAttribute("href"))
                    .matches("/account/keys/[a-z2-7]{26}/freeze");
            shot(page, "sign-ins");
            page.navigate("/account/sign-ins?lang=en");
            shot(page, "sign-ins-en");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void signingOutEverywhereIsConfirmedAndSaysWhere() throws Exception {
        try (Desk desk = desk()) {
            Page page = desk.page();
            page.navigate("/account");
            page.locator("#account-sign-out").click();
            shot(page, "sign-out");
            page.locator("#everywhere-confirm").click();
            page.waitForURL("**/signed-out?session=*");

            assertThat(page.locator("#signed-out").textContent()).contains("呼和浩特市公共资源交易平台（新版）");
            shot(page, "signed-out");
            page.navigate("/account");
            assertThat(page.url()).endsWith("/sign-in?to=/account");
            assertThat(platform.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        }
    }

    @Test
    void theDataComesAsAFile() throws Exception {
        try (Desk desk = desk()) {
            Page page = desk.page();
            page.navigate("/account");
            Download file = page.waitForDownload(() -> page.locator("#account-download").click());

            assertThat(file.suggestedFilename()).matches("tamga-data-[0-9-]{10}\\.json");
            assertThat(PlatformClient.json(Files.readString(file.path())).path("keys")).hasSize(1);
        }
    }

    @Test
    void platformsAreFoundAsSomebodyTypes() {
        try (Desk desk = desk()) {
            Page page = desk.page();
            page.navigate("/portal");
            shot(page, "portal");
            page.locator("#q").fill("cfs");
            assertThat(visible(page)).containsExactly("150400");
            page.locator("#q").fill("fj");
            assertThat(visible(page)).containsExactly("150000-gc");
            shot(page, "portal-search");
            page.locator("#q").fill("nowhere");
            assertThat(visible(page)).isEmpty();
            assertThat(page.locator("#search-none").isVisible()).isTrue();
            shot(page, "portal-none");
            page.locator("#q").fill("");
            assertThat(page.locator(".tab-bar").isVisible()).isTrue();

            page.locator("#q").fill("包头");
            page.locator("#q").press("Enter");
            assertThat(visible(page)).contains("150200").doesNotContain("150400");
            page.navigate("/portal?q=bts");
            page.locator("#q").fill("cfs");
            assertThat(visible(page)).as("beyond what the server had found").containsExactly("150400");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    private static List<String> visible(Page page) {
        return page.locator(".tab-panel article:visible").all().stream()
                .map(tile -> tile.getAttribute("data-platform"))
                .toList();
    }

    @Test
    void noticesAreWhereTheyBelong() {
        notice(Level.MAINTENANCE, Audience.EVERYBODY, "系统将于今晚 22:00 至次日 06:00 维护，期间不能登录。");
        notice(Level.WARNING, new Audience(Optional.of("szca"), Optional.empty()), "深圳CA的证书状态查询目前较慢，请耐心等待。");
        notice(Level.INFORMATION, new Audience(Optional.empty(), Optional.of("150100")), "本平台今日启用新版开标大厅。");
        try (Desk desk = desk()) {
            Page page = desk.page();
            assertThat(page.locator(".notices .notice").allTextContents()).hasSize(2);
            shot(page, "notices-certificate");
            page.navigate("/portal");
            assertThat(page.locator(".tab-panel [data-platform='150100'] .notice").textContent()).contains("开标大厅");
            shot(page, "notices-portal");
            page.navigate("/");
            shot(page, "notices-home");
            page.navigate("/?lang=en");
            assertThat(page.locator(".notices").textContent()).contains("Maintenance", "Beijing time");
            shot(page, "notices-home-en");
            Map<String, String> request = new PlatformClient(tamga, "150100").request();
            request.put("prompt", "consent");
            page.navigate(PlatformClient.authorize(request) + "&ui_locales=zh-CN");
            page.waitForURL("**/consent*");
            assertThat(page.locator(".notices .notice").count()).isEqualTo(3);
            shot(page, "notices-consent");
        }
    }

    private static void notice(Level level, Audience audience, String text) {
        Instant now = Instant.now();
        tamga.bean(Notices.class).add(new Notice(
                0, level, new Texts(text, "In English: " + level.word()), audience, now.minusSeconds(60),
                now.plus(Duration.ofHours(9))));
    }
}
