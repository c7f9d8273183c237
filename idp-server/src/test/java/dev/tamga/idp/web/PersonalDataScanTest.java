package dev.tamga.idp.web;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Browser;
import dev.tamga.idp.Browser.Upload;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.binding.KeyDrawer;
import dev.tamga.idp.operator.CommandLine;
import dev.tamga.idp.unbinding.LostKeyApplicant;
import dev.tamga.idp.upload.Attacks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Security checklist, row 38, for what people fill in: own data, keys and their names, requests of lost keys with their
 * scans; also when a form is wrong, and when the database fails while it holds them.
 */
@Tag("database")
final class PersonalDataScanTest {
    private static final String PRIMARY = "bjca-enterprise";
    private static final String SECONDARY = "bjca-second-enterprise";
    private static final String PERSON = "bjca-person";
    private static final String PHONE = "13987650123";
    private static final String EMAIL = "log.scan@example.cn";
    private static final String NAME = "欧阳慎之";
    private static final String ADDRESS = "察哈尔右翼后旗白音察干街七号";
    private static final String LABEL = "慎之的锁";
    private static final String REASON = "遗失经过如下";
    private static final String WRONG_IDENTITY = "150102198001010011";
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([0-9]+)\"");

    private final List<String> personal = new ArrayList<>(List.of(
            PHONE, EMAIL, NAME, ADDRESS, LABEL, REASON, WRONG_IDENTITY, "139-8765-0123"));

    private static String[] one(String value) {
        return new String[] {value};
    }

    @Test
    void nothingThatPeopleFillInIsLoggedOrAudited() throws Exception {
        RunningTamga tamga = RunningTamga.alone(TestDatabase.newUrl());
        try {
            personal.add(tamga.card(PERSON).holder().identityNumber());
            String log = LogLines.of(tamga, () -> {
                Bidder bidder = bound(tamga);
                keys(tamga, bidder);
                ownData(tamga, bidder);
                lostKey(tamga, "enterprise", PRIMARY, "approve");
                lostKey(tamga, "person", PERSON, "refuse");
            });
            for (String text : personal) {
                assertThat(log).doesNotContain(text);
            }
            assertThat(log).as("that it happened").contains("key-added", "subject-changed", "unbinding");
        } finally {
            tamga.close();
        }
    }

    private static Bidder bound(RunningTamga tamga) throws Exception {
        Bidder bidder = new Bidder(tamga);
        Map<String, String[]> form = bidder.enterpriseForm(PRIMARY);
        form.put("applicant_name", one(NAME));
        form.put("applicant_phone", one(PHONE));
        form.put("address", one(ADDRESS));
        form.put("registered_capital", one("x"));
        assertThat(bidder.bind("enterprise", PRIMARY, form).statusCode()).isEqualTo(200);
        form.remove("registered_capital");
        failing(tamga, () -> bidder.bind("enterprise", PRIMARY, form));
        assertThat(bidder.bind("enterprise", PRIMARY, form).statusCode()).isEqualTo(303);
        Map<String, String[]> person = new HashMap<>(bidder.keyFields(PERSON));
        person.put("identity_number", one(WRONG_IDENTITY));
        person.put("division_code", one("150100"));
        person.put("contact_phone", one(PHONE));
        assertThat(bidder.bind("person", PERSON, person).statusCode()).isEqualTo(200);
        person.put("identity_number", one(tamga.card(PERSON).holder().identityNumber()));
        failing(tamga, () -> bidder.bind("person", PERSON, person));
        assertThat(bidder.bind("person", PERSON, person).statusCode()).isEqualTo(303);
        bidder.signIn(PRIMARY);
        return bidder;
    }

    private static void keys(RunningTamga tamga, Bidder bidder) throws Exception {
        KeyDrawer drawer = new KeyDrawer(tamga);
        Map<String, String[]> form = new HashMap<>(bidder.keyFields(SECONDARY));
        form.put("key_label", one(LABEL));
        failing(tamga, () -> drawer.add(bidder, SECONDARY, form));
        drawer.add(bidder, SECONDARY, form);
        String key = "/account/keys/" + drawer.id(SECONDARY);
        for (String action : List.of("freeze", "remove")) {
            bidder.browser().get(key + "/" + action);
        }
        bidder.browser().post(key + "/label", Map.of("label", one(LABEL + LABEL)));
        failing(tamga, () -> bidder.browser().post(key + "/label", Map.of("label", one(LABEL))));
        drawer.act(bidder, SECONDARY, "freeze");
        drawer.unfreeze(bidder, SECONDARY, PRIMARY);
        drawer.act(bidder, SECONDARY, "remove");
    }

    private static void ownData(RunningTamga tamga, Bidder bidder) throws Exception {
        Matcher seen = SEEN.matcher(bidder.browser().get("/account/edit").body());
        assertThat(seen.find()).isTrue();
        Map<String, String[]> form = new HashMap<>(Map.of(
                "seen", one(seen.group(1)), "legal_representative", one(NAME), "contact_phone", one("139-8765-0123x"),
                "division_code", one("150203"), "subject_types", one("bidder"), "address", one(ADDRESS)));
        assertThat(bidder.browser().post("/account/edit", form).statusCode()).as("wrong").isEqualTo(200);
        form.put("contact_phone", one(PHONE));
        failing(tamga, () -> bidder.browser().post("/account/edit", form));
        assertThat(bidder.browser().post("/account/edit", form).statusCode()).isEqualTo(303);
        for (String page : List.of("", "/edit", "/consents", "/sign-ins", "/data.json", "/keys", "/sign-out")) {
            assertThat(bidder.browser().get("/account" + page).statusCode()).as(page).isEqualTo(200);
        }
    }

    private static void lostKey(RunningTamga tamga, String kind, String key, String decision) throws Exception {
        Browser browser = tamga.browser();
        LostKeyApplicant applicant = new LostKeyApplicant(tamga, browser, EMAIL);
        Map<String, String> form = applicant.form(kind, key);
        form.replace("contact_name", NAME);
        form.replace("contact_phone", PHONE);
        form.replace("reason", REASON);
        Map<String, String> wrong = new HashMap<>(form);
        wrong.replace("identity_number", WRONG_IDENTITY);
        wrong.replace("contact_phone", PHONE + "x");
        List<Upload> unfit = List.of(new Upload("other", NAME + WRONG_IDENTITY + ".exe", new byte[] {'M', 'Z'}));
        assertThat(browser.postFiles("/unbinding/" + kind, wrong, unfit).statusCode()).isEqualTo(200);
        failing(tamga, () -> applicant.send(kind, form));
        String number = applicant.number(applicant.send(kind, form));
        browser.get("/unbinding/status");
        for (String contact : List.of(PHONE, EMAIL, "13900139000")) {
            browser.post("/unbinding/status", Map.of("request_number", one(number), "contact", one(contact)));
        }
        List<String> words = new ArrayList<>(List.of("unbinding", decision, number, "--operator", "wang"));
        if (decision.equals("refuse")) {
            words.addAll(List.of("--reason", "scan unreadable"));
        }
        new CommandLine(tamga).run(0, words.toArray(String[]::new));
    }

    /** The database takes no write, and says nothing that is known elsewhere. */
    private static void failing(RunningTamga tamga, Sending sending) throws Exception {
        tamga.counted().put(sql -> {
            if (sql.matches("(?s)(insert into|update) (subject|unbinding).*")) {
                throw new SQLException("the disk is full", "HY000");
            }
        });
        try {
            assertThat(sending.send().statusCode()).isEqualTo(500);
        } finally {
            tamga.counted().put(null);
        }
    }

    /** A form on its way. */
    @FunctionalInterface
    private interface Sending {
        HttpResponse<String> send() throws Exception;
    }
}
