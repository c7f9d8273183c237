package dev.tamga.idp.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.tamga.idp.Browser;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.web.RawHttp.Answer;
import dev.tamga.idp.web.RawHttp.Line;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests that no browser makes: odd targets, methods, headers and bodies. None of them is a fault of ours. */
@Tag("database")
@Timeout(120)
final class OddRequestsTest {
    private static final List<String> PATHS = List.of(
            "/", "/sign-in", "/account", "/portal", "/consent", "/challenge", "/session", "/error", "/nowhere",
            "/unbinding/enterprise", "/unbinding/status", "/unbinding/filed", "/binding/person", "/connect/logout",
            "/signed-out", "/sign-in/refusal", "/oauth2/authorize", "/oauth2/token", "/oauth2/par", "/oauth2/introspect",
            "/oauth2/revoke", "/oauth2/jwks", "/oauth2/form-post", "/userinfo", "/.well-known/openid-configuration",
            "/css/tamga.css", "/account/data.json", "/demo/mail");
    private static final byte[] NOTHING = {};

    private static RunningTamga tamga;
    private static RawHttp http;

    @BeforeAll
    static void start() throws Exception {
        tamga = RunningTamga.get();
        http = new RawHttp(tamga.issuer());
    }

    /** Some are refused before any of our code sees them: those have no headers of ours. */
    private static void isNoFault(Answer answer, String what) {
        // 501 is the container's own word about methods and codings that it does not know (RFC 9110 §15.6.2).
        if (answer.status() != 501 || isOurs(answer)) {
            assertThat(answer.status()).as("%s: %s", what, answer.head()).isBetween(200, 499);
        }
        assertThat(answer.body()).as(what)
                .doesNotContain("Exception", "\tat ", "springframework", "org.apache", "Apache Tomcat",
                        BrokenValues.SCRIPT);
        assertThat(answer.has(BrokenValues.HEADER)).as(what).isFalse();
        assertThat(answer.head()).as(what).doesNotContain("evil.example");
    }

    private static boolean isOurs(Answer answer) {
        return answer.has("content-security-policy");
    }

    @Test
    void noTargetIsAFault() throws Exception {
        for (String path : PATHS) {
            for (String odd : List.of(
                    "?%zz", "?a=%ff%fe", "?%ff=1", "?=", "?&&&=&", "?a=%00", "?a=%ED%A0%80", "?request=%C0%AF",
                    "?request=a&request=b", "?lang=en&lang=zh-CN", "?lang=%zz", "?text=%0d%0a" + BrokenValues.HEADER
                    + ":1", "?" + "a=1&".repeat(300), ";jsessionid=x", "/", "//", "/..", "/../..", "/%2e%2e/", "%00",
                    "%0d%0a" + BrokenValues.HEADER + ":%201", "%ff", "/.json", ".json", "?x=" + "a".repeat(7_000))) {
                isNoFault(http.send(new Line("GET", path + odd), List.of("Accept: text/html"), NOTHING), path + odd);
            }
        }
        for (String target : List.of(
                "//evil.example/", "///evil.example", "/%2f%2fevil.example", "/\\evil.example", "http://evil.example/",
                "/sign-in@evil.example", "*", "/.", "/;", "/%", "/%zz", "/<script>", "/a b", "evil.example:80",
                "/" + "a".repeat(7_000), "/" + "a/".repeat(3_000))) {
            isNoFault(http.send(new Line("GET", target), List.of("Accept: text/html"), NOTHING), target);
        }
    }

    @Test
    void noMethodIsAFault() throws Exception {
        for (String path : PATHS) {
            for (String method : List.of(
                    "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "CONNECT", "get", "POST", "X")) {
                isNoFault(http.send(new Line(method, path), List.of("Accept: */*"), NOTHING), method + " " + path);
            }
        }
    }

    @Test
    void noHeaderIsAFault() throws Exception {
        String long7 = "a".repeat(7_000);
        List<List<String>> odd = Stream.of(
                        "Accept: ;;;", "Accept: text/html;q=x", "Accept: text/html;q=2", "Accept: */*;charset=\"",
                        "Accept: application/json;charset=nonsense", "Accept: image/png", "Accept: " + long7,
                        "Accept-Language: ;;;", "Accept-Language: " + "a-b-c,".repeat(500), "Accept-Charset: nonsense",
                        "Accept-Encoding: gzip;q=x", "Range: bytes=0-0,1-1,2-", "Range: x", "If-None-Match: \"",
                        "If-Modified-Since: x", "If-Match: *", "Expect: 200-nonsense", "Cookie: =;;=\"", "Cookie: __Host-tamga=",
                        "Cookie: __Host-tamga-browser=" + "%00".repeat(14) + "a", "Cookie: __Host-tamga=" + "é".repeat(43),
                        "Cookie: __Host-tamga-lang=<script>", "Cookie: " + "a=b; ".repeat(1_000), "Host: evil.example",
                        "Host: ", "Host: evil.example:x", "Host: [::1", "X-Forwarded-Host: evil.example",
                        "X-Forwarded-For: 127.0.0.1", "X-HTTP-Method-Override: DELETE", "X-Original-URL: /account",
                        "Authorization: Basic", "Authorization: Basic !!!", "Authorization: Bearer", "Authorization: DPoP a",
                        "Authorization: Bearer " + long7, "Authorization: " + BrokenValues.SCRIPT, "DPoP: a.b.c",
                        "Origin: null", "Upgrade: h2c", "Content-Type: ;", "Content-Type: application/json;charset=x",
                        "Content-Type: application/x-www-form-urlencoded;charset=nonsense", "X-CSRF-TOKEN: \u0000",
                        "Content-Type: multipart/form-data", "Content-Type: multipart/form-data; boundary=",
                        "Transfer-Encoding: nonsense", "Content-Encoding: gzip")
                .map(List::of).toList();
        for (String path : PATHS) {
            for (List<String> headers : odd) {
                isNoFault(http.send(new Line("GET", path), headers, NOTHING), "GET " + path + " " + headers);
                isNoFault(http.send(new Line("POST", path), headers, "a=%zz&b=%ff".getBytes(StandardCharsets.UTF_8)),
                        "POST " + path + " " + headers);
            }
        }
    }

    @Test
    void noBodyIsAFault() throws Exception {
        Browser browser = tamga.browser();
        browser.get("/sign-in");
        String cookie = "Cookie: __Host-tamga-browser=" + browser.cookies().get("__Host-tamga-browser");
        String csrf = "X-CSRF-TOKEN: " + browser.csrf();
        List<byte[]> bodies = new ArrayList<>(Stream.of(
                        "null", "[]", "{", "{\"purpose\":null}", "{\"purpose\":1}", "{\"purpose\":\"\\ud800\"}",
                        "{\"purpose\":\"sign-in\",\"purpose\":\"bind\"}", "[".repeat(1_000), "\"" + "a".repeat(2_000) + "\"",
                        "%zz=%ff", "a=%", "=", "&", "a".repeat(30_000), "--x\r\nContent-Disposition: x\r\n\r\n", "--x--",
                        "--x\r\nContent-Disposition: form-data; name=\"licence\"; filename=\"a.png\"\r\n\r\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
        bodies.add(new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        for (String path : PATHS) {
            for (String type : List.of(
                    "application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x",
                    "multipart/mixed; boundary=x", "application/xml")) {
                for (byte[] body : bodies) {
                    isNoFault(http.send(new Line("POST", path), List.of(cookie, csrf, "Content-Type: " + type), body),
                            path + " " + type + " " + new String(body, 0, Math.min(60, body.length), StandardCharsets.UTF_8));
                }
            }
        }
    }

    /** Where our code answers, it answers as everywhere. */
    @Test
    void whatIsTurnedAwayEarlyHasTheHeadersOfEveryPage() throws Exception {
        String form = "Content-Type: multipart/form-data; boundary=x";
        byte[] large = new byte[100];
        assertThat(isOurs(http.send(new Line("POST", "/sign-in"), List.of(form), large))).isTrue();
        assertThat(isOurs(http.send(new Line("POST", "/unbinding/enterprise"), List.of(form), large))).isTrue();
        assertThat(isOurs(http.send(new Line("GET", "/sign-in"), List.of("Host: other.example"), NOTHING))).isTrue();
        assertThat(isOurs(http.send(new Line("GET", "/nowhere"), List.of(), NOTHING))).isTrue();
    }
}
