package dev.tamga.idp;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tamga.assistant.device.Signing;
import dev.tamga.assistant.software.SoftwareKey;
import dev.tamga.ca.Challenge;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.forge.demo.DemoKey;
import dev.tamga.forge.demo.DemoWorld;

/** A person with a demo key at a browser; plays the assistant's part as well. */
public final class Bidder {
    private static final Pattern NONCE = Pattern.compile("\"nonce\":\"([^\"]+)\"");
    private static final Pattern EXPIRES = Pattern.compile("\"expires\":([0-9]+)");

    private static final Pattern CODE = Pattern.compile("data-code=\"([a-z-]+)\"");

    private final RunningTamga tamga;
    private final Browser browser;

    public Bidder(RunningTamga tamga) {
        this.tamga = tamga;
        this.browser = tamga.browser();
    }

    /** Whose key was bound just now, to a new subject, and who is signed in with it. */
    public static Bidder boundAnew(RunningTamga tamga, String key) throws Exception {
        tamga.unbind(key);
        Bidder bidder = new Bidder(tamga);
        bidder.bind(key);
        bidder.signIn(key);
        return bidder;
    }

    public Browser browser() {
        return browser;
    }

    /** The challenge that the page asks for and the assistant completes. */
    public Challenge challenge(Purpose purpose, Map<String, String> shown) throws Exception {
        HttpResponse<String> answer = browser.postJson("/challenge", "{\"purpose\":\"" + purpose.word() + "\"}");
        if (answer.statusCode() != 200) {
            throw new AssertionError("/challenge answered " + answer.statusCode() + " " + answer.body());
        }
        return new Challenge(
                purpose,
                tamga.issuer().toString(),
                group(NONCE, answer.body()),
                Instant.ofEpochSecond(Long.parseLong(group(EXPIRES, answer.body()))),
                Challenge.binds(shown));
    }

    /** The proof as the page posts it. */
    public String proof(String key, Challenge challenge) {
        SoftwareKey software = tamga.key(key);
        return switch (software.sign(DemoWorld.PIN.toCharArray(), challenge)) {
            case Signing.Signed signed -> proof(software.certificate(), challenge.text(), signed.signature());
            default -> throw new AssertionError(key + " does not sign");
        };
    }

    public static String proof(byte[] certificate, String text, byte[] signature) {
        Base64.Encoder base64 = Base64.getEncoder();
        return "{\"certificate\":\"" + base64.encodeToString(certificate) + "\",\"text\":\"" + text
                + "\",\"signature\":\"" + base64.encodeToString(signature) + "\"}";
    }

    /** Opens the sign-in page, signs, posts. */
    public HttpResponse<String> signIn(String key) throws Exception {
        browser.get("/sign-in");
        return postSignIn(proof(key, challenge(Purpose.SIGN_IN, Map.of())));
    }

    public HttpResponse<String> postSignIn(String proof) throws Exception {
        return browser.post("/sign-in", Map.of("proof", new String[] {proof}));
    }

    /** A complete enterprise form for a demo key. */
    public Map<String, String[]> enterpriseForm(String key) {
        DemoKey card = tamga.card(key);
        Map<String, String[]> form = keyFields(key);
        form.put("unified_social_credit_code", new String[] {card.holder().creditCode()});
        form.put("division_code", new String[] {"150100"});
        form.put("ca_platform", new String[] {"150100"});
        form.put("legal_representative", new String[] {card.holder().person()});
        form.put("applicant_name", new String[] {"演示申绑人"});
        form.put("applicant_phone", new String[] {"13800138000"});
        form.put("applicant_unit", new String[] {card.holder().name()});
        form.put("subject_types", new String[] {"bidder", "supplier"});
        form.put("enterprise_key_confirmed", new String[] {"true"});
        return form;
    }

    /** The fields that the page reads from the key. */
    public Map<String, String[]> keyFields(String key) {
        SoftwareKey software = tamga.key(key);
        Map<String, String[]> form = new LinkedHashMap<>();
        form.put("subject_name", new String[] {software.signing().name()});
        form.put("key_number", new String[] {software.signing().serial().toString(16).toUpperCase(Locale.ROOT)});
        form.put("key_medium_number", new String[] {software.mediumNumber()});
        return form;
    }

    public HttpResponse<String> bind(String key) throws Exception {
        return bind("enterprise", key, enterpriseForm(key));
    }

    public HttpResponse<String> bind(String kind, String key, Map<String, String[]> form) throws Exception {
        browser.get("/binding/" + kind);
        String proof = proof(key, challenge(Purpose.BIND, shown(form)));
        return postBinding(kind, form, proof);
    }

    public HttpResponse<String> postBinding(String kind, Map<String, String[]> form, String proof) throws Exception {
        Map<String, String[]> all = new HashMap<>(form);
        all.put("proof", new String[] {proof});
        return browser.post("/binding/" + kind, all);
    }

    /** What the page has the key sign: every field that is not empty. */
    public static Map<String, String> shown(Map<String, String[]> form) {
        return form.entrySet().stream()
                .map(field -> Map.entry(field.getKey(), String.join(",", field.getValue())))
                .filter(field -> !field.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The refusal code of a page; the whole answer where it is none. */
    public static String code(HttpResponse<String> page) {
        Matcher found = CODE.matcher(page.body());
        return found.find() ? found.group(1) : page.statusCode() + " " + page.body();
    }

    private static String group(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return found.group(1);
    }
}
