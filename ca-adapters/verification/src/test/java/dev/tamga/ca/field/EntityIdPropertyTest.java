package dev.tamga.ca.field;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

import static org.assertj.core.api.Assertions.assertThat;

/** The grammar of ca-certificates.md §3, both ways. */
class EntityIdPropertyTest {
    private static final String SEED = "20261121";

    @Property(seed = SEED)
    void valueIsTheSamePlainAndInBase64(
            @ForAll @IntRange(min = -999_999, max = 999_999) int number,
            @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 60) String value) {
        String base64 = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));

        assertThat(EntityId.parse(number + "@7025JJ0" + value))
                .isPresent().isEqualTo(EntityId.parse(number + "@7025JJ1" + base64));
        assertThat(EntityId.parse(number + "@7025JJ0" + value).orElseThrow().isOf("7025", Set.of("JJ"))).isTrue();
        assertThat(EntityId.parse(number + "@7025JJ0" + value).orElseThrow().isOf("5009", Set.of("JJ"))).isFalse();
    }

    @Property(seed = SEED)
    void anyTextWithoutAnAtIsNone(@ForAll String text) {
        assertThat(EntityId.parse(text.replace("@", ""))).isEmpty();
    }
}
