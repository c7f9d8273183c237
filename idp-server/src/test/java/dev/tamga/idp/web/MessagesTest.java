package dev.tamga.idp.web;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class MessagesTest {
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final List<Path> USERS = List.of(Path.of("src/main/resources/templates"), Path.of("src/main/java"));
    /** #{a.key} or #{|a.key.${with}.parts|} in a template, "a.key" in Java. */
    private static final Pattern IN_TEMPLATE =
            Pattern.compile("#\\{\\|?([a-z][A-Za-z0-9._-]*(?:\\$\\{[^}]*}[A-Za-z0-9._-]*)*)");
    private static final Pattern IN_JAVA = Pattern.compile(
            "\"([a-z][a-z0-9_-]*(?:\\.[a-z0-9_-]+)*\\.|[a-z][a-z0-9_-]*(?:\\.[a-z0-9_-]+)+)\"");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        assertThat(keys("messages_en.properties")).isEqualTo(keys("messages.properties"));
    }

    @Test
    void noKeyIsThereTwice() throws IOException {
        for (String file : List.of("messages.properties", "messages_en.properties")) {
            List<String> lines = Files.readAllLines(MESSAGES.resolve(file)).stream()
                    .filter(line -> line.contains("=") && !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf('=')))
                    .toList();
            assertThat(lines).as(file).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyKeyInATemplateHasAText() throws IOException {
        Set<String> known = keys("messages.properties");
        for (String used : used(USERS.get(0), IN_TEMPLATE)) {
            Pattern key = matching(used);
            assertThat(known).as("a text for " + used).anyMatch(text -> key.matcher(text).matches());
        }
    }

    @Test
    void everyTextIsUsed() throws IOException {
        Set<Pattern> used = Stream.concat(
                        used(USERS.get(0), IN_TEMPLATE).stream(), used(USERS.get(1), IN_JAVA).stream())
                .map(MessagesTest::matching)
                .collect(Collectors.toSet());
        assertThat(keys("messages.properties").stream()
                        .filter(key -> used.stream().noneMatch(pattern -> pattern.matcher(key).matches())))
                .as("texts that nobody shows")
                .isEmpty();
    }

    @Test
    void englishIsEnglish() throws IOException {
        Properties english = read("messages_en.properties");
        for (String key : english.stringPropertyNames()) {
            // The letter is filed in Chinese, and one message of the former system is quoted.
            if (!key.startsWith("letter.") && !english.getProperty(key).contains("初始化签名证书选择模式失败")) {
                assertThat(english.getProperty(key)).as(key).doesNotContainPattern(CHINESE);
            }
        }
    }

    private static Set<String> used(Path folder, Pattern mention) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher matcher = mention.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found;
    }

    /** A part that is only known at run time, and the rest of a key that Java puts together, may be anything. */
    private static Pattern matching(String mention) {
        String expression = Stream.of(mention.split("\\$\\{[^}]*}", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("[A-Za-z0-9_-]+"));
        return Pattern.compile(mention.endsWith(".") ? expression + ".*" : expression);
    }

    private static Set<String> keys(String file) throws IOException {
        return new TreeSet<>(read(file).stringPropertyNames());
    }

    private static Properties read(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(MESSAGES.resolve(file), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
