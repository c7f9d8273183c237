package dev.tamga.ca.yaml;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The form of operators' files. */
class StrictYamlTest {

    @Test
    void valuesAreReadAsTheyAreSpelled() {
        YamlMap map = read("""
                phone: 0471
                since: 2026-11-21
                list: [a, 1]
                sub: {x: y}
                many: [{a: 1}, {a: 2}]
                on: true
                count: 12
                age: PT12H
                """);

        assertThat(map.text("phone")).isEqualTo("0471");
        assertThat(map.text("since")).isEqualTo("2026-11-21");
        assertThat(map.texts("list")).containsExactly("a", "1");
        assertThat(map.map("sub").text("x")).isEqualTo("y");
        assertThat(map.maps("many")).hasSize(2).allSatisfy(one -> assertThat(one.number("a", 1, 2)).isPositive());
        assertThat(map.flag("on")).isTrue();
        assertThat(map.number("count", 0, 12)).isEqualTo(12);
        assertThat(map.duration("age")).isEqualTo(Duration.ofHours(12));
        assertThat(map.find("absent")).isEmpty();
        assertThat(map.findTexts("absent")).isEmpty();
        assertThat(map.findMap("absent")).isEmpty();
        map.done();
    }

    @Test
    void unknownKeyIsNamedWithItsLine() {
        YamlMap map = read("known: 1\nsub:\n  colour: red\n");
        map.text("known");
        YamlMap sub = map.map("sub");
        sub.find("color");

        assertThatThrownBy(map::done).isInstanceOf(YamlFault.class)
                .hasMessage("test.yml:3: sub.colour is not a known key; expected one of color");
    }

    @Test
    void faultNamesFileLineKeyFoundAndExpected() {
        YamlMap map = read("a: 1\nmax-age: 2 day\n");

        assertThatThrownBy(() -> map.duration("max-age"))
                .hasMessage("test.yml:2: max-age is \"2 day\"; expected an ISO-8601 duration such as PT12H");
        assertThatThrownBy(() -> map.text("absent"))
                .hasMessage("test.yml:1: absent is missing; expected it to be there");
        assertThatThrownBy(() -> map.maps("a")).hasMessage("test.yml:1: a is \"1\"; expected a list");
        assertThatThrownBy(() -> map.map("a")).hasMessage("test.yml:1: a is \"1\"; expected a mapping");
        assertThatThrownBy(() -> map.number("a", 2, 3)).hasMessageContaining("expected a whole number from 2 to 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: ", "a: ~", "a: ''", "a: true", "a: [x]", "a: {b: c}"})
    void whatIsNoTextIsRefused(String content) {
        assertThatThrownBy(() -> read(content).text("a"))
                .isInstanceOf(YamlFault.class).hasMessageContaining("test.yml:1: a");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "just text", "- a\n- b", "a: b\na: c", "a: &x b\nc: *x", "a: *x",
        "a: !!javax.script.ScriptEngineManager []", "!!map {a: b}", "a: !x b", "a: b\n---\nc: d", "{", "a: [", "a: \"",
                "\tx", "<<: {a: b}", "? [a]\n: b",
        "a: b: c", "a: %x", "@", "a: \u0007"
    })
    void oddFilesAreRefusedWithTheirName(String content) {
        assertThatThrownBy(() -> read(content)).isInstanceOf(YamlFault.class).hasMessageStartingWith("test.yml");
    }

    @Test
    void longDeepAndForeignFilesAreRefused() {
        assertThatThrownBy(() -> read("a: " + "x".repeat(StrictYaml.MAX_BYTES))).isInstanceOf(YamlFault.class);
        assertThatThrownBy(() -> read("a: " + "[".repeat(5000))).isInstanceOf(YamlFault.class);
        assertThatThrownBy(() -> StrictYaml.read("test.yml", new byte[] {'a', ':', ' ', (byte) 0xff}))
                .isInstanceOf(YamlFault.class).hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> StrictYaml.read(Path.of("/nowhere/x.yml"))).isInstanceOf(YamlFault.class);
    }

    private static YamlMap read(String content) {
        return StrictYaml.read("test.yml", content.getBytes(StandardCharsets.UTF_8));
    }
}
