package dev.tamga.idp.browser;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** The list of keys that a script fills, on each page that has one: loading, none, failed, filled. */
@Tag("browser")
@Tag("database")
final class ListStatesBrowserTest {
    private static final String KEYS = "http://127.0.0.1:9200/keys";
    private static final String KEY = "gxca-enterprise";
    private static Chromium chromium;
    private static RunningTamga tamga;

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.open();
        tamga = RunningTamga.get();
        new Bidder(tamga).bind(KEY);
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static void shows(Page page, String state) {
        page.locator("[data-state='" + state + "']")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
        assertThat(page.locator("#assistant-states [data-state]:visible").count()).isEqualTo(1);
    }

    /** The sign-in page looks by itself and offers to look again; the others read when they are told to. */
    private static void look(Page page, boolean again) {
        if (page.locator("#read-certificate").count() == 1) {
            page.locator("#read-certificate").click();
        } else if (again) {
            page.locator("[data-reload]:visible").click();
        }
    }

    private static void answer(Page page, String json, int status) {
        page.unroute(KEYS);
        page.route(KEYS, route -> route.fulfill(answered(json, status)));
    }

    private static Route.FulfillOptions answered(String json, int status) {
        return new Route.FulfillOptions().setStatus(status).setBody(json).setHeaders(Map.of(
                "Content-Type", "application/json", "Access-Control-Allow-Origin", tamga.issuer().toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/binding/enterprise", "/binding/person", "/binding/renamed", "/account/keys/add"})
    void theListOfKeysSaysWhereItStands(String path) {
        try (Desk desk = Desk.open(chromium, tamga, tamga.issuer().toString(), KEY)) {
            Page page = desk.page();
            if (path.startsWith("/account")) {
                EveryPage.signIn(page, KEY);
            }
            CompletableFuture<Route> asked = new CompletableFuture<>();
            page.route(KEYS, asked::complete);
            page.navigate(path);
            look(page, false);
            shows(page, "checking");
            page.waitForCondition(asked::isDone);

            asked.join().fulfill(answered("{\"keys\":[],\"unreadable\":[]}", 200));
            shows(page, "no-key");
            answer(page, "{\"keys\":[],\"unreadable\":[{\"id\":\"x\"}]}", 200);
            look(page, true);
            shows(page, "unreadable");
            answer(page, "{\"code\":\"internal\"}", 500);
            look(page, true);
            shows(page, "failed");
            assertThat(page.locator("[data-state='failed'] a[href='tel:400-998-0000']").isVisible()).isTrue();

            page.unroute(KEYS);
            look(page, true);
            page.locator("#pin").waitFor();
            assertThat(page.locator("#key-list input").count()).isEqualTo(1);
            assertThat(page.locator("#assistant-states [data-state]:visible").count()).isZero();
            assertThat(desk.complaints()).isEmpty();
        }
    }
}
