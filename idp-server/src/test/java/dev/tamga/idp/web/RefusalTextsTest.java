package dev.tamga.idp.web;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tamga.ca.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

final class RefusalTextsTest {

    static List<String> codes() {
        return Arrays.stream(Refusal.class.getPermittedSubclasses()).map(RefusalTextsTest::code).toList();
    }

    private static String code(Class<?> refusal) {
        try {
            Constructor<?> constructor = refusal.getConstructor(String.class);
            return ((Refusal) constructor.newInstance("test")).code();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyRefusalSaysWhatHappenedAndWhatToDoNextInBothLanguages(String code) {
        for (String part : List.of("title", "text", "next")) {
            String key = "refusal." + code + "." + part;
            for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                assertThat(Templates.messages().getMessage(key, null, locale)).as("%s %s", key, locale).isNotBlank();
            }
        }
    }
}
