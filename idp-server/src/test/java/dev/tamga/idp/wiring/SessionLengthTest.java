package dev.tamga.idp.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Security checklist, row 33: at most 15 minutes idle and 12 hours in all, whatever an operator writes. */
final class SessionLengthTest {

    private static TamgaSettings.Lifetimes read(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("tamga.issuer", "http://localhost:9000");
        return new Binder(new MapConfigurationPropertySource(settings)).bind("tamga", TamgaSettings.class).get().lifetime();
    }

    @Test
    void theDefaultsAreTheLongest() {
        assertThat(read(Map.of()).sessionIdle()).isEqualTo(Duration.ofMinutes(15));
        assertThat(read(Map.of()).sessionAbsolute()).isEqualTo(Duration.ofHours(12));
    }

    @ParameterizedTest
    @CsvSource({
        "session-idle, PT15M1S", "session-idle, PT0S", "session-idle, -PT1M", "session-absolute, PT12H1S",
        "session-absolute, P1D"})
    void aLongerOneStopsTheStart(String key, String value) {
        assertThatThrownBy(() -> read(Map.of("tamga.lifetime." + key, value)))
                .rootCause().hasMessageContaining("tamga.lifetime." + key).hasMessageContaining("at most");
    }

    @Test
    void aShorterOneIsTaken() {
        assertThat(read(Map.of("tamga.lifetime.session-idle", "PT5M")).sessionIdle()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void theShippedFileSaysTheDefaults() throws IOException {
        assertThat(Files.readString(Path.of(System.getProperty("tamga.root"), "conf", "application.yml")))
                .contains("session-idle: PT15M", "session-absolute: PT12H");
    }
}
