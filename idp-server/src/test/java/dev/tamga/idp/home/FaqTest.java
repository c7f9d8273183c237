package dev.tamga.idp.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.tamga.ca.Refusal;
import dev.tamga.idp.RefusalPages;
import dev.tamga.idp.web.ErrorCode;
import dev.tamga.idp.web.Faq;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever is refused anything finds the entry that explains it. */
final class FaqTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern MENTION = Pattern.compile("more\\('([a-z-]+)'\\)|help='([a-z-]+)'|/help#([a-z-]+)\"");

    private static Set<String> entries() {
        return FaqGroup.ALL.stream()
                .flatMap(group -> group.entries().stream())
                .map(FaqGroup.Entry::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyRefusalHasItsEntry() {
        assertThat(Faq.refusals())
                .containsExactlyInAnyOrderElementsOf(RefusalPages.all().stream().map(Refusal::code).toList());
        assertThat(entries()).containsAll(Faq.refusals().stream().map(Faq::of).toList());
    }

    @Test
    void everyErrorHasAnEntryAndBeItWhatToSayWhenCalling() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(entries()).as(code.name()).contains(Faq.of(code.name().toLowerCase().replace('_', '-')));
        }
    }

    @Test
    void everyEntryThatAPagePointsToIsThere() throws IOException {
        Set<String> mentioned = new TreeSet<>();
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".html")).toList()) {
                Matcher matcher = MENTION.matcher(Files.readString(file));
                while (matcher.find()) {
                    mentioned.add(Stream.of(matcher.group(1), matcher.group(2), matcher.group(3))
                            .filter(java.util.Objects::nonNull).findFirst().orElseThrow());
                }
            }
        }
        assertThat(mentioned).contains("pin", "clock", "admission");
        assertThat(entries()).containsAll(mentioned);
    }
}
