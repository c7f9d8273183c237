package dev.tamga.idp.browser;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.Page;

import dev.tamga.forge.demo.DemoHolder;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.Browser;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.ShownTemplates;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.TestPlatforms;
import dev.tamga.idp.binding.KeyDrawer;
import dev.tamga.idp.upload.Attacks;

/** An application of its own in which something has happened, so that every page has something to show. */
final class PageWorld {
    /** Has a secondary key that is good and one that is frozen, and was at a platform. */
    static final String KEY = "bjca-enterprise";
    /** Its company has another name than its certificate. */
    static final String RENAMED = "nmgca-enterprise";

    private static final String GOOD = "bjca-second-enterprise";
    private static final String FROZEN = "bjca-secondary";
    private static final String SCOPES = "openid profile organization account phone address";
    private static final String PHONE = "13800138000";
    private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");
    private static final Pattern NUMBER = Pattern.compile("id=\"request-number\">([0-9-]+)<");

    private final RunningTamga tamga;
    private final KeyDrawer drawer;
    private final String signedOut;
    private final String filed;
    private final String number;

    private PageWorld(RunningTamga tamga) throws Exception {
        this.tamga = tamga;
        this.drawer = new KeyDrawer(tamga);
        keys();
        rename();
        this.signedOut = signOut();
        this.filed = file();
        this.number = group(NUMBER, tamga.browser().get(filed).body());
    }

    static PageWorld open() throws Exception {
        return new PageWorld(RunningTamga.alone(TestDatabase.newUrl()));
    }

    RunningTamga tamga() {
        return tamga;
    }

    void close() {
        tamga.close();
    }

    private void keys() throws Exception {
        Bidder bidder = new Bidder(tamga);
        bidder.bind(KEY);
        bidder.signIn(KEY);
        drawer.add(bidder, GOOD);
        drawer.add(bidder, FROZEN);
        drawer.act(bidder, FROZEN, "freeze");
        visit(bidder, "150100");
    }

    private void visit(Bidder bidder, String platform) throws Exception {
        PlatformClient client = new PlatformClient(tamga, platform);
        Map<String, String> request = client.request();
        request.put("scope", SCOPES);
        client.redeem(PlatformClient.query(new Journey(bidder, KEY).walk(request)).get("code"));
    }

    private void rename() throws Exception {
        new Bidder(tamga).bind(RENAMED);
        drawer.rename(RENAMED, "赤峰市红山区旧名工程有限责任公司");
        drawer.age(RENAMED, 20);
    }

    private String signOut() throws Exception {
        Bidder bidder = new Bidder(tamga);
        bidder.signIn(KEY);
        for (String platform : List.of("150200", "150100", TestPlatforms.TOLD)) {
            visit(bidder, platform);
        }
        bidder.browser().get("/portal");
        return Journey.location(bidder.browser().post("/sign-out", Map.of()));
    }

    private String file() throws Exception {
        DemoHolder holder = tamga.card("cfca-enterprise").holder();
        Browser browser = tamga.browser();
        HttpResponse<String> answer = browser.postFiles(
                "/unbinding/enterprise",
                Map.of("form_token", group(TOKEN, browser.get("/unbinding/enterprise").body()),
                        "subject_name", holder.name(), "unified_social_credit_code", holder.creditCode(),
                        "contact_name", "王芳", "contact_phone", PHONE, "contact_email", "wang@example.cn",
                        "reason", "出差途中遗失"),
                List.of(new Browser.Upload("licence", "营业执照.jpg", Attacks.picture("jpg", 300, 400)),
                        new Browser.Upload("letter", "委托书.pdf", Attacks.pdf(1))));
        return Journey.location(answer);
    }

    private static String group(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return found.group(1);
    }

    /** What the server made the last page from. */
    String template() {
        return tamga.bean(ShownTemplates.class).last();
    }

    String signedOut() {
        return signedOut;
    }

    String filed() {
        return filed;
    }

    /** The page that asks before it is done. */
    String key(String action) {
        return "/account/keys/" + drawer.id(action.equals("unfreeze") ? FROZEN : GOOD) + "/" + action;
    }

    void authorize(Page page, String platform, Map<String, String> more) {
        EveryPage.authorize(page, platform, tamga, more);
    }

    /** What became of the request. */
    void look(Page page) {
        page.navigate("/unbinding/status");
        page.locator("#request_number").fill(number);
        page.locator("#contact").fill(PHONE);
        page.locator("#status-submit").click();
        page.locator("#progress").waitFor();
    }

    void inMaintenance(Page page) {
        Path file = tamga.data().resolve("maintenance");
        try {
            Files.createFile(file);
            page.navigate("/sign-in");
            Files.delete(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
