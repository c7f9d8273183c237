package dev.tamga.idp.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Page;

import dev.tamga.ca.Refusal;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RefusalPages;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestPlatforms;

import static dev.tamga.idp.browser.EveryPage.Visitor.BIDDER;
import static dev.tamga.idp.browser.EveryPage.Visitor.STRANGER;

/** Every page that there is, in every state that looks different, each with the way to it. */
final class EveryPage {
    enum Visitor {
        STRANGER,
        BIDDER
    }

    /** How somebody comes to a page. */
    @FunctionalInterface
    interface Way {
        void go(Page page, PageWorld world);
    }

    /** @param template that it is made from */
    record Shown(String name, String template, Visitor visitor, Way way) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final List<Shown> pages = new ArrayList<>();

    private EveryPage() {}

    static List<Shown> all() {
        EveryPage every = new EveryPage();
        every.publicPages();
        every.bindingPages();
        every.unbindingPages();
        every.ownPages();
        every.keyPages();
        every.requestPages();
        every.errorPages();
        return List.copyOf(every.pages);
    }

    private void add(String name, String template, Visitor visitor, Way way) {
        pages.add(new Shown(name, template, visitor, way));
    }

    private void stranger(String template, String... addresses) {
        for (String address : addresses) {
            add(address, template, STRANGER, (page, world) -> page.navigate(address));
        }
    }

    private void bidder(String template, String... addresses) {
        for (String address : addresses) {
            add(address, template, BIDDER, (page, world) -> page.navigate(address));
        }
    }

    private void publicPages() {
        stranger("home/home", "/");
        stranger("home/help", "/help");
        stranger("home/ca-directory", "/help/ca");
        stranger("home/assistant", "/assistant");
        stranger("home/accessibility", "/accessibility");
        stranger("home/privacy", "/privacy");
        stranger("sign-in/sign-in", "/sign-in", "/sign-in?ended&to=/account/keys/add");
        stranger("sign-out/signed-out", "/signed-out");
        add("signed-out-of-platforms", "sign-out/signed-out", STRANGER, (page, world) -> page.navigate(world.signedOut()));
        stranger("demo/mail", "/demo/mail");
    }

    private void bindingPages() {
        for (String kind : List.of("enterprise", "person")) {
            stranger("binding/" + kind, "/binding/" + kind);
            add("binding-" + kind + "-errors", "binding/" + kind, STRANGER, (page, world) ->
                    wrong(page, "/binding/" + kind, "#binding-demo-submit"));
        }
        stranger("binding/done", "/binding/done");
        stranger("binding/renamed", "/binding/renamed");
        add("rename-confirm", "binding/rename-confirm", STRANGER, (page, world) -> {
            page.navigate("/binding/renamed/confirm");
            if (page.url().endsWith("/binding/renamed")) {
                page.locator("#demo_key").selectOption(PageWorld.RENAMED);
                page.locator("#binding-demo-submit").click();
                page.waitForURL("**/binding/renamed/confirm");
            }
        });
        stranger("binding/rename-done", "/binding/renamed/done");
    }

    private void unbindingPages() {
        stranger("unbinding/steps", "/unbinding");
        stranger("unbinding/letter", "/unbinding/letter");
        for (String kind : List.of("enterprise", "person")) {
            stranger("unbinding/" + kind, "/unbinding/" + kind);
            add("unbinding-" + kind + "-errors", "unbinding/" + kind, STRANGER, (page, world) ->
                    wrong(page, "/unbinding/" + kind, "#unbinding-submit"));
        }
        add("unbinding-filed", "unbinding/filed", STRANGER, (page, world) -> page.navigate(world.filed()));
        stranger("unbinding/status", "/unbinding/status");
        add("unbinding-status-of-a-request", "unbinding/status", STRANGER, (page, world) -> world.look(page));
    }

    private void ownPages() {
        bidder("sign-in/certificate", "/sign-in/certificate", "/sign-in/certificate?to=/account/keys/add");
        bidder("portal/portal", "/portal", "/portal?q=hhht", "/portal?q=nowhere");
        bidder("account/overview", "/account", "/account?saved");
        bidder("account/edit", "/account/edit");
        add("account-edit-errors", "account/edit", BIDDER, (page, world) -> {
            unchecked(page, "/account/edit");
            page.locator("#contact_phone").fill("12");
            page.locator("#account-save").click();
            page.locator("#error-summary").waitFor();
        });
        bidder("account/consents", "/account/consents");
        bidder("account/withdraw", "/account/consents/150100/withdraw");
        bidder("account/sign-ins", "/account/sign-ins");
        bidder("account/sign-out", "/account/sign-out");
        bidder("sign-out/confirm", "/connect/logout");
    }

    private void keyPages() {
        bidder("binding/keys", "/account/keys", "/account/keys?done=frozen");
        bidder("binding/key-add", "/account/keys/add");
        add("key-add-errors", "binding/key-add", BIDDER, (page, world) -> {
            unchecked(page, "/account/keys/add");
            page.locator("#key_label").fill("投标部".repeat(20));
            page.locator("#binding-demo-submit").click();
            page.locator("#error-summary").waitFor();
        });
        for (String action : List.of("freeze", "unfreeze", "remove")) {
            add("key-" + action, "binding/key-" + action, BIDDER, (page, world) -> page.navigate(world.key(action)));
        }
    }

    private void requestPages() {
        add("consent", "consent/consent", BIDDER, (page, world) ->
                world.authorize(page, TestPlatforms.HOSTILE, Map.of("prompt", "consent")));
        add("turned-away", "authorization/turned-away", BIDDER, (page, world) ->
                world.authorize(page, TestPlatforms.PICKY, Map.of()));
        add("form-post", "grant/form-post", BIDDER, (page, world) -> {
            // Its script goes on at once; without one the button does.
            page.route("**/js/form-post.js", route -> route.abort());
            world.authorize(page, "150100", Map.of("response_mode", "form_post"));
            page.unroute("**/js/form-post.js");
        });
    }

    private void errorPages() {
        // One page is like the other: the first for its length, the others for what they show beside.
        stranger("sign-in/refusal", refusal("expired", "&ca=bjca"), refusal("revoked", "&ca=bjca"),
                refusal("not-bound", ""), refusal("subject-already-bound", ""), refusal("rate-limited", ""));
        stranger("error/error", "/no-such-page", "/oauth2/authorize?response_type=code&client_id=stranger",
                "/oauth2/authorize?response_type=code&client_id=test-off");
        add("maintenance", "error/error", STRANGER, (page, world) -> world.inMaintenance(page));
        add("forged-form", "error/error", BIDDER, (page, world) -> {
            unchecked(page, "/account/edit");
            page.evaluate("document.querySelectorAll('[name=_csrf]').forEach(field => { field.value = 'forged'; })");
            page.locator("#account-save").click();
            page.locator("#error-page").waitFor();
        });
    }

    /** As a browser sends a form that checks nothing itself. */
    private static void unchecked(Page page, String address) {
        page.navigate(address);
        page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true; })");
    }

    private static void wrong(Page page, String address, String button) {
        unchecked(page, address);
        page.locator(button).click();
        page.locator("#error-summary").waitFor();
    }

    /** The other refusals. */
    static List<String> allRefusals() {
        return RefusalPages.all().stream().map(Refusal::code).map(code -> refusal(code, "&ca=bjca")).toList();
    }

    private static String refusal(String code, String more) {
        return "/sign-in/refusal?code=" + code + "&purpose=sign-in" + more + "&incident=abcdefghij";
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
