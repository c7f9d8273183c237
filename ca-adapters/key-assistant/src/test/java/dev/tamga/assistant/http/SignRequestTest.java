package dev.tamga.assistant.http;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.assistant.ForgedKey;
import dev.tamga.assistant.RunningAssistant;

import static dev.tamga.assistant.RunningAssistant.NONCE;
import static dev.tamga.assistant.RunningAssistant.NOW;
import static dev.tamga.assistant.RunningAssistant.ORIGIN;
import static dev.tamga.assistant.RunningAssistant.code;
import static org.assertj.core.api.Assertions.assertThat;

class SignRequestTest {
    private static final String GOOD = "{\"key\":\"sm2\",\"purpose\":\"sign-in\",\"nonce\":\"" + NONCE
            + "\",\"expires\":" + (NOW.getEpochSecond() + 300) + ",\"shown\":{\"a\":\"b\"},\"pin\":\"123456\"}";

    private RunningAssistant assistant;

    @BeforeEach
    void start(@TempDir Path keys) throws Exception {
        ForgedKey.sm2(keys, "sm2");
        assistant = RunningAssistant.withPinFromPage(keys);
    }

    @AfterEach
    void stop() {
        assistant.close();
    }

    @Test
    void goodRequestIsServed() throws Exception {
        assertThat(sign(GOOD).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "null", "[]", "{}", "\"text\"", "{", "not json", "{\"key\":\"sm2\"}",
        "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]"
    })
    void garbageIsMalformed(String body) throws Exception {
        assertThat(code(sign(body))).isEqualTo("400 malformed");
    }

    @Test
    void trailingTokensAreMalformed() throws Exception {
        assertThat(code(sign(GOOD + "{}"))).isEqualTo("400 malformed");
        assertThat(code(sign(GOOD + "x"))).isEqualTo("400 malformed");
    }

    @Test
    void duplicateMembersAreMalformed() throws Exception {
        assertThat(code(sign(GOOD.replace("{\"key\"", "{\"key\":\"rsa\",\"key\"")))).isEqualTo("400 malformed");
        assertThat(code(sign(GOOD.replace("\"a\":\"b\"", "\"a\":\"b\",\"a\":\"c\"")))).isEqualTo("400 malformed");
    }

    @Test
    void unknownMembersAreMalformed() throws Exception {
        assertThat(code(sign(GOOD.replace("{\"key\"", "{\"keys\":1,\"key\"")))).isEqualTo("400 malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "null", "[\"b\"]", "{\"b\":\"c\"}", "\"\\ud800\""})
    void dataShownIsWholeTextsOnly(String value) throws Exception {
        assertThat(code(sign(GOOD.replace("\"b\"", value)))).isEqualTo("400 malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1790000000\"", "1.5", "1e9", "true", "99999999999999999999", "-1"})
    void expiresIsANumberOfSeconds(String value) throws Exception {
        String expires = Long.toString(NOW.getEpochSecond() + 300);
        assertThat(code(sign(GOOD.replace(expires, value)))).isEqualTo("400 malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456", "null", "[]", "\"\""})
    void pinIsAText(String value) throws Exception {
        assertThat(code(sign(GOOD.replace("\"123456\"", value)))).isEqualTo("400 malformed");
    }

    @Test
    void answersNeverRepeatThePin() throws Exception {
        assertThat(sign(GOOD.replace("\"123456\"", "\"987654\" oops")).body()).doesNotContain("987654");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-32", "GB18030"})
    void otherEncodingsAreMalformed(String charset) throws Exception {
        byte[] body = GOOD.replace("\"b\"", "\"张三\"").getBytes(Charset.forName(charset));

        assertThat(code(assistant.sign(body))).isEqualTo("400 malformed");
    }

    @Test
    void bodyBeyond64KibibytesIsTooLarge() throws Exception {
        String padding = " ".repeat(Pages.MAX_BODY - GOOD.length());

        assertThat(sign(GOOD + padding).statusCode()).isEqualTo(200);
        assertThat(code(sign(GOOD + padding + " "))).isEqualTo("413 too-large");
    }

    @Test
    void bodyWithoutALengthIsCappedToo() throws Exception {
        HttpResponse<String> answer = assistant.send(assistant.request("/sign")
                .header("Origin", ORIGIN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() ->
                        new ByteArrayInputStream(new byte[Pages.MAX_BODY + 1]))));

        assertThat(code(answer)).isEqualTo("413 too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json;charset=gbk"})
    void otherMediaTypesAreMalformed(String type) throws Exception {
        HttpResponse<String> answer = assistant.send(assistant.request("/sign")
                .header("Origin", ORIGIN)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(GOOD)));

        assertThat(code(answer)).isEqualTo("400 malformed");
    }

    private HttpResponse<String> sign(String body) throws Exception {
        return assistant.sign(body.getBytes(StandardCharsets.UTF_8));
    }
}
