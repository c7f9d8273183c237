package dev.tamga.idp.browser;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;

import dev.tamga.ca.Refusal;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RefusalPages;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestPlatforms;

/** Every page that there is, each by the way to it. */
final class EveryPage {
    private static final List<String> PUBLIC = List.of(
            "/", "/sign-in", "/sign-in?ended", "/binding/enterprise", "/binding/person", "/binding/done", "/help",
            "/help/ca", "/assistant", "/unbinding", "/unbinding/enterprise", "/unbinding/person", "/unbinding/letter",
            "/unbinding/status", "/demo/mail", "/accessibility", "/privacy", "/connect/logout", "/signed-out",
            "/no-such-page", "/oauth2/authorize?response_type=code&client_id=stranger",
            "/oauth2/authorize?response_type=code&client_id=test-off");
    private static final List<String> SIGNED_IN = List.of(
            "/sign-in/certificate", "/portal", "/account", "/account/edit", "/account/keys", "/account/keys/add",
            "/account/consents", "/account/sign-ins");
    /** One page is like the other: the first for its length, the others for what they show beside. */
    private static final List<String> REFUSALS = List.of("expired", "not-bound", "revoked", "rate-limited");

    private EveryPage() {}

    /** Those that anybody may open, and those that need a sign-in; consent and turned-away are of a platform's request. */
    static Stream<String> names() {
        return Stream.of(
                        PUBLIC.stream(), SIGNED_IN.stream(),
                        REFUSALS.stream().map(EveryPage::refusal),
                        Stream.of("consent", "turned-away"))
                .flatMap(all -> all);
    }

    /** The other refusals. */
    static List<String> allRefusals() {
        return RefusalPages.all().stream().map(Refusal::code).map(EveryPage::refusal).toList();
    }

    private static String refusal(String code) {
        return "/sign-in/refusal?code=" + code + "&purpose=sign-in&ca=bjca&incident=abcdefghij";
    }

    /** Whether the page is reached only after signing in. */
    static boolean isPrivate(String name) {
        return SIGNED_IN.contains(name) || !name.startsWith("/");
    }

    /** Goes there, in the language and text size that earlier pages chose. */
    static void open(Page page, String name, RunningTamga tamga) {
        switch (name) {
            case "consent" -> authorize(page, TestPlatforms.HOSTILE, tamga, Map.of("prompt", "consent"));
            case "turned-away" -> authorize(page, TestPlatforms.PICKY, tamga, Map.of());
            default -> page.navigate(name);
        }
    }

    static void authorize(Page page, String platform, RunningTamga tamga, Map<String, String> more) {
        Map<String, String> request = new PlatformClient(tamga, platform).request();
        request.put("scope", "openid profile organization account phone address");
        request.putAll(more);
        page.navigate(PlatformClient.authorize(request));
    }

    /** By the demo's form: no assistant is needed. */
    static void signIn(Page page, String key) {
        page.navigate("/sign-in");
        page.locator("#sign-in-demo-key").selectOption(key);
        page.locator("#sign-in-submit").click();
        page.waitForURL("**/sign-in/certificate*");
    }
}
