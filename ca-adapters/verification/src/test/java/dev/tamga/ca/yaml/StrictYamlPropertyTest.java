package dev.tamga.ca.yaml;

import java.nio.charset.StandardCharsets;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** A file is read, or refused with its name; nothing else happens. */
class StrictYamlPropertyTest {
    private static final String SEED = "20261121";

    @Property(seed = SEED)
    void anyTextIsReadOrRefusedByName(@ForAll String text) {
        try {
            StrictYaml.read("any.yml", text.getBytes(StandardCharsets.UTF_8)).done();
        } catch (YamlFault fault) {
            assertThat(fault.getMessage()).startsWith("any.yml");
        }
    }

    @Property(seed = SEED)
    void keyIsKnownOnlyWhereItWasAskedFor(@ForAll @AlphaChars @StringLength(min = 1, max = 20) String word) {
        byte[] file = ("key-" + word + ": \"" + word + "\"").getBytes(StandardCharsets.UTF_8);
        YamlMap asked = StrictYaml.read("any.yml", file);

        assertThat(asked.text("key-" + word)).isEqualTo(word);
        assertThatCode(asked::done).doesNotThrowAnyException();
        assertThatCode(StrictYaml.read("any.yml", file)::done).isInstanceOf(YamlFault.class);
    }
}
