package dev.tamga.idp.web;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Browser;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.TestPlatforms;
import dev.tamga.idp.web.RawHttp.Answer;
import dev.tamga.idp.web.RawHttp.Line;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Broken values for every field of every address: never a fault of ours, never a stack trace, never what was sent as
 * it was sent, and the same headers as on every page. Addresses come from Spring's own table, so a new one is among
 * them.
 */
@Tag("database")
@Timeout(240)
final class BrokenRequestsTest {
    private static final String KEY = "szca-enterprise";
    private static final Pattern FIELD = Pattern.compile("(?:name=\"|:: [a-z-]+\\(')([a-z_]+)['\"]");
    private static final byte[] NOTHING = {};
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private static RunningTamga tamga;
    private static RawHttp http;
    private static Bidder bidder;
    private static String keyId;

    @BeforeAll
    static void start() throws Exception {
        tamga = RunningTamga.alone(TestDatabase.newUrl());
        http = new RawHttp(tamga.issuer());
        bidder = new Bidder(tamga);
        bidder.bind(KEY);
        keyId = tamga.jdbi().withHandle(handle ->
                handle.createQuery("select id from subject_key").mapTo(String.class).one());
    }

    @AfterAll
    static void stop() {
        tamga.close();
    }

    /** Every field of every template, and what is read beside. */
    private static List<String> fields() throws Exception {
        Set<String> names = new TreeSet<>(List.of(
                "session", "withdrawn", "saved", "before", "ended", "done", "problem", "form", "lang", "text"));
        names.addAll(authorization().keySet());
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher field = FIELD.matcher(Files.readString(file));
                while (field.find()) {
                    names.add(field.group(1));
                }
            }
        }
        assertThat(names).contains("proof", "legal_representative", "contact_email", "label", "request");
        return List.copyOf(names);
    }

    private static Map<String, String> authorization() {
        Map<String, String> good = new PlatformClient(tamga, "150100").request();
        for (String name : List.of(
                "response_mode", "prompt", "max_age", "claims", "id_token_hint", "login_hint", "ui_locales", "acr_values",
                "display", "request_uri", "registration", "resource", "dpop_jkt", "post_logout_redirect_uri", "code",
                "logout_hint", "grant_type", "code_verifier", "refresh_token", "token", "client_assertion",
                "client_assertion_type", "client_secret", "access_token")) {
            good.put(name, "");
        }
        return good;
    }

    private static void isFine(Answer answer, Object what) {
        isNoFault(answer, what);
        for (String header : List.of("x-content-type-options", "content-security-policy", "referrer-policy")) {
            assertThat(answer.has(header)).as("%s lacks %s: %s", what, header, answer.head()).isTrue();
        }
    }

    /** The container refuses some paths before anybody of ours sees them. */
    private static void isNoFault(Answer answer, Object what) {
        assertThat(answer.status()).as("%s: %s", what, answer.head()).isBetween(200, 499);
        assertThat(answer.body()).as("%s", what)
                .doesNotContain("Exception", "\tat ", "springframework", "jakarta.", BrokenValues.SCRIPT, "<img src=x");
        assertThat(answer.has(BrokenValues.HEADER)).as("%s: %s", what, answer.head()).isFalse();
    }

    private static Answer send(Line line, Browser browser, String form) {
        List<String> headers = new ArrayList<>(List.of("Accept: text/html", "Cookie: " + cookies(browser)));
        try {
            if (line.method().equals("GET")) {
                return http.send(new Line("GET", line.target() + "?" + form), headers, NOTHING);
            }
            headers.add(FORM);
            return http.send(line, headers, (form + "&_csrf=" + BrokenValues.encoded(browser.csrf()))
                    .getBytes(StandardCharsets.UTF_8));
        } catch (java.io.IOException e) {
            throw new AssertionError(line + " " + form.substring(0, Math.min(200, form.length())), e);
        }
    }

    private static String cookies(Browser browser) {
        return String.join("; ", browser.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue()).toList());
    }

    /** Signed in again where the address before ended the session. */
    private static Browser signedIn() throws Exception {
        if (bidder.browser().get("/session").body().contains("\"left\":0")) {
            bidder.signIn(KEY);
        }
        bidder.browser().get("/account/keys");
        return bidder.browser();
    }

    @Test
    void noValueInEveryFieldOfAnAddressIsAFault() throws Exception {
        List<String> fields = fields();
        Browser stranger = tamga.browser();
        stranger.get("/sign-in");
        for (MappedAddresses.Address address : MappedAddresses.of(tamga, keyId)) {
            Browser member = signedIn();
            // What a handler names is sent by a member below.
            boolean forMembers = address.line().target().matches("/(account|portal)(/.*)?");
            BrokenValues.all().stream().parallel().forEach(value -> {
                String every = BrokenValues.form(fields, value);
                // An address has its length.
                boolean tooLong = address.line().method().equals("GET") && every.length() > 6_000;
                String form = tooLong ? value.substring(0, Math.min(value.length(), 100)) : every;
                isFine(send(address.line(), forMembers ? member : stranger, form), address.line() + " " + value);
            });
        }
    }

    @Test
    void noValueInAPathIsAFault() throws Exception {
        Browser member = signedIn();
        for (String path : List.of("/account/consents/", "/account/keys/", "/unbinding/", "/binding/", "/")) {
            for (String value : BrokenValues.all()) {
                for (String rest : List.of("", "/withdraw", "/freeze")) {
                    Line line = new Line("POST", path + value + rest);
                    isNoFault(send(line, member, ""), line);
                    isNoFault(send(new Line("GET", line.target()), member, ""), line);
                }
            }
        }
    }

    @Test
    void noValueInOneFieldThatAHandlerNamesIsAFault() throws Exception {
        for (MappedAddresses.Address address : MappedAddresses.of(tamga, keyId)) {
            Browser member = signedIn();
            for (String name : address.names()) {
                BrokenValues.all().stream().parallel().filter(value -> value.length() < 6_000).forEach(value -> isFine(
                        send(address.line(), member, name + "=" + value),
                        address.line() + " " + name + "=" + value));
            }
        }
    }

    /** Forms that are good but for one field, so that what checks come later see it as well. */
    private static Map<Line, Map<String, String>> goodForms() throws Exception {
        Map<Line, Map<String, String>> forms = new LinkedHashMap<>();
        forms.put(new Line("GET", "/oauth2/authorize"), authorization());
        forms.put(new Line("GET", "/connect/logout"), Map.of(
                "client_id", "150100", "state", "s", "ui_locales", "en", "id_token_hint", "", "logout_hint", "",
                "post_logout_redirect_uri", ""));
        forms.put(new Line("POST", "/account/edit"), Map.of(
                "legal_representative", "张三", "subject_types", "bidder", "contact_phone", "13800138000",
                "division_code", "150102", "address", "新华大街1号", "registered_capital", "1", "seen", "1"));
        forms.put(new Line("POST", "/account/keys/" + keyId + "/label"), Map.of("label", "办公室"));
        forms.put(new Line("POST", "/unbinding/status"), Map.of(
                "request_number", "1234567890123456", "contact", "13800138000"));
        Map<String, String> binding = new LinkedHashMap<>();
        bidder.enterpriseForm("bjca-enterprise").forEach((name, values) -> binding.put(name, values[0]));
        binding.put("proof", "{\"certificate\":\"\",\"text\":\"\",\"signature\":\"\"}");
        forms.put(new Line("POST", "/binding/enterprise"), binding);
        return forms;
    }

    @Test
    void noValueInOneFieldOfAGoodFormIsAFault() throws Exception {
        for (Map.Entry<Line, Map<String, String>> good : goodForms().entrySet()) {
            Browser member = signedIn();
            for (String name : good.getValue().keySet()) {
                BrokenValues.all().stream().parallel().forEach(value -> isFine(
                        send(good.getKey(), member, BrokenValues.form(good.getValue(), name, value)),
                        good.getKey() + " " + name + "=" + value));
            }
        }
    }

    /** Platforms authenticate; only then does anybody read the rest. */
    @Test
    void noValueOfAnAuthenticatedPlatformIsAFault() throws Exception {
        String basic = Base64.getEncoder().encodeToString(
                ("150100:" + TestPlatforms.SECRET).getBytes(StandardCharsets.UTF_8));
        List<String> headers = List.of("Authorization: Basic " + basic, FORM);
        Map<String, String> redeemed = Map.of(
                "code", "x", "redirect_uri", TestPlatforms.redirectUri("150100"), "code_verifier", PlatformClient.VERIFIER,
                "refresh_token", "a".repeat(43) + "." + "b".repeat(43), "scope", "openid", "resource", "");
        for (String grant : List.of("authorization_code", "refresh_token", "client_credentials")) {
            Map<String, String> good = new LinkedHashMap<>(redeemed);
            good.put("grant_type", grant);
            isFine("/oauth2/token", headers, good);
        }
        Map<String, String> token = Map.of("token", "x", "token_type_hint", "");
        isFine("/oauth2/introspect", headers, token);
        isFine("/oauth2/revoke", headers, token);
        Map<String, String> pushed = authorization();
        pushed.keySet().retainAll(List.of("client_id", "redirect_uri", "response_type", "scope", "request_uri", "dpop_jkt"));
        isFine("/oauth2/par", headers, pushed);
    }

    private static void isFine(String path, List<String> headers, Map<String, String> good) {
        for (String name : good.keySet()) {
            BrokenValues.all().stream().parallel().forEach(value -> isFine(
                    posted(path, headers, BrokenValues.form(good, name, value)), path + " " + name + "=" + value));
        }
    }

    private static Answer posted(String path, List<String> headers, String body) {
        try {
            return http.send(new Line("POST", path), headers, body.getBytes(StandardCharsets.UTF_8));
        } catch (java.io.IOException e) {
            throw new AssertionError(path + " " + body, e);
        }
    }
}
