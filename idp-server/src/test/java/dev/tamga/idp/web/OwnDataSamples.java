package dev.tamga.idp.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tamga.idp.account.EditPage.Choice;
import dev.tamga.idp.account.EditPage.Choices;
import dev.tamga.idp.account.EditPage.Theirs;
import dev.tamga.idp.account.OverviewPage.Basics;
import dev.tamga.idp.account.OverviewPage.Key;
import dev.tamga.idp.account.Shared;
import dev.tamga.idp.account.SignInList.Row;

/** The models of 「主体信息」. */
final class OwnDataSamples {
    private final String name;
    private final Map<String, Map<String, Object>> pages = new LinkedHashMap<>();

    private OwnDataSamples(String name) {
        this.name = name;
    }

    static Map<String, Map<String, Object>> of(String name) {
        OwnDataSamples samples = new OwnDataSamples(name);
        samples.overview();
        samples.edit();
        samples.consents();
        samples.signIns();
        return samples.pages;
    }

    private void add(String page, Map<String, ?> model) {
        pages.put(page, Samples.whole(Samples.signedIn(name, model)));
    }

    private void overview() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("legal_representative", name);
        fields.put("contact_phone", "0472-6862335");
        fields.put("division_code", "内蒙古自治区·包头市·市辖区");
        fields.put("address", null);
        List<Key> keys = List.of(
                new Key(null, "1A1000000000A547FC", name, "primary", "2027-10-01", "good", true),
                new Key(name, "1A1000000000A547FD", "国信CA", "secondary", "2027-10-01", "frozen", false),
                new Key(null, "1A1000000000A547FE", "国信CA", "secondary", "2024-10-01", "expired", false));
        for (String kind : List.of("enterprise", "person")) {
            add("account/overview@" + kind, Map.of(
                    "basics", new Basics(kind, name, null, "5303201712015217", fields, "2026-11-21 09:05"),
                    "keys", keys, "editable", kind.equals("enterprise"), "saved", kind.equals("person")));
        }
        add("account/overview@none", Map.of(
                "basics", new Basics("person", name, name, name, Map.of(), "2026-11-21 09:05"),
                "keys", List.of(), "editable", false, "saved", false));
    }

    private void edit() {
        Map<String, Object> model = new HashMap<>(Map.of(
                "name", name, "kind", "enterprise", "identifier", "91150100MA0N8K3W1X", "form",
                Map.of("legal_representative", name, "division_code", "150201", "subject_types", "bidder,other"),
                "errors", Map.of(), "seen", 1795252500000L, "cities", List.of(new Choices("内蒙古自治区·包头市", List.of(
                        new Choice("150201", "包头市·市辖区"), new Choice("150203", "包头市·昆都仑区"))))));
        add("account/edit", model);
        model.put("overtakenAt", "2026-11-21 09:05");
        model.put("theirs", List.of(new Theirs("legal_representative", name), new Theirs("address", null)));
        add("account/edit@overtaken", model);
        model.remove("overtakenAt");
        model.put("kind", "person");
        model.put("seen", name);
        model.put("errors", Map.of("contact_phone", "binding.error.phone", "division_code", "binding.error.required"));
        add("account/edit@errors", model);
    }

    private void consents() {
        Shared shared = new Shared(
                "150100", name, List.of("claim.name", "claim.phone_number"), "2026-11-21 09:05", "2027-11-21 09:05");
        Shared identity = new Shared("150200", name, List.of(), "2026-11-21 09:05", "2027-11-21 09:05");
        add("account/consents", Map.of("consents", List.of(shared, identity), "withdrawn", name));
        add("account/consents@none", Map.of("consents", List.of()));
        add("account/withdraw", Map.of("consent", shared));
    }

    private void signIns() {
        add("account/sign-ins", Map.of("newest", false, "older", "1-a", "events", List.of(
                row("in", null, null, "k1", "good"), row("refused", "key-frozen", null, null, "frozen"),
                row("refused", "a-code-of-tomorrow", null, null, "gone"), row("arrived", null, name, null, "gone"))));
        add("account/sign-ins@none", Map.of("newest", true, "events", List.of()));
        add("account/sign-out", Map.of());
    }

    private Row row(String kind, String reason, String platform, String freeze, String state) {
        boolean arrived = kind.equals("arrived");
        return new Row("2026-11-21 09:05", kind, reason, platform, arrived ? null : name,
                arrived ? null : "1A1000000000A547FC", arrived ? null : "2001:db8::7", freeze, state);
    }
}
