package dev.tamga.sample.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The least browser that can sign in: one site, cookies, redirects. It talks to the provider alone; a redirect to the
 * platform is where it stops, one to anywhere else is an error.
 */
final class Browser implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int MAX_PAGE = 1024 * 1024;
    private static final int MAX_REDIRECTS = 10;
    // RFC 6265 §5.2, the parts that a site of ours uses.
    private static final Pattern COOKIE = Pattern.compile("([^=;\\s]+)=([^;]*)(.*)");
    private static final Pattern ENDED = Pattern.compile("(?i).*;\\s*max-age=(?:0|-[0-9]+)\\s*(?:;.*)?");

    // Java's own cookie manager never returns Secure cookies over http, not even to this computer.
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI site;
    private final String callback;

    /** @param callback the redirect URI at which it stops */
    Browser(URI site, String callback) {
        this.site = site;
        this.callback = callback;
    }

    /** Scheme and authority as RFC 6454 writes them. */
    static String origin(URI uri) {
        int standard = uri.getScheme().equals("https") ? 443 : 80;
        String port = uri.getPort() == -1 || uri.getPort() == standard ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }

    Reply get(String address) throws StepFailed {
        return followed(send(request(address).GET()));
    }

    Reply submit(Form form) throws StepFailed {
        return followed(send(request(form.action())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin(site))
                .POST(BodyPublishers.ofString(form.encoded()))));
    }

    Reply post(String address, String json, String csrf) throws StepFailed {
        return send(request(address)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json")
                .header("Origin", origin(site))
                .header("X-CSRF-TOKEN", csrf)
                .POST(BodyPublishers.ofString(json)));
    }

    /** Whether the provider sent the browser back to the platform. */
    boolean isBack(Reply reply) {
        return reply.isRedirect() && (reply.location().equals(callback) || reply.location().startsWith(callback + "?"));
    }

    private Reply followed(Reply first) throws StepFailed {
        Reply reply = first;
        for (int hops = 0; reply.isRedirect() && !isBack(reply); hops++) {
            if (hops == MAX_REDIRECTS) {
                throw new StepFailed(
                        "more than " + MAX_REDIRECTS + " redirects, the last from " + reply.uri().getRawPath());
            }
            reply = send(request(reply.uri().resolve(target(reply)).toString()).GET());
        }
        return isBack(reply) ? reply : reply.accepted();
    }

    private static URI target(Reply reply) throws StepFailed {
        try {
            return URI.create(reply.location());
        } catch (IllegalArgumentException e) {
            throw new StepFailed(reply.uri().getRawPath() + " redirects to an address that cannot be read", e);
        }
    }

    private HttpRequest.Builder request(String address) throws StepFailed {
        URI uri = site.resolve(address);
        if (uri.getHost() == null || !origin(uri).equals(origin(site))) {
            throw new StepFailed("the provider leads away to " + uri.getScheme() + "://" + uri.getAuthority()
                    + "; expected itself or " + callback);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("User-Agent", "tamga-probe");
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private Reply send(HttpRequest.Builder request) throws StepFailed {
        HttpRequest built = request.build();
        try {
            HttpResponse<InputStream> response = http.send(built, BodyHandlers.ofInputStream());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Reply(
                    built.uri(),
                    response.statusCode(),
                    response.headers().firstValue("Location").orElse(""),
                    response.headers().firstValue("Content-Type").orElse(""),
                    body(built, response));
        } catch (IOException e) {
            throw new StepFailed(built.uri().getRawPath() + " cannot be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("interrupted", e);
        }
    }

    private static String body(HttpRequest request, HttpResponse<InputStream> response) throws IOException, StepFailed {
        try (InputStream in = response.body()) {
            byte[] bytes = in.readNBytes(MAX_PAGE + 1);
            if (bytes.length > MAX_PAGE) {
                throw new StepFailed(request.uri().getRawPath() + " answered with more than " + MAX_PAGE + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private void keep(String header) {
        Matcher cookie = COOKIE.matcher(header);
        if (!cookie.matches()) {
            return;
        }
        if (ENDED.matcher(cookie.group(3)).matches()) {
            cookies.remove(cookie.group(1));
        } else {
            cookies.put(cookie.group(1), cookie.group(2).strip());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
