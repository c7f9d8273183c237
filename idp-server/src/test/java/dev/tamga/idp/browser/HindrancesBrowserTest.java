package dev.tamga.idp.browser;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Clock.InstallOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tamga.idp.TestPlatforms;

import static org.assertj.core.api.Assertions.assertThat;

/** What keeps a bidder from going on is said on the page, with the next step, and nothing typed is lost. */
@Tag("browser")
final class HindrancesBrowserTest {
    private static final String BOUND = "gxca-enterprise";
    @RegisterExtension
    static final Office OFFICE = Office.with(BOUND);

    private static void sign(Page page) {
        page.locator("#pin").fill("123456");
        page.locator("#sign-in-now").click();
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                .setPath(Path.of("target/pages/hindrance-" + name + ".png")));
    }

    @Test
    void aComputerWhoseClockIsSevenMinutesFastIsToldSo() {
        Duration wrong = Duration.ofMinutes(7);
        var settled = new Desk.Settled(OFFICE.tamga().issuer().toString(), Clock.offset(Clock.systemUTC(), wrong));
        try (Desk desk = Desk.open(OFFICE.chromium(), OFFICE.tamga(), settled, BOUND)) {
            Page page = desk.page();
            page.clock().install(new InstallOptions().setTime(Date.from(Instant.now().plus(wrong))));
            page.navigate("/sign-in");
            sign(page);
            page.locator("[data-state='clock']:visible").waitFor();

            assertThat(page.locator("[data-state='clock'] [data-minutes]").textContent()).isEqualTo("7");
            assertThat(page.locator("[data-state='clock'] a[href='/help#clock']").isVisible()).isTrue();
            shot(page, "clock");
        }
    }

    @Test
    void aChallengeThatExpiredWhileTheKeySignedIsRenewedAndThePageStays() {
        try (Desk desk = OFFICE.deskBesidePlatforms(BOUND)) {
            Page page = desk.page();
            // As if the bidder had looked for the PIN for six minutes, once.
            page.addInitScript("""
                    const send = window.fetch, now = performance.now.bind(performance);
                    let late = 0;
                    performance.now = () => now() + late;
                    window.fetch = (address, options) => {
                      if (String(address).endsWith('/sign')) late = late === 0 ? 360000 : late;
                      return send(address, options);
                    };""");
            page.navigate("/sign-in");
            sign(page);
            page.locator("[data-state='renewed']:visible").waitFor();
            assertThat(page.url()).endsWith("/sign-in");

            sign(page);
            page.waitForURL("**/sign-in/certificate*");
        }
    }

    @Test
    void aPageThatWasOpenWhileTheSessionChangedRenewsItsToken() {
        try (Desk desk = OFFICE.deskBesidePlatforms(BOUND)) {
            Page page = desk.page();
            page.navigate("/sign-in");
            page.locator("#pin").waitFor();
            Page other = page.context().newPage();
            EveryPage.signIn(other, BOUND);

            sign(page);
            page.waitForURL("**/sign-in/certificate*");
        }
    }

    @Test
    void aLockedKeyIsSentToTheLineOfItsOwnCa() {
        try (Desk desk = OFFICE.deskBesidePlatforms("bjca-suspended")) {
            Page page = desk.page();
            page.navigate("/sign-in");
            page.locator("#pin").waitFor();
            page.evaluate("document.querySelector('[data-state=pin-locked]').hidden = false");

            assertThat(page.locator("[data-state=pin-locked] li[data-ca]:visible").allTextContents())
                    .singleElement().asString().contains("北京CA", "400-9197-888");
            assertThat(page.locator("[data-state=pin-locked] a[href='tel:400-9197-888']").isVisible()).isTrue();
            shot(page, "pin-locked");
        }
    }

    @Test
    void aRefusalIsInOrderAndCanBeReadInTheOtherLanguageAndCopiedAndLeft() {
        try (Desk desk = OFFICE.deskBesidePlatforms("bjca-suspended")) {
            Page page = desk.page();
            page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            EveryPage.authorize(page, "150100", OFFICE.tamga(), Map.of());
            sign(page);
            page.locator("#error-page").waitFor();
            shot(page, "refusal");
            assertThat(page.evaluate("""
                    [...document.querySelectorAll('h1, .verdict-text, #refusal-action, #ca-lines, #error-help, #incident,'
                      + ' [data-copy], #back-to-platform')].map(part => part.id || part.className || part.tagName)"""))
                    .isEqualTo(List.of("H1", "verdict-text", "refusal-action", "ca-lines", "error-help", "incident",
                            "button button-plain button-small", "back-to-platform"));
            String incident = page.locator("#incident").textContent();
            page.locator("[data-copy]").click();
            page.locator("[data-copied]:visible").waitFor();
            assertThat((String) page.evaluate("navigator.clipboard.readText()")).contains(incident, "北京时间");

            page.locator("a[hreflang=en]").click();
            page.waitForURL("**/sign-in/refusal?*lang=en");
            assertThat(page.locator("#error-page").getAttribute("data-code")).isEqualTo("suspended");
            assertThat(page.locator("#incident").textContent()).isEqualTo(incident);
            assertThat(page.locator("h1").textContent()).contains("suspended");

            page.locator("#back-to-platform").click();
            page.waitForURL("https://platform-150100.example/callback*");
            assertThat(page.url()).contains("error=access_denied", "state=state-1");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void thePlatformsOwnLineIsGivenWhereItsRequestIsWrong() {
        try (Desk desk = OFFICE.deskBesidePlatforms(BOUND)) {
            Page page = desk.page();
            page.navigate("/oauth2/authorize?response_type=code&client_id=test-off&redirect_uri=https://x.example/");

            assertThat(page.locator("#error-page").getAttribute("data-code")).isEqualTo("platform-off");
            assertThat(page.locator("a[href='tel:0471-6945640']").isVisible()).isTrue();
            assertThat(page.locator("#error-help").getAttribute("href")).isEqualTo("/help#platform");
            page.locator("a[hreflang=en]").click();
            page.waitForURL("**lang=en");
            assertThat(page.locator("h1").textContent()).isEqualTo("This platform cannot be entered now");
        }
    }

    @Test
    void aPlatformsNameIsTextOnEveryPageThatShowsIt() {
        try (Desk desk = OFFICE.deskBesidePlatforms(BOUND)) {
            Page page = desk.page();
            List<String> alerts = new ArrayList<>();
            page.onDialog(dialog -> {
                alerts.add(dialog.message());
                dialog.dismiss();
            });
            EveryPage.authorize(page, TestPlatforms.HOSTILE, OFFICE.tamga(), Map.of("prompt", "consent"));
            assertThat(page.locator(".page-head").textContent()).contains(TestPlatforms.HOSTILE_NAME);
            sign(page);
            page.waitForURL("**/sign-in/certificate*");
            assertThat(page.locator(".page-head").textContent()).contains(TestPlatforms.HOSTILE_NAME);
            page.locator("#continue").click();
            page.waitForURL("**/consent*");
            assertThat(page.locator("#consent-platform h2").textContent()).isEqualTo(TestPlatforms.HOSTILE_NAME);
            assertThat(page.locator("#consent-platform").textContent()).contains("platform-test-hostile.example");
            shot(page, "consent-hostile");
            Page portal = page.context().newPage();
            portal.navigate("/portal");
            assertThat(portal.locator("h3", new Page.LocatorOptions().setHasText("<script>")).first().textContent())
                    .isEqualTo(TestPlatforms.HOSTILE_NAME);
            for (Page shown : List.of(page, portal)) {
                assertThat(shown.locator("img[src=x]").count() + shown.locator("script:not([src])").count()).isZero();
            }
            portal.close();
            String platform = "https://platform-test-hostile.example/callback";
            Request back = page.waitForRequest(
                    request -> request.url().startsWith(platform), () -> page.locator("#consent-deny").click());

            assertThat(back.url()).contains("error=access_denied");
            assertThat(alerts).isEmpty();
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void bothAnswersToTheConsentLookAlikeAndAnotherKeyIsOneLinkAway() {
        try (Desk desk = OFFICE.deskBesidePlatforms(BOUND)) {
            Page page = desk.page();
            EveryPage.authorize(page, "150200", OFFICE.tamga(), Map.of("prompt", "consent"));
            sign(page);
            page.waitForURL("**/sign-in/certificate*");
            page.locator("#continue").click();
            page.waitForURL("**/consent*");
            var allow = page.locator("#consent-allow").boundingBox();
            var deny = page.locator("#consent-deny").boundingBox();
            assertThat(Math.abs(allow.width - deny.width)).isLessThan(1);
            assertThat(allow.height).isEqualTo(deny.height);
            assertThat(page.locator("#consent-allow").getAttribute("class"))
                    .isEqualTo(page.locator("#consent-deny").getAttribute("class"));
            shot(page, "consent");

            page.locator("#consent-not-you").click();
            page.waitForURL("**/sign-in?request=*");
            assertThat(page.locator(".page-head").textContent()).contains("包头市公共资源交易平台");
        }
    }
}
