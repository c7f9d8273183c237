package dev.tamga.idp.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tamga.idp.web.Samples.Sample;

import static org.assertj.core.api.Assertions.assertThat;

final class TemplatesTest {
    private static final String NAME = "呼和浩特市青城建设工程有限公司（演示）";
    private static final String ATTACK = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'--";
    private static final Path SOURCES = Path.of("src/main/resources/templates");
    // An unresolved key is rendered as ??key_locale?? by Thymeleaf.
    private static final Pattern MISSING = Pattern.compile("\\?\\?[a-z].*\\?\\?");
    private static final Pattern INLINE = Pattern.compile(
            "<style|\\sstyle=|th:style|\\son[a-z]+=|th:on[a-z]+=|javascript:"
                    + "|th:utext|th:inline|\\[\\(|//(?!www\\.thymeleaf)[a-z]+\\.");

    private final Templates templates = new Templates();

    static List<Sample> samples() {
        return Samples.all(NAME);
    }

    static List<Sample> attacks() {
        return Samples.all(ATTACK);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void everyTemplateRendersInBothLanguages(Sample sample) throws IOException {
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            String page = templates.render(sample.template(), locale, sample.model());
            assertThat(page).contains("lang=\"" + (locale == Locale.ENGLISH ? "en" : "zh-CN") + "\"")
                    .contains("<main", "400-998-0000", "id=\"content\"")
                    .doesNotContainPattern(MISSING)
                    .doesNotContain("th:");
            assertThat(page.split("<h1", -1)).as("one main heading").hasSize(2);
            keep(sample.page(), locale, page);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void namesFromOutsideAreTextAndNothingElse(Sample sample) {
        String page = templates.render(sample.template(), Locale.SIMPLIFIED_CHINESE, sample.model());
        assertThat(page).doesNotContain("<script>alert", "<img src=x");
    }

    @Test
    void noTemplateHoldsAScriptOrAStyleOrAnAddressOfAnotherSite() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".html")).toList()) {
                String source = Files.readString(file);
                assertThat(source).as(file.toString()).doesNotContainPattern(INLINE);
                assertThat(source.replaceAll("<script[^>]* src=\"/js/[a-z-]+\\.js\"[^>]*></script>", ""))
                        .as(file.toString())
                        .doesNotContain("<script");
            }
        }
    }

    @Test
    void everyPageOfARefusalSaysItsCodeAndItsIncident() {
        for (Sample sample : samples()) {
            if (sample.model().containsKey("code")) {
                assertThat(templates.render(sample.template(), Locale.ENGLISH, sample.model()))
                        .contains("id=\"error-page\"")
                        .contains("data-code=\"" + sample.model().get("code") + "\"")
                        .contains("data-incident=\"K7M2QX4TZA\"");
            }
        }
    }

    /** For the eye: target/pages/zh/home-home.html and its sisters, with the style sheet beside them. */
    private static void keep(String name, Locale locale, String page) throws IOException {
        Path file = Path.of("target/pages", locale.getLanguage(), name.replace('/', '-').replace('@', '-') + ".html");
        Files.createDirectories(file.getParent());
        Files.writeString(file, page);
    }
}
