package dev.tamga.idp.browser;

import java.nio.file.Path;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.binding.KeyDrawer;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a key after its binding (domain.md §5.2, §5.6, §5.7), in real Chromium with the real assistant. */
@Tag("browser")
@Tag("database")
final class KeyLifeBrowserTest {
    private static final String PRIMARY = "bjca-enterprise";
    private static final String SECONDARY = "bjca-second-enterprise";
    private static final String RENEWED = "bjca-newcomer";
    private static final String PERSON = "bjca-person";
    private static Chromium chromium;
    private static RunningTamga tamga;
    private static KeyDrawer drawer;

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.open();
        tamga = RunningTamga.get();
        drawer = new KeyDrawer(tamga);
        drawer.takeOut(SECONDARY);
        new Bidder(tamga).bind(PRIMARY);
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            drawer.takeOut(SECONDARY);
            chromium.close();
        }
    }

    private static Desk desk(String... keys) {
        return Desk.open(chromium, tamga, tamga.issuer().toString(), keys);
    }

    private static void signIn(Page page, String key) {
        page.navigate("/sign-in");
        page.locator("#key-list input[value='" + key + "']").check();
        page.locator("#pin").fill("123456");
        page.locator("#sign-in-now").click();
    }

    /** Reads the keys that are inserted, chooses one, signs with it. */
    private static void sign(Page page, String key) {
        page.locator("#read-certificate").click();
        page.locator("#pin").waitFor();
        if (page.locator("#key-choices").isVisible()) {
            page.locator("#key-list input[value='" + key + "']").check();
        }
        page.locator("#pin").fill("123456");
        page.locator("#binding-confirm").click();
    }

    /** For the eye, wide and narrow; no page is wider than a small screen. */
    private static void shot(Page page, String name) {
        page.setViewportSize(1280, 800);
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/pages/key-" + name + ".png")));
        page.setViewportSize(320, 640);
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                .setPath(Path.of("target/pages/key-" + name + "-320.png")));
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).as(name).isLessThanOrEqualTo(320);
        page.setViewportSize(1280, 800);
    }

    private static Locator card(Page page, String key) {
        return page.locator("[data-number='" + drawer.number(key) + "']");
    }

    @Test
    void aSecondaryKeyIsAddedNamedFrozenFromAnotherUnfrozenAndRemoved() {
        try (Desk desk = desk(PRIMARY, SECONDARY); Desk elsewhere = desk(SECONDARY)) {
            Page page = desk.page();
            signIn(page, PRIMARY);
            page.waitForURL("**/sign-in/certificate*");
            page.navigate("/account/keys");
            page.locator("#keys-none").waitFor();
            page.locator("#keys-add").click();
            page.locator("#key_label").fill("投标部");
            sign(page, SECONDARY);
            page.waitForURL("**/account/keys?done=added");
            shot(page, "list");
            assertThat(card(page, SECONDARY).getAttribute("data-role")).isEqualTo("secondary");
            assertThat(card(page, SECONDARY).locator("h2").textContent()).isEqualTo("投标部");

            card(page, SECONDARY).locator("summary").click();
            card(page, SECONDARY).locator("input[name=label]").fill("投标一部");
            card(page, SECONDARY).locator("button[type=submit]").click();
            page.waitForURL("**/account/keys?done=labelled");
            assertThat(card(page, SECONDARY).locator("h2").textContent()).isEqualTo("投标一部");

            Page lost = elsewhere.page();
            signIn(lost, SECONDARY);
            lost.waitForURL("**/sign-in/certificate*");
            lost.navigate("/account/keys");
            lost.locator("#keys-read-only").waitFor();
            shot(lost, "read-only");
            card(page, SECONDARY).locator("[data-action=freeze]").click();
            shot(page, "freeze");
            page.locator("#key-freeze").click();
            page.waitForURL("**/account/keys?done=frozen");
            lost.navigate("/account/keys");
            assertThat(lost.url()).contains("/sign-in");
            signIn(lost, SECONDARY);
            lost.locator("#error-page").waitFor();
            assertThat(lost.locator("#error-page").getAttribute("data-code")).isEqualTo("key-frozen");
            shot(lost, "frozen");

            card(page, SECONDARY).locator("[data-action=unfreeze]").click();
            page.locator("#read-certificate").click();
            page.locator("#pin").waitFor();
            shot(page, "unfreeze");
            sign(page, PRIMARY);
            page.waitForURL("**/account/keys?done=unfrozen");
            card(page, SECONDARY).locator("[data-action=remove]").click();
            shot(page, "remove");
            page.locator("#key-remove").click();
            page.waitForURL("**/account/keys?done=removed");
            assertThat(card(page, SECONDARY).count()).isZero();
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void aSecondaryKeyFreezesThePrimaryOne() throws Exception {
        Bidder bidder = new Bidder(tamga);
        bidder.signIn(PRIMARY);
        drawer.add(bidder, SECONDARY);
        try (Desk desk = desk(SECONDARY)) {
            Page page = desk.page();
            signIn(page, SECONDARY);
            page.waitForURL("**/sign-in/certificate*");
            page.navigate("/account/keys");
            card(page, PRIMARY).locator("[data-action=freeze]").click();
            shot(page, "freeze-primary");
            page.locator("#key-freeze").click();
            page.waitForURL("**/account/keys?done=frozen");

            assertThat(Bidder.code(new Bidder(tamga).signIn(PRIMARY))).isEqualTo("key-frozen");
        } finally {
            tamga.jdbi().useHandle(handle -> handle.execute(
                    "update subject_key set frozen_at = null where key_number = ?", drawer.number(PRIMARY)));
            drawer.takeOut(SECONDARY);
        }
    }

    @Test
    void anotherCompanysKeyIsNotAddedAndThePageSaysWhy() {
        try (Desk desk = desk(PRIMARY, RENEWED)) {
            Page page = desk.page();
            signIn(page, PRIMARY);
            page.waitForURL("**/sign-in/certificate*");
            page.navigate("/account/keys/add");
            shot(page, "add");
            sign(page, RENEWED);
            page.locator("#error-page").waitFor();

            assertThat(page.locator(".verdict-text").textContent()).isEqualTo("主锁与副锁单位名称不一致，绑定失败");
            shot(page, "another-company");
            page.locator("#refusal-action").click();
            page.waitForURL("**/account/keys");
        }
    }

    @Test
    void aRenewedKeySignsInIsToldOfItAndOfItsOwnEnd() throws Exception {
        bindAnew(RENEWED);
        drawer.age(RENEWED, 20);
        try (Desk desk = desk(RENEWED)) {
            Page page = desk.page();
            signIn(page, RENEWED);
            page.waitForURL("**/sign-in/certificate*");
            assertThat(page.locator("#key-news [data-kind=renewed]").textContent()).contains("FA5E", drawer.number(RENEWED));
            tamga.jdbi().useHandle(handle -> handle.execute(
                    "update subject_key set not_after = ? where key_number = ?",
                    System.currentTimeMillis() + 5L * 86_400_000, drawer.number(RENEWED)));
            page.reload();
            assertThat(page.locator("#expiry").getAttribute("data-within")).isEqualTo("7");
            assertThat(page.locator("#expiry").textContent()).contains("正在进行招投标事项的，请先完成开标解密", "help.bjca.cn");
            shot(page, "renewed");

            page.locator("#key-news button").click();
            page.locator("#key-news").waitFor(new Locator.WaitForOptions().setState(
                    com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
            page.locator("#continue").click();
            page.waitForURL("**/portal");
            assertThat(desk.complaints()).isEmpty();
        } finally {
            tamga.unbind(RENEWED);
        }
    }

    @Test
    void aRenamedCompanyConfirmsItsNewName() throws Exception {
        bindAnew(RENEWED);
        drawer.rename(RENEWED, "乌海市海勃湾旧名有限公司");
        drawer.age(RENEWED, 20);
        try (Desk desk = desk(RENEWED)) {
            Page page = desk.page();
            signIn(page, RENEWED);
            page.locator("#error-page").waitFor();
            shot(page, "renamed-refusal");
            page.locator("#refusal-action").click();
            page.waitForURL("**/binding/renamed");
            shot(page, "renamed");
            sign(page, RENEWED);
            page.waitForURL("**/binding/renamed/confirm");
            assertThat(page.locator("#rename").textContent()).contains("乌海市海勃湾旧名有限公司", "乌海市海勃湾新材料有限公司");
            shot(page, "renamed-confirm");
            page.locator("#rename-confirm").click();
            page.waitForURL("**/binding/renamed/done");
            page.locator("#rename-sign-in").click();
            signIn(page, RENEWED);
            page.waitForURL("**/sign-in/certificate*");

            assertThat(page.locator("#certificate").textContent()).contains("乌海市海勃湾新材料有限公司");
            assertThat(page.locator("#key-news [data-kind=renamed]").count()).isEqualTo(1);
            shot(page, "renamed-told");
        } finally {
            tamga.unbind(RENEWED);
        }
    }

    @Test
    void aPersonBindsAndSignsIn() {
        tamga.unbind(PERSON);
        drawer.takeOut(PERSON);
        try (Desk desk = desk(PERSON)) {
            Page page = desk.page();
            page.navigate("/binding/person");
            page.locator("#identity_number").fill("110105194912310021");
            page.locator("#identity_number").blur();
            assertThat(page.locator("#identity_number-error").textContent()).contains("校验位不符");
            shot(page, "person-error");
            page.locator("#identity_number").fill("");
            page.locator("#division_code").selectOption("150100");
            page.locator("#contact_phone").fill("13800138000");
            sign(page, PERSON);
            page.waitForURL("**/binding/done");
            signIn(page, PERSON);
            page.waitForURL("**/sign-in/certificate*");

            assertThat(page.locator("#certificate").textContent()).contains("巴特尔");
            assertThat(desk.complaints()).isEmpty();
        } finally {
            tamga.unbind(PERSON);
        }
    }

    @Test
    void theCreditCodeIsReadFromTheCertificateAndAWrongCheckDigitIsToldAtOnce() {
        String code = tamga.card(RENEWED).holder().creditCode();
        try (Desk desk = desk(RENEWED)) {
            Page page = desk.page();
            page.navigate("/binding/enterprise");
            page.locator("#read-certificate").click();
            page.locator("#unified_social_credit_code-read").waitFor();
            Locator field = page.locator("#unified_social_credit_code");
            assertThat(field.inputValue()).isEqualTo(code);
            assertThat(page.locator("#subject_name").getAttribute("readonly")).isNotNull();

            char last = code.charAt(17) == '0' ? '1' : '0';
            field.fill(code.substring(0, 17) + last);
            field.blur();
            assertThat(page.locator("#unified_social_credit_code-error").textContent()).contains("校验位不符");
            shot(page, "enterprise-error");
            field.fill(code.toLowerCase(java.util.Locale.ROOT));
            field.blur();

            assertThat(page.locator("#unified_social_credit_code-error").textContent()).isEmpty();
            assertThat(desk.complaints()).isEmpty();
        }
    }

    private static void bindAnew(String key) throws Exception {
        tamga.unbind(key);
        drawer.takeOut(key);
        assertThat(new Bidder(tamga).bind(key).statusCode()).isEqualTo(303);
    }
}
