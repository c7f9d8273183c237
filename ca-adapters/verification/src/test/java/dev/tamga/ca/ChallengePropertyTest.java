package dev.tamga.ca;

import java.time.Instant;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** A challenge's line: read and written the same, and no other line is one. */
class ChallengePropertyTest {
    private static final String SEED = "20261121";

    @Property(seed = SEED)
    void lineIsReadAndWrittenTheSame(@ForAll("challenges") Challenge challenge) {
        assertThat(Challenge.parse(challenge.text())).isEqualTo(challenge);
        assertThat(challenge.text()).isASCII().doesNotContain("\n");
    }

    @Property(seed = SEED)
    void lineHasOneSpelling(@ForAll("challenges") Challenge challenge, @ForAll char place, @ForAll char other) {
        String line = challenge.text();
        int at = place % line.length();
        String changed = line.substring(0, at) + other + line.substring(at + 1);

        assertThat(parsed(changed).map(Challenge::text).orElse(changed)).isEqualTo(changed);
        assertThat(parsed(changed).filter(challenge::equals).isPresent()).isEqualTo(changed.equals(line));
    }

    @Property(seed = SEED)
    void anyOtherTextIsNone(@ForAll String text) {
        assertThat(parsed(text)).isEmpty();
    }

    @Provide
    static Arbitrary<Challenge> challenges() {
        Arbitrary<String> base64 = Arbitraries.strings().withChars("-_").alpha().numeric().ofLength(43);
        Arbitrary<String> origins = Arbitraries.of("https://ca.example.org", "http://localhost:9000", "https://[::1]:1");
        return Combinators.combine(
                Arbitraries.of(Challenge.Purpose.class), origins, base64,
                Arbitraries.longs().between(1, 999_999_999_999L), Arbitraries.oneOf(base64, Arbitraries.just("-")))
                .as((purpose, origin, nonce, expires, binds) ->
                        new Challenge(purpose, origin, nonce, Instant.ofEpochSecond(expires), binds));
    }

    private static Optional<Challenge> parsed(String line) {
        try {
            return Optional.of(Challenge.parse(line));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
