package dev.tamga.assistant.http;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.assistant.ForgedKey;
import dev.tamga.assistant.RunningAssistant;
import dev.tamga.ca.Challenge;

import static dev.tamga.assistant.RunningAssistant.ORIGIN;
import static dev.tamga.assistant.RunningAssistant.code;
import static dev.tamga.assistant.RunningAssistant.signIn;
import static org.assertj.core.api.Assertions.assertThat;

class PinPromptTest {
    @TempDir
    private Path keys;

    private final AtomicReference<Challenge> seen = new AtomicReference<>();

    @BeforeEach
    void forge() throws Exception {
        ForgedKey.sm2(keys, "sm2");
    }

    @Test
    void promptShowsTheChallengeAndItsPinSigns() throws Exception {
        try (RunningAssistant assistant = asking("123456")) {
            assertThat(assistant.get("/status").body()).contains("\"pin\":\"window\"");

            assertThat(assistant.sign(withoutPin()).statusCode()).isEqualTo(200);

            assertThat(seen.get().origin()).isEqualTo(ORIGIN);
            assertThat(seen.get().purpose()).isEqualTo(Challenge.Purpose.SIGN_IN);
        }
    }

    @Test
    void wrongPinFromThePromptCounts() throws Exception {
        try (RunningAssistant assistant = asking("000000")) {
            assertThat(code(assistant.sign(withoutPin()))).isEqualTo("403 wrong-pin");
        }
    }

    @Test
    void declinedPromptIsCancelled() throws Exception {
        try (RunningAssistant assistant = asking(null)) {
            assertThat(code(assistant.sign(withoutPin()))).isEqualTo("409 cancelled");
        }
    }

    @Test
    void pageMustNotSendThePin() throws Exception {
        try (RunningAssistant assistant = asking("123456")) {
            assertThat(code(assistant.sign(signIn("sm2")))).isEqualTo("400 malformed");
            assertThat(seen.get()).isNull();
        }
    }

    @Test
    void lockedKeyOpensNoWindow() throws Exception {
        Files.writeString(keys.resolve("sm2.tries"), "0");
        try (RunningAssistant assistant = asking("123456")) {
            assertThat(code(assistant.sign(withoutPin()))).isEqualTo("403 pin-locked");
            assertThat(seen.get()).isNull();
        }
    }

    private RunningAssistant asking(String pin) throws Exception {
        return RunningAssistant.withPrompt(keys, (key, challenge, shown) -> {
            seen.set(challenge);
            return Optional.ofNullable(pin).map(String::toCharArray);
        });
    }

    private static Map<String, Object> withoutPin() {
        Map<String, Object> request = signIn("sm2");
        request.remove("pin");
        return request;
    }
}
