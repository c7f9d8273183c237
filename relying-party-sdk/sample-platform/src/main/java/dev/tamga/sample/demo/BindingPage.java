package dev.tamga.sample.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** 企业主体证书绑定 as a browser sees it: one page, its cookies and its CSRF token. */
final class BindingPage {

    private static final String PATH = "/binding/enterprise";
    private static final Pattern CSRF = Pattern.compile("<meta name=\"csrf-token\" content=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("data-code=\"([^\"]+)\"");
    private static final Pattern ERROR = Pattern.compile("class=\"[^\"]*\\berror\\b[^\"]*\"[^>]*>([^<]+)<");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final String issuer;
    private String csrf;

    private BindingPage(String issuer) {
        this.issuer = issuer;
    }

    static BindingPage open(String issuer) throws IOException, InterruptedException, DemoFault {
        BindingPage page = new BindingPage(issuer);
        HttpResponse<String> answer = page.send(page.request(PATH).GET());
        page.csrf = find(CSRF, answer.body());
        if (page.csrf.isEmpty()) {
            throw new DemoFault(issuer + PATH + " answered " + answer.statusCode() + " without a CSRF token");
        }
        return page;
    }

    JsonNode challenge() throws IOException, InterruptedException, DemoFault {
        HttpResponse<String> answer = send(request("/challenge").header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", csrf).POST(HttpRequest.BodyPublishers.ofString("{\"purpose\":\"bind\"}")));
        if (answer.statusCode() != 200) {
            throw new DemoFault(issuer + "/challenge answered " + answer.statusCode() + " " + answer.body());
        }
        return AssistantClient.JSON.readTree(answer.body());
    }

    /** Posts the form; a key that is bound already is as good. */
    void submit(Map<String, String> fields, String proof) throws IOException, InterruptedException, DemoFault {
        Map<String, String> form = new LinkedHashMap<>(fields);
        form.put("proof", proof);
        form.put("_csrf", csrf);
        String body = form.entrySet().stream().map(f -> f.getKey() + "=" + encode(f.getValue()))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = send(request(PATH).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        String code = find(CODE, answer.body());
        if (answer.statusCode() != 303 && !code.equals("key-already-bound")) {
            throw new DemoFault(fields.get("subject_name") + " could not be bound: " + issuer + PATH + " answered "
                    + answer.statusCode() + " " + code + " " + find(ERROR, answer.body()));
        }
    }

    private HttpRequest.Builder request(String path) {
        String carried = cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue())
                .collect(Collectors.joining("; "));
        return HttpRequest.newBuilder(URI.create(issuer + path)).timeout(Duration.ofSeconds(30))
                .header("Cookie", carried).header("Accept-Language", "en");
    }

    // Java's CookieManager never returns Secure cookies over http, so they are carried by hand.
    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String[] pair = cookie.split(";")[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return answer;
    }

    private static String find(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
