package dev.tamga.idp.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Two minutes before a session ends the page offers to go on; afterwards it says so, and the form is still there. */
@Tag("browser")
final class SessionNoticeBrowserTest {
    private static final String KEY = "gxca-enterprise";
    @RegisterExtension
    static final Office OFFICE = Office.with(KEY);

    private static BrowserContext context() {
        return OFFICE.chromium().browser().newContext(
                new Browser.NewContextOptions().setBaseURL(OFFICE.tamga().issuer().toString()).setLocale("zh-CN"));
    }

    /** As if the bidder had done nothing for so long. */
    private static void idle(Duration time) {
        String number = OFFICE.tamga().key(KEY).signing().serial().toString(16).toUpperCase(Locale.ROOT);
        OFFICE.tamga().jdbi().useHandle(handle -> handle.execute(
                "update sign_in_session set last_seen_at = ? where key_id in "
                        + "(select id from subject_key where key_number = ?)",
                Instant.now().minus(time).toEpochMilli(), number));
    }

    /** The browser's timers are the test's from here on. */
    private static Page halfFilledForm(BrowserContext context) {
        Page page = context.newPage();
        EveryPage.signIn(page, KEY);
        page.clock().install();
        page.navigate("/binding/enterprise");
        page.locator("#applicant_name").fill("填了一半");
        return page;
    }

    @Test
    void theNoticeTakesTheFocusAndTheEnterKeyGoesOn() {
        try (BrowserContext context = context()) {
            Page page = halfFilledForm(context);
            idle(Duration.ofMinutes(14));
            page.clock().fastForward("13:30");
            page.locator("#session-ending[open]").waitFor();

            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("session-extend");
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/pages/session-ending.png")));
            page.keyboard().press("Enter");
            page.locator("#session-ending:not([open])").waitFor(attached());

            assertThat(page.locator("#applicant_name").inputValue()).isEqualTo("填了一半");
            page.navigate("/portal");
            assertThat(page.url()).endsWith("/portal");
        }
    }

    private static Locator.WaitForOptions attached() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
    }

    @Test
    void useOfAnotherPageMeansNoNotice() {
        try (BrowserContext context = context()) {
            Page page = halfFilledForm(context);
            Page other = context.newPage();
            other.navigate("/portal");
            page.waitForResponse("**/session", () -> page.clock().fastForward("13:30"));

            assertThat(page.locator("dialog[open]").count()).isZero();
        }
    }

    @Test
    void anEndedSessionLeavesTheFormAndSigningInElsewhereBringsItBack() {
        try (BrowserContext context = context()) {
            Page page = halfFilledForm(context);
            idle(Duration.ofMinutes(16));
            page.clock().fastForward("13:30");
            page.locator("#session-ended[open]").waitFor();
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/pages/session-ended.png")));
            assertThat(page.locator("#applicant_name").inputValue()).isEqualTo("填了一半");

            Page again = context.newPage();
            EveryPage.signIn(again, KEY);
            page.locator("#session-ended [data-close]").click();
            assertThat(page.locator("#applicant_name").inputValue()).isEqualTo("填了一半");
            page.evaluate("document.getElementById('binding-form').noValidate = true");
            int status = page.waitForNavigation(() -> page.locator("#binding-demo-submit").click()).status();
            assertThat(status).as("the old form is good again").isEqualTo(200);
            assertThat(page.locator("#error-page").count()).isZero();
            assertThat(page.locator("#applicant_name").inputValue()).isEqualTo("填了一半");
        }
    }
}
