package dev.tamga.idp.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tamga.idp.binding.NameChange;
import dev.tamga.idp.binding.ShownKey;
import dev.tamga.idp.consent.ConsentView.Asking;
import dev.tamga.idp.consent.ConsentView.Holder;
import dev.tamga.idp.consent.ConsentView.ShownClaim;
import dev.tamga.idp.consent.ConsentView.ShownScope;
import dev.tamga.idp.home.CaPlaces;
import dev.tamga.idp.home.FaqGroup;
import dev.tamga.idp.home.ListedCa;
import dev.tamga.idp.notice.NoticePages.Shown;
import dev.tamga.idp.portal.Search;
import dev.tamga.idp.portal.Tile;
import dev.tamga.idp.signin.CaContacts.CaContact;
import dev.tamga.idp.signin.CertificatePage;
import dev.tamga.idp.signin.CertificatePage.Certificate;
import dev.tamga.idp.signin.DemoKeys.DemoKey;
import dev.tamga.idp.signin.KeyNews;
import dev.tamga.idp.signout.SignedOutPage;
import dev.tamga.idp.unbinding.UnbindingPages;

/** A model for every template, each text in it given by the caller, so that a hostile one can be tried. */
final class Samples {
    private static final List<String> PLACES = List.of(
            "呼和浩特", "包头", "乌海", "赤峰", "通辽", "鄂尔多斯", "呼伦贝尔", "巴彦淖尔", "乌兰察布");

    private final String name;
    private final Map<String, Map<String, Object>> pages = new LinkedHashMap<>();

    /** A rendering: the template, and the model that it is rendered with. */
    record Sample(String page, String template, Map<String, Object> model) {}

    private Samples(String name) {
        this.name = name;
    }

    /** @param name stands for every name that comes from outside: subject, platform, CA */
    static List<Sample> all(String name) {
        Samples samples = new Samples(name);
        samples.home();
        samples.signIn();
        samples.refusals();
        samples.binding();
        samples.consent();
        samples.turnedAway();
        samples.portal();
        samples.signOut();
        samples.unbinding();
        samples.pages.putAll(OwnDataSamples.of(name));
        List<Sample> all = new ArrayList<>();
        samples.pages.forEach((page, model) -> all.add(new Sample(page, page.split("@")[0], model)));
        return all;
    }

    private void add(String page, Map<String, ?> model) {
        pages.put(page, whole(model));
    }

    /** What the layout needs beside a page's own. */
    static Map<String, Object> whole(Map<String, ?> model) {
        Map<String, Object> whole = new HashMap<>(model);
        whole.put("time", "2026-11-21 09:05");
        whole.put("otherLanguage", "/?lang=en");
        return whole;
    }

    private Map<String, Object> signedIn(Map<String, ?> model) {
        return signedIn(name, model);
    }

    static Map<String, Object> signedIn(String name, Map<String, ?> model) {
        Map<String, Object> whole = new HashMap<>(model);
        whole.put("viewer", new PageModel.Viewer(name, "1A1000000000A547FC", "primary"));
        return whole;
    }

    private void home() {
        List<ListedCa> cas = List.of(
                new ListedCa("bjca", name, List.of("400-9197-888", "4007001900"), "www.bjca.org.cn",
                        "http://help.bjca.cn/nmgcg/online.html", "网上「证书解锁」", true),
                new ListedCa("cfca", name, List.of("翔晟 025-66007915"), null, null, null, false));
        add("home/home", Map.of("cas", cas));
        add("home/home@signed-in", signedIn(Map.of("cas", cas, "notices", notices())));
        add("home/help", Map.of("faq", FaqGroup.ALL));
        add("home/ca-directory", Map.of(
                "cas", cas, "notes", List.of(name), "places", List.of(
                        new CaPlaces.Row(name, name, "bjca", "400-0471-155", List.of(name + " 4006-3426-58"), null, true),
                        new CaPlaces.Row(name, name, null, null, List.of(), "123456", false))));
        add("home/accessibility", Map.of());
        add("home/privacy", Map.of());
        add("home/ca-directory@none", Map.of("cas", List.of()));
        add("home/assistant", Map.of());
    }

    private void unbinding() {
        add("unbinding/steps", Map.of("mailed", true));
        add("unbinding/letter", Map.of());
        for (String kind : List.of("enterprise", "person")) {
            add("unbinding/" + kind, Map.of(
                    "kind", kind, "formToken", "t", "form", Map.of(), "errors", Map.of(), "mailed", true));
            add("unbinding/" + kind + "@errors", Map.of(
                    "kind", kind, "formToken", "t", "form", Map.of("subject_name", name, "reason", name),
                    "errors", Map.of("contact_email", "unbinding.error.email", "other", "upload.error.too-large"),
                    "problem", "unbinding.problem.not-stored", "mailed", false));
        }
        add("unbinding/status", Map.of("form", Map.of(), "errors", Map.of()));
        add("unbinding/status@unknown", Map.of(
                "form", Map.of("request_number", name, "contact", name), "errors", Map.of(), "unknown", true));
        for (String state : List.of("filed", "approved", "refused")) {
            add("unbinding/status@" + state, Map.of(
                    "form", Map.of(), "errors", Map.of(), "progress", progress(state)));
        }
        add("unbinding/filed", Map.of("progress", progress("filed"), "mailed", true));
        add("demo/mail", Map.of("letters", List.of()));
        add("demo/mail@some", Map.of("letters", List.of(
                Map.of("recipient", name, "subject", name, "body", name, "at", "2026-11-21 09:05"))));
    }

    private UnbindingPages.Progress progress(String state) {
        return new UnbindingPages.Progress(
                "4821-0937-5562-1840", "enterprise", state, "2026-11-21 09:05",
                state.equals("filed") ? null : "2026-11-21 10:05", state.equals("refused") ? name : null,
                "w***@example.cn");
    }

    private List<DemoKey> demoKeys() {
        return List.of(new DemoKey("bjca-enterprise", "北京CA 企业锁：" + name, name, "1A10", "5303201712015217"));
    }

    private void signIn() {
        add("sign-in/sign-in", Map.of("assistantOrigin", "http://127.0.0.1:9200"));
        add("sign-in/sign-in@demo", Map.of(
                "assistantOrigin", "http://127.0.0.1:9200", "platformName", name, "request", "r1",
                "demoKeys", demoKeys(), "demoError", "demo.error.wrong-pin"));
        add("sign-in/sign-in@expected", Map.of(
                "assistantOrigin", "http://127.0.0.1:9200", "platformName", name, "request", "r1",
                "loginHint", name, "sameSubject", true));
        add("sign-in/certificate", signedIn(Map.of(
                "certificate", certificate(313), "continueAction", "/oauth2/authorize?client_id=150100",
                "platformName", name, "request", "r1")));
        add("sign-in/certificate@portal", signedIn(Map.of(
                "certificate", certificate(12), "continueAction", "/portal")));
    }

    private Certificate certificate(long daysLeft) {
        LocalDate end = LocalDate.of(2026, 11, 21).plusDays(daysLeft);
        return new Certificate(
                name, "1A1000000000A547FC", end.minusYears(2), end, daysLeft, name, name, "5303201712015217");
    }

    private void refusals() {
        CaContact ca = new CaContact(
                name, List.of("400-9197-888"), "www.bjca.org.cn", "http://help.bjca.cn/nmgcg/online.html");
        Step step = new Step("/help/ca", "refusal.action.ca-directory");
        for (String code : RefusalTextsTest.codes()) {
            add("sign-in/refusal@" + code, Map.of(
                    "code", code, "incident", "K7M2QX4TZA", "purpose", "sign-in", "ca", ca, "request", "r1",
                    "platformName", name, "step", step, "otherStep", step, "help", Faq.of(code)));
        }
        add("sign-in/refusal@binding", Map.of(
                "code", "legal-representative-key", "incident", "K7M2QX4TZA", "purpose", "bind", "step", step));
        for (String own : List.of(
                "bind key-frozen", "add-key legal-representative-key", "add-key code-mismatch", "add-key key-already-bound",
                "add-key name-mismatch", "unfreeze not-bound", "sign-in name-mismatch")) {
            add("sign-in/refusal@" + own.replace(' ', '-'), Map.of(
                    "code", own.split(" ")[1], "incident", "K7M2QX4TZA", "purpose", own.split(" ")[0], "step", step));
        }
        add("sign-in/refusal@person", Map.of(
                "code", "subject-already-bound", "incident", "K7M2QX4TZA", "purpose", "bind", "kind", "person", "step", step));
        for (ErrorCode code : ErrorCode.values()) {
            add("error/error@" + code.word(), Map.of(
                    "status", 400, "code", code.word(), "incident", "K7M2QX4TZA", "step", step,
                    "platformName", name, "platformPhone", "0471-6945640"));
        }
    }

    private void binding() {
        for (String kind : List.of("enterprise", "person")) {
            Map<String, Object> form = new HashMap<>(Map.of(
                    "form", Map.of(), "errors", Map.of(), "platforms", List.of(Map.of("id", "150100", "name", name)),
                    "divisions", List.of("150100", "152501"), "assistantOrigin", "http://127.0.0.1:9200"));
            add("binding/" + kind, form);
            form.put("demoKeys", demoKeys());
            add("binding/" + kind + "@demo", form);
            form.put("form", Map.of(
                    "subject_name", name, "division_code", "152501", "subject_types", "bidder,supplier",
                    "identity_number", name, "unified_social_credit_code", name));
            form.put("errors", Map.of(
                    "contact_phone", "binding.error.phone", "division_code", "binding.error.required",
                    "proof", "binding.error.proof"));
            add("binding/" + kind + "@errors", form);
        }
        add("binding/done", Map.of());
        keys();
        renaming();
    }

    private ShownKey key(String role, String state, boolean current) {
        LocalDate end = LocalDate.of(2027, 11, 21);
        return new ShownKey(
                "abcdefghijklmnopqrstuvwxyz", current ? null : name, role, "1A1000000000A547FC",
                current ? "5303201712015217" : null, name, current ? null : "1A1000000000A547FB",
                new ShownKey.Validity(end.minusYears(2), end, 365), state,
                current ? new ShownKey.LastUse("2026-11-21 09:05", "10.1.2.3") : null, current);
    }

    private void keys() {
        ShownKey primary = key("primary", "good", true);
        ShownKey frozen = key("secondary", "frozen", false);
        add("binding/keys", signedIn(Map.of(
                "keys", List.of(primary, frozen, key("secondary", "expired", false)), "primary", true, "done", "added",
                "wrongKey", frozen.id(), "entered", name, "error", "binding.error.text")));
        add("binding/keys@alone", signedIn(Map.of("keys", List.of(primary), "primary", true)));
        add("binding/keys@secondary", signedIn(Map.of("keys", List.of(primary, frozen), "primary", false)));
        add("binding/key-freeze", signedIn(Map.of("key", key("primary", "not-yet-valid", false))));
        add("binding/key-freeze@current", signedIn(Map.of("key", primary)));
        add("binding/key-remove", signedIn(Map.of("key", frozen)));
        add("binding/key-remove@primary", signedIn(Map.of("key", primary)));
        add("binding/key-unfreeze", signedIn(Map.of("key", frozen, "assistantOrigin", "http://127.0.0.1:9200")));
        add("binding/key-add", signedIn(Map.of(
                "primary", true, "assistantOrigin", "http://127.0.0.1:9200", "form", Map.of("key_label", name),
                "errors", Map.of("subject_name", "binding.error.differs"))));
        add("binding/key-add@secondary", signedIn(Map.of("primary", false, "form", Map.of(), "errors", Map.of())));
    }

    private void renaming() {
        add("binding/renamed", Map.of(
                "assistantOrigin", "http://127.0.0.1:9200", "form", Map.of(),
                "errors", Map.of("proof", "binding.error.proof")));
        add("binding/rename-confirm", Map.of("change", new NameChange(
                name, name + "集团", "1A1000000000A547FB", "1A1000000000A547FC")));
        add("binding/rename-done", Map.of());
        add("sign-in/certificate@news", signedIn(Map.of(
                "certificate", certificate(5), "continueAction", "/portal", "request", "r1",
                "expiry", new CertificatePage.Expiry(7, 5, name, "http://help.bjca.cn/nmgcg/online.html"),
                "news", List.of(
                        new KeyNews.News("n1", "renewed", "1A11", "1A10", "1A11", "2026-11-21 09:05"),
                        new KeyNews.News("n2", "renamed", "1A11", name, name, "2026-11-21 09:05"),
                        new KeyNews.News("n4", "made-primary", "1A11", "1A10", "1A11", "2026-11-21 09:05"),
                        new KeyNews.News("n3", "unbinding", "1A11", null, "1840", "2026-11-21 09:05")))));
        add("sign-in/certificate@expiry", signedIn(Map.of(
                "certificate", certificate(45), "continueAction", "/portal",
                "expiry", new CertificatePage.Expiry(60, 45, name, null))));
    }

    private void consent() {
        List<ShownScope> scopes = List.of(
                new ShownScope("profile", "scope.profile", List.of(
                        new ShownClaim("claim.name", name),
                        new ShownClaim("claim.preferred_username", "5303201712015217"),
                        new ShownClaim("claim.subject_kind", "企业主体"))),
                new ShownScope("organization", "scope.organization", List.of(
                        new ShownClaim("claim.organization_code", "12345678-8"),
                        new ShownClaim("claim.business_licence_number", "91150100MA0N8K3W1X"),
                        new ShownClaim("claim.legal_representative", null),
                        new ShownClaim("claim.subject_types", "投标人、供应商"),
                        new ShownClaim("claim.registered_capital", "1000"))),
                new ShownScope("account", "scope.account", List.of(
                        new ShownClaim("claim.key_number", "1A1000000000A547FC"),
                        new ShownClaim("claim.key_role", "主锁"))));
        Map<String, Object> model = Map.of(
                "platform", new Asking(name, "localhost:9101", name, "0471-6945640"),
                "holder", new Holder(name, "1A1000000000A547FC", "北京CA"), "scopes", scopes, "request", "r1");
        add("consent/consent", signedIn(model));
        Map<String, Object> identity = new HashMap<>(model);
        identity.put("scopes", List.of());
        add("consent/consent@identity", signedIn(identity));
        identity.put("single", List.of(new ShownClaim("claim.phone_number", name), new ShownClaim("claim.address", null)));
        add("consent/consent@single", signedIn(identity));
    }

    private void turnedAway() {
        for (String reason : List.of("ca", "kind", "region", "project", "subject")) {
            add("authorization/turned-away@" + reason, signedIn(Map.of(
                    "reason", reason, "platformName", name, "keyNumber", "1A1000000000A547FC", "request", "r1",
                    "incident", "K7M2QX4TZA")));
        }
    }

    private void portal() {
        List<Tile> west = IntStream.range(0, PLACES.size())
                .mapToObj(i -> tile(
                        "150" + (i + 1) + "00", PLACES.get(i) + "市公共资源交易平台", i < 2 ? "connected" : "planned"))
                .toList();
        Tile two = new Tile("150000-gc", name, "4009980000", "connected", true, null, name, List.of(
                new Tile.TileSystem("150000-gc-fj", "房建市政交易系统"), new Tile.TileSystem("150000-gc-zy", name)));
        Tile closed = new Tile("yanghe", name, "400-998-0000", "connected", false, "portal.reason.ca", "gxca", List.of());
        Tile off = tile("suqian", name, "off");
        add("portal/portal", signedIn(Map.of(
                "tabs", List.of(
                        new Tile.Tab("region", List.of(two)), new Tile.Tab("east", List.of(off)),
                        new Tile.Tab("west", west), new Tile.Tab("other", List.of(closed))),
                "openTab", "region", "frequent", west.subList(0, 2), "search", new Search("", ""), "found", true,
                "notices", notices(), "platformNotices", Map.of("150100", notices()))));
        add("portal/portal@new", signedIn(Map.of(
                "tabs", List.of(new Tile.Tab("west", west), new Tile.Tab("other", List.of(closed, off))),
                "openTab", "west", "frequent", List.of(), "search", new Search(name, "gxca"), "found", true)));
        add("portal/portal@none", signedIn(Map.of(
                "tabs", List.of(), "openTab", "", "frequent", List.of(), "search", new Search(name, name), "found", false)));
    }

    private List<Shown> notices() {
        return Stream.of("information", "warning", "maintenance")
                .map(level -> new Shown(level, name, "2026-11-22 06:00"))
                .toList();
    }

    private static Tile tile(String id, String name, String state) {
        return new Tile(id, name, "400-998-0000", state, true, null, "a", List.of());
    }

    private void signOut() {
        add("sign-out/confirm", signedIn(Map.of("fields", Map.of("state", name))));
        add("sign-out/signed-out", Map.of("pending", true, "platforms", List.of(
                new SignedOutPage.Left(name, "delivered"), new SignedOutPage.Left("包头市公共资源交易平台", "pending"),
                new SignedOutPage.Left("赤峰市公共资源交易平台", "alone"),
                new SignedOutPage.Left("通辽市公共资源交易平台", "given-up"))));
        add("sign-out/signed-out@here", Map.of("platforms", List.of(), "pending", false));
        add("grant/form-post", Map.of(
                "action", "http://localhost:9101/callback", "fields", Map.of("code", "c", "state", name)));
    }
}
