package dev.tamga.idp.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** Security checklist, row 36: what is too large, too many or twice there is refused, whatever it is posted to. */
@Tag("database")
final class CapsTest {
    private static final int TEN_MEGABYTES = 10_000_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static RunningTamga tamga;

    @BeforeAll
    static void start() throws Exception {
        tamga = RunningTamga.get();
    }

    private static HttpResponse<String> post(String path, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(tamga.issuer().resolve(path))
                .header("Content-Type", type).POST(BodyPublishers.ofString(body)).build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/sign-in", "/sign-in/demo-key", "/sign-in/turned-away", "/challenge", "/binding/enterprise", "/binding/person",
        "/consent", "/sign-out", "/portal/start", "/connect/logout", "/oauth2/authorize", "/oauth2/token",
        "/oauth2/par",
        "/oauth2/introspect", "/oauth2/revoke", "/userinfo", "/nowhere"})
    void nothingReadsTenMegabytes(String path) throws Exception {
        for (String type : new String[] {"application/x-www-form-urlencoded", "application/json", "text/plain"}) {
            assertThat(answerBeforeTheEnd("POST", path, type)).as(type).matches("HTTP/1.1 [24][0-9][0-9] ?");
        }
    }

    /** No page takes them; Spring's own filter for such forms would read them whole, of any length. */
    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void noFormOfAnotherMethodIsRead(String method) throws Exception {
        for (String path : List.of("/sign-in", "/oauth2/token", "/nowhere", "/css/tamga.css")) {
            assertThat(answerBeforeTheEnd(method, path, "application/x-www-form-urlencoded"))
                    .as(path).matches("HTTP/1.1 4[0-9][0-9] ?");
        }
    }

    /** The container makes room for a form as soon as it says how long it will be. */
    @Test
    void formsThatAreNeverSentTakeBoundedMemory() throws Exception {
        List<Socket> begun = new ArrayList<>();
        try {
            int turnedAway = 0;
            for (int i = 0; i < 40; i++) {
                Socket socket = begin("POST", "/sign-in", "application/x-www-form-urlencoded", 2_000_000);
                begun.add(socket);
                socket.setSoTimeout(300);
                turnedAway += status(socket).startsWith("HTTP/1.1 429") ? 1 : 0;
            }
            assertThat(turnedAway).isGreaterThanOrEqualTo(35);
            assertThat(post("/connect/logout", "application/x-www-form-urlencoded", "state=" + "a".repeat(20_000))
                    .statusCode()).as("what people send").isEqualTo(400);
        } finally {
            for (Socket socket : begun) {
                socket.close();
            }
        }
    }

    private static String status(Socket socket) throws IOException {
        try {
            return String.valueOf(new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine());
        } catch (SocketTimeoutException e) {
            return "";
        }
    }

    /** The status line, told when the server has seen the first of ten million bytes: it must not wait for more. */
    private static String answerBeforeTheEnd(String method, String path, String type) throws IOException {
        try (Socket socket = begin(method, path, type, TEN_MEGABYTES)) {
            socket.setSoTimeout(10_000);
            return status(socket);
        }
    }

    private static Socket begin(String method, String path, String type, int length) throws IOException {
        URI issuer = tamga.issuer();
        Socket socket = new Socket(issuer.getHost(), issuer.getPort());
        socket.getOutputStream().write((method + " " + path + " HTTP/1.1\r\nHost: " + issuer.getAuthority()
                + "\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\nproof="
                + "A".repeat(4000)).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/sign-in", "/binding/enterprise", "/consent", "/oauth2/token", "/oauth2/par", "/connect/logout"})
    void nothingReadsThousandsOfParameters(String path) throws Exception {
        StringBuilder body = new StringBuilder("a=1");
        for (int i = 0; i < 5000; i++) {
            body.append("&a").append(i).append("=1");
        }
        assertThat(post(path, "application/x-www-form-urlencoded", body.toString()).statusCode()).isBetween(400, 499);
        assertThat(HTTP.send(HttpRequest.newBuilder(tamga.issuer().resolve(path + "?" + "a".repeat(100_000))).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode()).isBetween(400, 499);
    }

    @Test
    void aCertificateThatNoCaWouldIssueIsTooLarge() throws Exception {
        Bidder bidder = new Bidder(tamga);
        bidder.browser().get("/sign-in");
        String text = bidder.challenge(Purpose.SIGN_IN, Map.of()).text();

        for (int bytes : new int[] {1_000_000, 66_000}) {
            HttpResponse<String> answer = bidder.postSignIn(Bidder.proof(new byte[bytes], text, new byte[64]));
            assertThat(Bidder.code(answer)).isEqualTo("certificate-too-large");
        }
    }

    @Test
    void aFieldThatComesTwiceIsRefused() throws Exception {
        Bidder bidder = new Bidder(tamga);
        bidder.browser().get("/sign-in");
        String proof = bidder.proof("szca-enterprise", bidder.challenge(Purpose.SIGN_IN, Map.of()));

        assertThat(bidder.browser().post("/sign-in", Map.of("proof", new String[] {proof, proof})).statusCode())
                .isEqualTo(400);
        assertThat(bidder.browser().post("/consent", Map.of(
                "request", new String[] {"x"}, "decision", new String[] {"deny", "allow"})).statusCode())
                .isEqualTo(400);
        assertThat(bidder.browser().get("/sign-in?request=a&request=b").statusCode()).isEqualTo(400);
        assertThat(post("/oauth2/token", "application/x-www-form-urlencoded",
                "grant_type=refresh_token&grant_type=authorization_code&client_id=150200&client_secret=x").statusCode())
                .isBetween(400, 401);
        assertThat(tamga.browser().get("/oauth2/authorize?client_id=150100&client_id=150200").statusCode())
                .isEqualTo(400);
        assertThat(bidder.postSignIn(proof).statusCode()).as("nothing of it was taken").isNotEqualTo(400);
    }
}
