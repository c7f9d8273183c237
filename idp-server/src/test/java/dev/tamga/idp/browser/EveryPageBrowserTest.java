package dev.tamga.idp.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every page, in both languages, in normal and large text, in real Chromium: axe-core finds nothing serious, and nothing is
 * cut off or wider than the screen at 320 pixels or at 200 %. What the pages look like is kept in target/pages/every.
 */
@Tag("browser")
final class EveryPageBrowserTest {
    private static final String KEY = "szca-enterprise";
    private static final List<String> LANGUAGES = List.of("zh-CN", "en");
    private static final List<String> SIZES = List.of("normal", "large");
    /** WCAG 2.2, 1.4.10 reflow: nothing wider than the screen, nothing cut unless its title says it in full. */
    private static final String CUT_OFF = """
            () => {
              const width = document.documentElement.clientWidth;
              const hidden = (element) => element.closest('.visually-hidden, .skip, .table-scroll, dialog:not([open])')
                || getComputedStyle(element).clipPath !== 'none' || element.getClientRects().length === 0;
              const name = (element) => element.tagName + '.' + element.className + ' ' + element.textContent.trim().slice(0, 30);
              const found = document.documentElement.scrollWidth > width ? ['page: ' + document.documentElement.scrollWidth] : [];
              for (const element of document.body.querySelectorAll('*')) {
                if (hidden(element)) continue;
                const box = element.getBoundingClientRect();
                if (box.right > width + 1 || box.left < -1) found.push('outside: ' + name(element));
                const style = getComputedStyle(element);
                const cut = style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
                if (cut && !element.title && !['INPUT', 'SELECT', 'IMG'].includes(element.tagName)) found.push('cut: ' + name(element));
              }
              return found;
            }""";

    private static Chromium chromium;
    private static RunningTamga tamga;
    private static BrowserContext stranger;
    private static BrowserContext bidder;

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.open();
        tamga = RunningTamga.get();
        new Bidder(tamga).bind(KEY);
        stranger = context();
        bidder = context();
        EveryPage.signIn(bidder.newPage(), KEY);
    }

    private static BrowserContext context() {
        return chromium.browser().newContext(
                new Browser.NewContextOptions().setBaseURL(tamga.issuer().toString()).setLocale("zh-CN"));
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    static Stream<String> pages() {
        return EveryPage.names();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everybodyCanReadEveryPage(String name) {
        try (Page page = (EveryPage.isPrivate(name) ? bidder : stranger).newPage()) {
            for (String language : LANGUAGES) {
                for (String size : SIZES) {
                    page.setViewportSize(1280, 900);
                    page.navigate("/accessibility?lang=" + language + "&text=" + size);
                    EveryPage.open(page, name, tamga);
                    String what = name + " " + language + " " + size;
                    isAccessible(page, what);
                    shot(page, what);
                    fitsSmallScreens(page, what);
                }
            }
        }
    }

    @Test
    void everyRefusalCanBeRead() {
        try (Page page = stranger.newPage()) {
            page.navigate("/accessibility?lang=en&text=large");
            for (String refusal : EveryPage.allRefusals()) {
                page.navigate(refusal);
                fitsSmallScreens(page, refusal);
            }
        }
    }

    @Test
    void everyStateOfTheAssistantCanBeRead() {
        try (Page page = stranger.newPage()) {
            page.navigate("/accessibility?lang=zh-CN&text=large");
            page.navigate("/sign-in");
            page.locator("[data-state='missing']:visible").waitFor();
            page.evaluate("document.querySelectorAll('[data-state]').forEach(box => { box.hidden = false; })");
            isAccessible(page, "states of the assistant");
            fitsSmallScreens(page, "states of the assistant");
        }
    }

    private static void isAccessible(Page page, String what) {
        assertThat(page.locator("html").getAttribute("lang")).as(what).isIn("zh-CN", "en");
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations.stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(rule -> rule.getId() + ": " + rule.getNodes().stream().map(node -> node.getHtml()).toList()))
                .as(what)
                .isEmpty();
    }

    private static void fitsSmallScreens(Page page, String what) {
        // 200 % of 1280 pixels leaves 640.
        for (int width : new int[] {320, 640}) {
            page.setViewportSize(width, 800);
            assertThat((List<?>) page.evaluate(CUT_OFF)).as(what + " at " + width).isEmpty();
        }
        page.setViewportSize(320, 800);
        shot(page, what + " 320");
    }

    /** For the eye, which reads Chinese first. */
    private static void shot(Page page, String name) {
        if (!name.contains("zh-CN")) {
            return;
        }
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                .setPath(Path.of("target/pages/every", name.replaceAll("[^A-Za-z0-9-]+", "-").replaceAll("^-", "") + ".png")));
    }
}
