package dev.tamga.sample.e2e;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code java -jar sample-platform.jar probe} as an operator's monitoring runs it. */
@ExtendWith(EndToEnd.class)
final class ProbeRunTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final RunningDemo demo;

    ProbeRunTest(RunningDemo demo) {
        this.demo = demo;
    }

    /** What the probe printed and its exit code. */
    private record Run(int exit, JsonNode json) {
        String text(String name) {
            return json.path(name).asString("");
        }
    }

    private Run probe(String key, String pin) throws Exception {
        Process process = new ProcessBuilder(List.of(
                RunningDemo.java(), "-XX:TieredStopAtLevel=1", "-jar", "target/sample-platform.jar", "probe",
                "--issuer", demo.issuer(),
                "--key", demo.place().key(key).toString(), "--pin", pin,
                "--client-secret-file", demo.place().demo().resolve("platform/150100.secret").toString(),
                "--redirect-uri", demo.place().origin("hohhot") + "/callback",
                "--scope", "profile organization account"))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), JSON.readTree(said));
    }

    @ParameterizedTest
    @CsvSource({"bjca-enterprise,bjca", "cfca-enterprise,cfca", "cfca-enterprise-rsa,cfca", "snca-enterprise,snca",
        "nmgca-enterprise,nmgca", "szca-enterprise,szca", "gxca-enterprise,gxca"})
    void everyBoundKeyGetsAVerifiedIdToken(String key, String ca) throws Exception {
        Run run = probe(key, "123456");

        assertThat(run.exit()).as("%s", run.json()).isZero();
        assertThat(run.json().path("ok").asBoolean()).isTrue();
        JsonNode token = run.json().path("id_token");
        assertThat(token.path("iss").asString()).isEqualTo(demo.issuer());
        assertThat(token.path("acr").asString()).isEqualTo("urn:tamga:acr:certificate");
        assertThat(token.path("sub").asString()).matches("[a-z2-7]{26}");
        JsonNode userinfo = run.json().path("userinfo");
        assertThat(userinfo.path("sub")).isEqualTo(token.path("sub"));
        assertThat(userinfo.path("name").asString()).endsWith("（演示）");
        assertThat(userinfo.path("ca_id").asString()).isEqualTo(ca);
        assertThat(userinfo.path("unified_social_credit_code").asString()).hasSize(18);
        assertThat(run.json().path("steps")).isNotEmpty()
                .allSatisfy(step -> assertThat(step.path("status").asString()).isEqualTo("ok"));
    }

    @ParameterizedTest
    @CsvSource({"bjca-secondary,not-bound", "bjca-revoked,revoked"})
    void aRefusedKeyIsNamedWithStepAndReason(String key, String code) throws Exception {
        Run run = probe(key, "123456");

        assertThat(run.exit()).as("%s", run.json()).isOne();
        assertThat(run.json().path("ok").asBoolean()).isFalse();
        assertThat(run.text("failed_step")).isEqualTo("sign-in");
        assertThat(run.text("reason")).contains(code).containsPattern("incident [a-z2-7]{10}");
        assertThat(run.json().has("id_token")).isFalse();
    }

    @Test
    void aWrongPinIsNamedWithTheTriesLeft() throws Exception {
        Run run = probe("bjca-expired", "000000");

        assertThat(run.exit()).isOne();
        assertThat(Map.of("step", run.text("failed_step"), "reason", run.text("reason")))
                .isEqualTo(Map.of("step", "sign", "reason", "the PIN is wrong; tries left: 5"));
    }
}
