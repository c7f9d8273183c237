package dev.tamga.assistant.http;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.tamga.assistant.ForgedKey;
import dev.tamga.assistant.RunningAssistant;

import static dev.tamga.assistant.RunningAssistant.json;
import static org.assertj.core.api.Assertions.assertThat;

class KeyListingTest {
    @TempDir
    private Path keys;

    private RunningAssistant assistant;

    @BeforeEach
    void start() throws Exception {
        assistant = RunningAssistant.withPinFromPage(keys);
    }

    @AfterEach
    void stop() {
        assistant.close();
    }

    @Test
    void emptyFolderHasNoKeys() throws Exception {
        assertThat(assistant.get("/keys").body()).isEqualTo("{\"keys\":[],\"unreadable\":[]}");
    }

    @Test
    void keyShowsBothCertificatesAndItsSeal() throws Exception {
        ForgedKey forged = ForgedKey.sm2(keys, "dual");

        JsonNode key = json(assistant.get("/keys")).path("keys").path(0);

        assertThat(key.path("id").asString()).isEqualTo("dual");
        assertThat(key.path("label").asString()).isEqualTo("企业锁 dual");
        assertThat(key.path("medium_number").asString()).isEqualTo(ForgedKey.MEDIUM_NUMBER);
        assertThat(key.path("tries_left").asInt()).isEqualTo(6);
        assertThat(key.path("encryption").path("serial").asString()).isEqualTo("DEF");
        assertThat(key.path("seals").path(0).path("name").asString()).isEqualTo("公章");
        assertThat(key.path("seals").path(0).path("kind").asString()).isEqualTo("unit");
        assertThat(key.path("seals").path(0).path("image").asString()).isEqualTo(ForgedKey.PNG);
        assertThat(key.path("signing").path("certificate").binaryValue())
                .isEqualTo(forged.signing().getEncoded());
    }

    @Test
    void thePageOfTheAssistantShowsCertificatesAndSeals() throws Exception {
        assertThat(assistant.send(assistant.request("/")).body()).contains("未检测到CA锁");
        ForgedKey.sm2(keys, "dual<b>");

        String page = assistant.send(assistant.request("/")).body();

        assertThat(page).contains(
                "签名证书", "加密证书", "证书状态正常", "还剩 364天", "ABC", "DEF", ForgedKey.MEDIUM_NUMBER,
                "签章显示", "公章", "src=\"data:image/png;base64," + ForgedKey.PNG);
        assertThat(page).contains("dual&lt;b&gt;").doesNotContain("<b>", "<script");
    }

    @Test
    void certificateIsShownAsPeopleReadIt() throws Exception {
        ForgedKey.sm2(keys, "dual");

        JsonNode signing = json(assistant.get("/keys")).path("keys").path(0).path("signing");

        assertThat(signing.path("subject").asString()).isEqualTo("C=CN,O=呼和浩特市,CN=青城建设（演示）");
        assertThat(signing.path("name").asString()).isEqualTo("青城建设（演示）");
        assertThat(signing.path("issuer").asString()).isEqualTo("C=CN,O=DEMO CA,CN=DEMO Issuing CA");
        assertThat(signing.path("issuer_name").asString()).isEqualTo("DEMO Issuing CA");
        assertThat(signing.path("serial").asString()).isEqualTo("ABC");
        assertThat(signing.path("version").asInt()).isEqualTo(3);
        // 2026-01-31T16:00Z is the next day in Beijing.
        assertThat(signing.path("not_before").asString()).isEqualTo("2026-02-01");
        assertThat(signing.path("not_after").asString()).isEqualTo("2027-11-20");
        assertThat(signing.path("days_left").asInt()).isEqualTo(364);
        assertThat(signing.path("state").asString()).isEqualTo("valid");
        assertThat(signing.path("algorithm").asString()).isEqualTo("SM2");
    }

    @Test
    void rsaKeyHasNoEncryptionCertificate() throws Exception {
        ForgedKey.rsa(keys, "plain");

        JsonNode key = json(assistant.get("/keys")).path("keys").path(0);

        assertThat(key.path("encryption").isNull()).isTrue();
        assertThat(key.path("signing").path("algorithm").asString()).isEqualTo("RSA-2048");
    }

    @Test
    void brokenKeyIsNamedAndDoesNotHideTheOthers() throws Exception {
        ForgedKey.sm2(keys, "good");
        Files.writeString(keys.resolve("broken.p12"), "not a key");

        JsonNode answer = json(assistant.get("/keys"));

        assertThat(answer.path("keys").size()).isEqualTo(1);
        assertThat(answer.path("unreadable").size()).isEqualTo(1);
        assertThat(answer.path("unreadable").path(0).path("id").asString()).isEqualTo("broken");
        assertThat(answer.path("unreadable").path(0).path("reason").asString())
                .isEqualTo("broken.p12 is not a PKCS#12 file");
    }
}
