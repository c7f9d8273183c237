package dev.tamga.idp.wiring;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** conf/application.yml carries every setting and none that nobody reads. */
final class SettingsDocumentedTest {
    private static final Path FILE = Path.of(System.getProperty("tamga.root"), "conf", "application.yml");
    /** Read by the demo's wiring, which is not in the production jar. */
    private static final String DEMO = "demo.keys";

    private static void read(String prefix, Class<?> type, TreeSet<String> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (component.getType().isRecord()) {
                read(prefix + name + ".", component.getType(), keys);
            } else {
                keys.add(prefix + name);
            }
        }
    }

    private static void documented(String prefix, Map<?, ?> section, TreeSet<String> keys) {
        section.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                documented(prefix + name + ".", inner, keys);
            } else {
                keys.add(prefix + name);
            }
        });
    }

    @Test
    void theFileHasEverySettingAndNoOther() throws IOException {
        TreeSet<String> read = new TreeSet<>();
        read("", TamgaSettings.class, read);
        read.add(DEMO);
        // A setting without a default stands there behind a "# ".
        String text = Files.readString(FILE).replaceAll("(?m)^( +)# ([a-z][a-z-]*: )", "$1$2");
        TreeSet<String> documented = new TreeSet<>();
        documented("", (Map<?, ?>) new Yaml().<Map<?, ?>>load(text).get("tamga"), documented);

        assertThat(documented).isEqualTo(read);
    }
}
