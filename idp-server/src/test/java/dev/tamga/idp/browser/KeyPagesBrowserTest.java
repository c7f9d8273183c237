package dev.tamga.idp.browser;

import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tamga.forge.demo.DemoKey;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages that talk to a key, in real Chromium with the real assistant. */
@Tag("browser")
@Tag("database")
final class KeyPagesBrowserTest {
    private static final String BOUND = "gxca-enterprise";
    private static final String FRESH = "snca-enterprise";
    @RegisterExtension
    static final Office OFFICE = Office.with(BOUND);

    private static void shows(Page page, String state) {
        page.locator("[data-state='" + state + "']")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
        assertThat(page.locator("#assistant-states [data-state]:visible").count()).isEqualTo(1);
    }

    @Test
    void aBoundKeySignsIn() {
        try (Desk desk = OFFICE.desk(BOUND)) {
            Page page = desk.page();
            page.navigate("/sign-in");
            page.locator("#pin").fill("123456");
            page.locator("#sign-in-now").click();
            page.waitForURL("**/sign-in/certificate*");

            assertThat(page.locator("h1").textContent()).isEqualTo("证书信息如下");
            page.locator("#continue").click();
            page.waitForURL("**/portal");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void aKeyIsBoundWithWhatTheFormShows() {
        OFFICE.tamga().unbind(FRESH);
        DemoKey card = OFFICE.tamga().card(FRESH);
        try (Desk desk = OFFICE.desk(FRESH)) {
            Page page = desk.page();
            page.navigate("/binding/enterprise");
            page.locator("#read-certificate").click();
            page.locator("#pin").fill("123456");
            assertThat(page.locator("#key_medium_number").inputValue()).isNotEmpty();
            page.locator("#unified_social_credit_code").fill(card.holder().creditCode());
            page.locator("#division_code").selectOption("150100");
            page.locator("#ca_platform").selectOption("150100");
            page.locator("#legal_representative").fill(card.holder().person());
            page.locator("input[value=bidder]").check();
            page.locator("input[value=supplier]").check();
            page.locator("#applicant_name").fill("演示 \"申绑人\" \\ <b>");
            page.locator("#applicant_phone").fill("13800138000");
            page.locator("#applicant_unit").fill(card.holder().name());
            // SNCA's certificates do not tell an employee's key from the enterprise's.
            page.locator("#enterprise_key_confirmed").check();
            page.locator("#binding-confirm").click();
            page.waitForURL("**/binding/done");

            assertThat(page.locator("h1").textContent()).isEqualTo("绑定成功");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void anUnboundKeyIsToldWhereToBind() {
        try (Desk desk = OFFICE.desk("bjca-newcomer")) {
            Page page = desk.page();
            page.navigate("/sign-in");
            page.locator("#pin").fill("123456");
            page.locator("#sign-in-now").click();
            page.locator("#error-page").waitFor();

            assertThat(page.locator("#error-page").getAttribute("data-code")).isEqualTo("not-bound");
            page.locator("#refusal-action").click();
            page.waitForURL("**/");
        }
    }

    @Test
    void aWrongPinTellsTheTriesLeftAndTheSixthLocksTheKey() {
        try (Desk desk = OFFICE.desk("bjca-revoked")) {
            Page page = desk.page();
            page.navigate("/sign-in");
            for (int left = 5; left > 0; left--) {
                page.locator("#pin").fill("000000");
                page.locator("#sign-in-now").click();
                page.locator("[data-state='wrong-pin'] [data-tries]:text-is('" + left + "'):visible").waitFor();
                assertThat(page.locator("#pin").inputValue()).isEmpty();
            }
            page.locator("#pin").fill("000000");
            page.locator("#sign-in-now").click();
            shows(page, "pin-locked");
        }
    }

    @Test
    void withoutAnAssistantThePageSaysHowToGetOne() {
        try (Desk desk = OFFICE.desk()) {
            desk.withoutAssistant();
            desk.page().navigate("/sign-in");
            shows(desk.page(), "missing");
            assertThat(desk.page().locator("#sign-in-form").isVisible()).isFalse();
        }
    }

    @Test
    void anAssistantThatServesOtherSitesIsToldFromNone() {
        try (Desk desk = Desk.open(OFFICE.chromium(), OFFICE.tamga(), "http://localhost:1", BOUND)) {
            desk.page().navigate("/sign-in");
            shows(desk.page(), "blocked");
        }
    }

    @Test
    void theFirstValidKeyIsChosen() {
        try (Desk desk = OFFICE.desk("bjca-expired", BOUND)) {
            desk.page().navigate("/sign-in");
            desk.page().locator("#pin").waitFor();
            assertThat(desk.page().locator("#key-list input:checked").getAttribute("value")).isEqualTo(BOUND);
        }
    }

    @Test
    void withoutAKeyThePageAsksForOneAndLooksAgain() {
        try (Desk desk = OFFICE.desk()) {
            desk.page().navigate("/sign-in");
            shows(desk.page(), "no-key");
            assertThat(desk.page().locator("#sign-in-retry button").isVisible()).isTrue();
        }
    }

    @Test
    void bindingWithoutReadingTheKeyAsksToReadIt() {
        try (Desk desk = OFFICE.desk(FRESH)) {
            Page page = desk.page();
            page.navigate("/binding/person");
            page.locator("#division_code").selectOption("150100");
            page.locator("#contact_phone").fill("13800138000");
            page.locator("#binding-confirm").click();

            assertThat(page.locator("#binding-unread").isVisible()).isTrue();
            assertThat(page.url()).endsWith("/binding/person");
        }
    }

    @Test
    void noPageIsWiderThanASmallScreen() {
        try (Desk desk = OFFICE.desk(BOUND)) {
            Page page = desk.page();
            page.setViewportSize(320, 640);
            for (String path : List.of("/", "/sign-in", "/binding/enterprise", "/help", "/help/ca", "/unbinding")) {
                page.navigate(path);
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .as(path)
                        .isLessThanOrEqualTo(320);
            }
        }
    }
}
