package dev.tamga.idp.unbinding;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tamga.forge.demo.DemoHolder;
import dev.tamga.idp.Browser;
import dev.tamga.idp.Browser.Upload;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.upload.Attacks;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody without a key who files a request for the holder of a demo key. */
public record LostKeyApplicant(RunningTamga tamga, Browser browser, String email) {
    public static final String PHONE = "13800138000";

    private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([A-Za-z0-9_-]{43})\"");
    private static final Pattern NUMBER = Pattern.compile("id=\"request-number\">([0-9]{4}(?:-[0-9]{4}){3})<");

    /** A new page, filled in. */
    public Map<String, String> form(String kind, String key) throws Exception {
        DemoHolder holder = tamga.card(key).holder();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("form_token", group(TOKEN, browser.get("/unbinding/" + kind).body()));
        form.put("subject_name", holder.name());
        if (kind.equals("enterprise")) {
            form.put("unified_social_credit_code", holder.creditCode());
            form.put("contact_name", "王芳");
        } else {
            form.put("identity_number", holder.identityNumber());
        }
        form.put("contact_phone", PHONE);
        form.put("contact_email", email);
        form.put("reason", "十一月三日在出差途中遗失\n<b>附说明</b>");
        return form;
    }

    public static List<Upload> scans(String kind) {
        Upload letter = new Upload("letter", "委托书.pdf", Attacks.pdf(2));
        Upload picture = new Upload(
                kind.equals("enterprise") ? "licence" : "identity", "scan.jpg", Attacks.picture("jpg", 300, 400));
        return kind.equals("enterprise") ? List.of(picture, letter) : List.of(picture);
    }

    public HttpResponse<String> send(String kind, Map<String, String> form) throws Exception {
        return browser.postFiles("/unbinding/" + kind, form, scans(kind));
    }

    /** @return the number that the page gave out */
    public String file(String kind, String key) throws Exception {
        return number(send(kind, form(kind, key)));
    }

    public String number(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        String address = answer.headers().firstValue("Location").orElseThrow();
        assertThat(address).startsWith("/unbinding/filed?form=");
        return group(NUMBER, browser.get(address).body());
    }

    private static String group(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        return found.group(1);
    }
}
