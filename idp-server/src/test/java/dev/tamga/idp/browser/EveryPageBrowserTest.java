package dev.tamga.idp.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every page, in both languages, in normal and large text, in real Chromium: axe-core finds nothing serious, and nothing is
 * cut off or wider than the screen at 320 pixels or at 200 %. What the pages look like is kept in target/pages/every.
 */
@Tag("browser")
final class EveryPageBrowserTest {
    /** WCAG 2.2, 1.4.10 reflow: nothing wider than the screen, nothing cut unless its title says it in full. */
    private static final String CUT_OFF = """
            () => {
              const width = document.documentElement.clientWidth;
              const hidden = (element) => element.closest('.visually-hidden, .skip, dialog:not([open])')
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
    private static PageWorld world;
    private static Page stranger;
    private static Page bidder;
    private static Reading reading;

    /** In which language and at which size somebody reads. */
    record Reading(String language, String size) {
        static List<Reading> all() {
            return List.of(
                    new Reading("zh-CN", "normal"), new Reading("zh-CN", "large"),
                    new Reading("en", "normal"), new Reading("en", "large"));
        }

        /** Each language and each size once: what axe-core looks at does not depend on the pair. */
        boolean isLookedThrough() {
            return language.equals("zh-CN") == size.equals("normal");
        }

        /** For the eye, which reads Chinese first. */
        boolean isShown() {
            return language.equals("zh-CN") && size.equals("normal");
        }

        @Override
        public String toString() {
            return language + " " + size;
        }
    }

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.open();
        world = PageWorld.open();
        stranger = newPage();
        bidder = newPage();
        EveryPage.signIn(bidder, PageWorld.KEY);
    }

    private static Page newPage() {
        return chromium.browser().newContext(new Browser.NewContextOptions()
                        .setBaseURL(world.tamga().issuer().toString()).setLocale("zh-CN"))
                .newPage();
    }

    @AfterAll
    static void close() {
        if (world != null) {
            world.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    /** All pages in one reading, then in the next: it is chosen four times and not with every page. */
    static Stream<Arguments> pages() {
        return Reading.all().stream()
                .flatMap(one -> EveryPage.all().stream().map(page -> Arguments.arguments(one, page)));
    }

    private static void read(Reading wanted) {
        if (!wanted.equals(reading)) {
            for (Page page : List.of(stranger, bidder)) {
                page.navigate("/accessibility?lang=" + wanted.language() + "&text=" + wanted.size());
            }
            reading = wanted;
        }
    }

    @ParameterizedTest(name = "{1} {0}")
    @MethodSource("pages")
    void everybodyCanReadEveryPage(Reading wanted, EveryPage.Shown shown) {
        read(wanted);
        Page page = shown.visitor() == EveryPage.Visitor.BIDDER ? bidder : stranger;
        page.setViewportSize(1280, 900);
        shown.way().go(page, world);

        String what = shown + " " + wanted;
        assertThat(world.template()).as(what).isEqualTo(shown.template());
        assertThat(page.locator("html").getAttribute("lang")).as(what).isEqualTo(wanted.language());
        assertThat(page.locator("html").getAttribute("data-text")).as(what).isEqualTo(wanted.size());
        if (wanted.isLookedThrough()) {
            isAccessible(page, what);
        }
        isWhole(page, what + " at 1280");
        if (wanted.isShown()) {
            shot(page, what);
        }
        fitsSmallScreens(page, what);
        if (wanted.isShown()) {
            shot(page, what + " 320");
        }
    }

    /** A new page cannot be forgotten here. */
    @Test
    void everyTemplateIsThePageOfOne() throws IOException {
        Path templates = Path.of("src/main/resources/templates");
        try (Stream<Path> files = Files.walk(templates)) {
            Set<String> made = files.filter(file -> file.toString().endsWith(".html"))
                    .map(file -> templates.relativize(file).toString().replace('\\', '/').replaceFirst("\\.html$", ""))
                    .filter(name -> !name.equals("layout") && !name.startsWith("fragments/"))
                    .collect(Collectors.toSet());
            assertThat(EveryPage.all().stream().map(EveryPage.Shown::template).collect(Collectors.toSet()))
                    .isEqualTo(made);
        }
    }

    @Test
    void everyRefusalCanBeRead() {
        read(new Reading("en", "large"));
        for (String refusal : EveryPage.allRefusals()) {
            stranger.navigate(refusal);
            fitsSmallScreens(stranger, refusal);
        }
    }

    @Test
    void everyStateOfTheAssistantCanBeRead() {
        read(new Reading("zh-CN", "large"));
        stranger.navigate("/sign-in");
        stranger.locator("[data-state='missing']:visible").waitFor();
        stranger.evaluate("document.querySelectorAll('[data-state]').forEach(box => { box.hidden = false; })");
        isAccessible(stranger, "states of the assistant");
        fitsSmallScreens(stranger, "states of the assistant");
    }

    private static void isAccessible(Page page, String what) {
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations.stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(rule -> rule.getId() + ": " + rule.getNodes().stream().map(node -> node.getHtml()).toList()))
                .as(what)
                .isEmpty();
    }

    private static void isWhole(Page page, String what) {
        assertThat((List<?>) page.evaluate(CUT_OFF)).as(what).isEmpty();
    }

    private static void fitsSmallScreens(Page page, String what) {
        // 200 % of 1280 pixels leaves 640.
        for (int width : new int[] {320, 640}) {
            page.setViewportSize(width, 800);
            isWhole(page, what + " at " + width);
        }
        page.setViewportSize(320, 800);
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                .setPath(Path.of("target/pages/every", name.replaceAll("[^A-Za-z0-9-]+", "-").replaceAll("^-", "") + ".png")));
    }
}
