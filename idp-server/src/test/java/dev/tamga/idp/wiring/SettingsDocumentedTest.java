package dev.tamga.idp.wiring;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import dev.tamga.ca.yaml.StrictYaml;

import static org.assertj.core.api.Assertions.assertThat;

/** conf/application.yml carries every setting, each with a comment above it. */
final class SettingsDocumentedTest {
    private static final Path FILE = Path.of(System.getProperty("tamga.root"), "conf", "application.yml");

    private static void collect(String prefix, Class<?> type, TreeSet<String> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            if (component.getType().isRecord()) {
                collect(prefix + name + ".", component.getType(), keys);
            } else {
                keys.add(prefix + name);
            }
        }
    }

    @Test
    void everySettingIsInTheFile() throws IOException {
        TreeSet<String> keys = new TreeSet<>();
        collect("", TamgaSettings.class, keys);
        String text = Files.readString(FILE);
        for (String key : keys) {
            String last = key.substring(key.lastIndexOf('.') + 1);
            assertThat(text).as(key).containsPattern("(?m)^\\s*(# )?" + last + ":");
        }
        assertThat(StrictYaml.read(FILE).has("tamga")).isTrue();
    }
}
