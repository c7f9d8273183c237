package dev.tamga.sample.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/** Hands that never leave the keyboard: Tab to get there, Enter to do it. */
final class Keyboard {
    private static final int MAX_STEPS = 60;

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    /** Reaches a link or button and does what it does. */
    void press(String selector) {
        reach(selector);
        page.keyboard().press("Enter");
    }

    void type(String selector, String text) {
        reach(selector);
        page.keyboard().type(text);
    }

    /** Reaches a group of radio buttons and goes down to the one with this value. */
    void choose(String selector, String value) {
        reach(selector);
        for (int steps = 0; !focused("input[value='" + value + "']"); steps++) {
            assertThat(steps).as("no radio button " + value).isLessThan(MAX_STEPS);
            page.keyboard().press("ArrowDown");
        }
        assertThat(page.locator("input[value='" + value + "']").isChecked()).isTrue();
    }

    private void reach(String selector) {
        page.locator(selector).first().waitFor();
        for (int steps = 0; !focused(selector); steps++) {
            assertThat(steps).as(selector + " cannot be reached with Tab on " + page.url()).isLessThan(MAX_STEPS);
            page.keyboard().press("Tab");
        }
        // WCAG 2.2, 2.4.7: who reaches it sees it.
        assertThat((Boolean) page.evaluate("document.activeElement.matches(':focus-visible')")).isTrue();
    }

    private boolean focused(String selector) {
        Locator focused = page.locator(":focus");
        return focused.count() == 1
                && (Boolean) focused.evaluate("(element, wanted) => element.matches(wanted)", selector);
    }
}
