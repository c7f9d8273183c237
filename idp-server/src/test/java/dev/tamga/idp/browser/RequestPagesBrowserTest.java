package dev.tamga.idp.browser;

import java.nio.file.Path;
import java.util.Map;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.TestPlatforms;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages of a platform's request in real Chromium: above all, that its forms may end at the platform. */
@Tag("browser")
@Tag("database")
final class RequestPagesBrowserTest {
    private static final String KEY = "snca-enterprise";
    @RegisterExtension
    static final Office OFFICE = Office.with(KEY);

    @BeforeAll
    static void forgetConsents() {
        OFFICE.tamga().jdbi().useHandle(handle -> handle.execute("delete from consent"));
    }

    private static void signIn(Page page, Map<String, String> request) {
        page.navigate(PlatformClient.authorize(request));
        shot(page, "sign-in");
        page.locator("#pin").fill("123456");
        page.locator("#sign-in-now").click();
        page.waitForURL("**/sign-in/certificate*");
        page.locator("#continue").click();
    }

    /** For the eye. */
    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                .setPath(Path.of("target/pages/request-" + name + ".png")));
    }

    @Test
    void aKeyThatIsNotAdmittedGoesBackToThePlatformByTheButton() {
        try (Desk desk = OFFICE.deskBesidePlatforms(KEY)) {
            Page page = desk.page();
            Map<String, String> request = new PlatformClient(OFFICE.tamga(), TestPlatforms.PICKY).request();
            request.put("login_hint", "呼和浩特市青城建设工程有限公司");
            signIn(page, request);
            page.waitForURL("**/sign-in/turned-away*");
            assertThat(page.locator("#error-page").getAttribute("data-code")).isEqualTo("turned-away-ca");
            shot(page, "turned-away");
            page.setViewportSize(320, 640);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(320);

            page.locator("#turned-away-back").click();

            page.waitForURL("https://platform-test-picky.example/callback*");
            assertThat(page.url()).contains("error=access_denied", "state=state-1", "iss=");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void consentShowsWhatIsAskedForByItselfAndAnAnswerByFormArrives() {
        try (Desk desk = OFFICE.deskBesidePlatforms(KEY)) {
            Page page = desk.page();
            Map<String, String> request = new PlatformClient(OFFICE.tamga(), "150100").request();
            request.put("scope", "openid profile");
            request.put("claims", "{\"userinfo\":{\"phone_number\":null,\"legal_representative\":null}}");
            request.put("response_mode", "form_post");
            signIn(page, request);
            page.waitForURL("**/consent*");
            assertThat(page.locator("[data-scope=single] dt").allTextContents()).containsExactly("法定代表人", "联系电话");
            shot(page, "consent");

            page.locator("#consent-allow").click();

            page.waitForURL("https://platform-150100.example/callback");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void theOtherLanguageKeepsTheRequest() {
        try (Desk desk = OFFICE.deskBesidePlatforms(KEY)) {
            Page page = desk.page();
            page.navigate(PlatformClient.authorize(new PlatformClient(OFFICE.tamga(), "150100").request()));
            page.locator("a[hreflang=en]").click();
            page.waitForURL("**/sign-in?request=*lang=en");
            assertThat(page.locator("h1").textContent()).isEqualTo("Unified CA Authentication of Inner Mongolia");
            assertThat(page.locator(".page-head").textContent()).contains("After signing in you will go to");
        }
    }
}
