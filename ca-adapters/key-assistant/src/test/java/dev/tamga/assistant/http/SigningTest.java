package dev.tamga.assistant.http;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import dev.tamga.assistant.ForgedKey;
import dev.tamga.assistant.RunningAssistant;
import dev.tamga.ca.Challenge;

import static dev.tamga.assistant.RunningAssistant.NONCE;
import static dev.tamga.assistant.RunningAssistant.NOW;
import static dev.tamga.assistant.RunningAssistant.ORIGIN;
import static dev.tamga.assistant.RunningAssistant.code;
import static dev.tamga.assistant.RunningAssistant.json;
import static dev.tamga.assistant.RunningAssistant.signIn;
import static org.assertj.core.api.Assertions.assertThat;

class SigningTest {
    private RunningAssistant assistant;
    private ForgedKey sm2;
    private ForgedKey rsa;

    @BeforeEach
    void start(@TempDir Path keys) throws Exception {
        sm2 = ForgedKey.sm2(keys, "sm2");
        rsa = ForgedKey.rsa(keys, "rsa");
        assistant = RunningAssistant.withPinFromPage(keys);
    }

    @AfterEach
    void stop() {
        assistant.close();
    }

    @Test
    void sm2SignatureIsOverTheLineWithTheOriginThatTheAssistantSaw() throws Exception {
        JsonNode proof = json(assistant.sign(signIn("sm2")));

        assertThat(proof.path("text").asString())
                .isEqualTo("TAMGA-1 sign-in " + ORIGIN + " " + NONCE + " " + (NOW.getEpochSecond() + 300) + " -");
        assertThat(proof.path("certificate").binaryValue()).isEqualTo(sm2.signing().getEncoded());
        assertThat(proof.path("key_medium_number").asString()).isEqualTo(ForgedKey.MEDIUM_NUMBER);
        Signature verifier = Signature.getInstance("SM3withSM2", new BouncyCastleProvider());
        verifier.initVerify(sm2.signing().getPublicKey());
        assertThat(verifies(verifier, proof)).isTrue();
    }

    @Test
    void rsaSignatureVerifiesWithTheJdk() throws Exception {
        JsonNode proof = json(assistant.sign(signIn("rsa")));

        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(rsa.signing());
        assertThat(verifies(verifier, proof)).isTrue();
    }

    @Test
    void bindingBindsTheDataShown() throws Exception {
        Map<String, Object> request = signIn("sm2");
        Map<String, String> shown =
                Map.of("legal_representative", "张三 \"\\\n\u0001𠮷", "key_medium_number", ForgedKey.MEDIUM_NUMBER);
        request.put("purpose", "bind");
        request.put("shown", shown);

        JsonNode proof = json(assistant.sign(request));

        assertThat(proof.path("text").asString())
                .startsWith("TAMGA-1 bind ")
                .endsWith(" " + Challenge.binds(new TreeMap<>(shown)));
    }

    @Test
    void bindingNamesTheMediumThatSigns() throws Exception {
        Map<String, Object> request = signIn("sm2");
        request.put("purpose", "bind");
        request.put("shown", Map.of("key_medium_number", "9999999999999999"));
        assertThat(code(assistant.sign(request))).isEqualTo("400 medium-number-mismatch");

        request.put("shown", Map.of("legal_representative", "张三"));
        assertThat(code(assistant.sign(request))).isEqualTo("400 medium-number-mismatch");
        assertThat(tries("sm2")).isEqualTo(6);
    }

    @Test
    void pageCannotSendItsOwnText() throws Exception {
        Map<String, Object> request = signIn("sm2");
        request.put("text", "TAMGA-1 bind https://bank.example " + NONCE + " 1 -");

        assertThat(code(assistant.sign(request))).isEqualTo("400 malformed");
    }

    @Test
    void pageCannotNameAnotherOrigin() throws Exception {
        Map<String, Object> request = signIn("sm2");
        request.put("origin", "https://bank.example");

        assertThat(code(assistant.sign(request))).isEqualTo("400 malformed");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 901, 1_000_000_000_000L, Long.MAX_VALUE / 2})
    void expiredAndAbsurdExpiriesAreRefused(long seconds) throws Exception {
        Map<String, Object> request = signIn("sm2");
        request.put("expires", seconds == 1 ? 1 : NOW.getEpochSecond() + seconds);

        assertThat(code(assistant.sign(request))).isEqualTo("400 malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "short", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+"
    })
    void nonceOfAnotherShapeIsRefused(String nonce) throws Exception {
        Map<String, Object> request = signIn("sm2");
        request.put("nonce", nonce);

        assertThat(code(assistant.sign(request))).isEqualTo("400 malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pay", "SIGN-IN", "sign-in ", "sign-in https://bank.example"})
    void unknownPurposeIsRefused(String purpose) throws Exception {
        Map<String, Object> request = signIn("sm2");
        request.put("purpose", purpose);

        assertThat(code(assistant.sign(request))).isEqualTo("400 malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "../sm2", "sm2.p12", "*", "SM2"})
    void unknownKeyIsNotFound(String key) throws Exception {
        assertThat(code(assistant.sign(signIn(key)))).isEqualTo("404 no-such-key");
    }

    @Test
    void wrongPinCountsDownToLocked() throws Exception {
        for (int left = 5; left >= 0; left--) {
            HttpResponse<String> answer = wrongPin("sm2");
            assertThat(code(answer)).isEqualTo("403 wrong-pin");
            assertThat(json(answer).path("tries_left").asInt(-1)).isEqualTo(left);
        }

        HttpResponse<String> locked = assistant.sign(signIn("sm2"));
        assertThat(code(locked)).isEqualTo("403 pin-locked");
        assertThat(json(locked).path("tries_left").asInt(-1)).isZero();
        assertThat(tries("sm2")).isZero();
        assertThat(assistant.sign(signIn("rsa")).statusCode()).isEqualTo(200);
    }

    @Test
    void rightPinPaysBackAllTries() throws Exception {
        wrongPin("sm2");
        wrongPin("sm2");
        assertThat(tries("sm2")).isEqualTo(4);

        assertThat(assistant.sign(signIn("sm2")).statusCode()).isEqualTo(200);

        assertThat(tries("sm2")).isEqualTo(6);
    }

    @Test
    void fortyWrongPinsAtOnceAreSixTries() throws Exception {
        List<Callable<String>> attempts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            attempts.add(() -> {
                HttpResponse<String> answer = wrongPin("sm2");
                return code(answer) + " " + json(answer).path("tries_left").asInt(-1);
            });
        }
        List<String> answers = new ArrayList<>();
        try (ExecutorService pages = Executors.newFixedThreadPool(16)) {
            for (Future<String> answer : pages.invokeAll(attempts)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers.stream().filter(answer -> answer.startsWith("403 wrong-pin")))
                .containsExactlyInAnyOrder(
                        "403 wrong-pin 5", "403 wrong-pin 4", "403 wrong-pin 3", "403 wrong-pin 2", "403 wrong-pin 1",
                        "403 wrong-pin 0");
        assertThat(answers.stream().filter("403 pin-locked 0"::equals)).hasSize(34);
    }

    @Test
    void malformedRequestsCostNoTries() throws Exception {
        Map<String, Object> request = signIn("sm2");
        request.put("pin", "000000");
        request.put("nonce", "short");
        assistant.sign(request);

        assertThat(tries("sm2")).isEqualTo(6);
    }

    @Test
    void missingPinIsMalformed() throws Exception {
        Map<String, Object> request = signIn("sm2");
        request.remove("pin");

        assertThat(code(assistant.sign(request))).isEqualTo("400 malformed");
    }

    private HttpResponse<String> wrongPin(String key) throws Exception {
        Map<String, Object> request = signIn(key);
        request.put("pin", "000000");
        return assistant.sign(request);
    }

    private int tries(String id) throws Exception {
        for (JsonNode key : json(assistant.get("/keys")).path("keys")) {
            if (key.path("id").asString().equals(id)) {
                return key.path("tries_left").asInt();
            }
        }
        throw new AssertionError(id);
    }

    private static boolean verifies(Signature verifier, JsonNode proof) throws Exception {
        verifier.update(proof.path("text").asString().getBytes(StandardCharsets.US_ASCII));
        return verifier.verify(proof.path("signature").binaryValue());
    }
}
