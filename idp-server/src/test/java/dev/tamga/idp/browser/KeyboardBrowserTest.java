package dev.tamga.idp.browser;

import java.util.Map;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole way from a platform's request back to the platform by Tab, the PIN's digits and Enter. */
@Tag("browser")
final class KeyboardBrowserTest {
    private static final String KEY = "gxca-enterprise";
    private static final int MOST_TABS = 40;
    @RegisterExtension
    static final Office OFFICE = Office.with(KEY);

    @BeforeAll
    static void forgetConsents() {
        OFFICE.tamga().jdbi().useHandle(handle -> handle.execute("delete from consent"));
    }

    /** Tab until the focus is there, and it can be seen there. */
    private static void tabTo(Page page, String selector) {
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            page.keyboard().press("Tab");
            if ((boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                assertThat((String) page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                        .as("focus of " + selector).isNotEqualTo("none");
                return;
            }
        }
        throw new AssertionError(selector + " is not within " + MOST_TABS + " tabs");
    }

    @Test
    void aBidderArrivesByTheKeyboardAlone() {
        try (Desk desk = OFFICE.deskBesidePlatforms(KEY)) {
            Page page = desk.page();
            EveryPage.authorize(page, "150100", OFFICE.tamga(), Map.of());
            page.locator("#pin").waitFor();

            tabTo(page, "#pin");
            page.keyboard().type("123456");
            tabTo(page, "#sign-in-now");
            page.keyboard().press("Enter");
            page.waitForURL("**/sign-in/certificate*");
            tabTo(page, "#continue");
            page.keyboard().press("Enter");
            page.waitForURL("**/consent*");
            tabTo(page, "#consent-allow");
            page.keyboard().press("Enter");
            page.waitForURL("https://platform-150100.example/callback*");

            assertThat(page.url()).contains("code=");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void theFirstTabSkipsTheHeader() {
        try (Desk desk = OFFICE.desk(KEY)) {
            Page page = desk.page();
            page.navigate("/help");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(page.url()).endsWith("#content");
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("content");
        }
    }

    @Test
    void largeTextIsAChoiceThatStays() {
        try (Desk desk = OFFICE.desk(KEY)) {
            Page page = desk.page();
            page.navigate("/help");
            double normal = ((Number) page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1 + p')).fontSize)"))
                    .doubleValue();
            tabTo(page, "#text-size");
            page.keyboard().press("Enter");
            page.waitForURL("**/help?text=large");
            page.navigate("/help");

            double large = ((Number) page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1 + p')).fontSize)"))
                    .doubleValue();
            assertThat(large).isGreaterThan(normal * 1.3);
            assertThat(page.locator("#text-size").textContent()).isEqualTo("标准字号");
        }
    }
}
