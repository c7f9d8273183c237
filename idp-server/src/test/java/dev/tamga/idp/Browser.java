package dev.tamga.idp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: keeps cookies (Java's own jar returns no Secure ones over http), follows nothing. */
public final class Browser {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern CSRF_META = Pattern.compile("name=\"csrf-token\" content=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final URI server;
    // The node that a front would choose; null: the server itself.
    private volatile URI node;
    private volatile String address = "192.0.2.7";
    private volatile String csrf = "";
    private String language = "zh-CN";
    private String accept = "text/html";

    Browser(URI server) {
        this.server = server;
    }

    public Browser language(String tag) {
        language = tag;
        return this;
    }

    /** From now on sends to one node of several, as the front before them does. */
    public Browser at(URI chosen) {
        node = chosen;
        return this;
    }

    /** What that front says of where the browser is. */
    public Browser from(String chosen) {
        address = chosen;
        return this;
    }

    public Browser accept(String type) {
        accept = type;
        return this;
    }

    /** What the last page carried. */
    public String csrf() {
        return csrf;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path).header("Accept", accept).GET());
    }

    /** Posts a form with the last page's CSRF token. */
    public HttpResponse<String> post(String path, Map<String, String[]> fields)
            throws IOException, InterruptedException {
        Map<String, String[]> all = new HashMap<>(fields);
        all.putIfAbsent("_csrf", new String[] {csrf});
        String body = all.entrySet().stream()
                .flatMap(field -> Arrays.stream(field.getValue())
                        .map(value -> encode(field.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
        return send(to(path)
                .header("Accept", accept)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** A file that a form sends. */
    public record Upload(String field, String name, byte[] content) {}

    /** Posts a form with files, with the last page's CSRF token. */
    public HttpResponse<String> postFiles(String path, Map<String, String> fields, List<Upload> files)
            throws IOException, InterruptedException {
        String boundary = "----tamga" + System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Map<String, String> all = new HashMap<>(fields);
        all.putIfAbsent("_csrf", csrf);
        for (Map.Entry<String, String> field : all.entrySet()) {
            part(body, boundary, field.getKey(), field.getValue().getBytes(StandardCharsets.UTF_8));
        }
        for (Upload file : files) {
            part(body, boundary, file.field() + "\"; filename=\"" + file.name(), file.content());
        }
        body.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(to(path)
                .header("Accept", accept)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void part(ByteArrayOutputStream body, String boundary, String name, byte[] content)
            throws IOException {
        body.write(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.write(content);
        body.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    public HttpResponse<String> postJson(String path, String json) throws IOException, InterruptedException {
        return send(to(path)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", csrf)
                .POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder to(String path) {
        URI asked = server.resolve(path);
        if (node == null || !asked.getAuthority().equals(server.getAuthority())) {
            return HttpRequest.newBuilder(asked);
        }
        String local = asked.toString().substring(server.toString().length());
        return HttpRequest.newBuilder(node.resolve(local))
                .header("X-Forwarded-For", address)
                .header("X-Forwarded-Host", server.getAuthority());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        request.header("Accept-Language", language);
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        for (String set : response.headers().allValues("Set-Cookie")) {
            String[] pair = set.substring(0, set.indexOf(';')).split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        find(CSRF, response.body());
        find(CSRF_META, response.body());
        return response;
    }

    private void find(Pattern pattern, String body) {
        Matcher found = pattern.matcher(body);
        if (found.find()) {
            csrf = found.group(1);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
