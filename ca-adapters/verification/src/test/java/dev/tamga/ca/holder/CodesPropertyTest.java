package dev.tamga.ca.holder;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

/** Check digits do what GB 32100 and GB 11643 promise: one check character fits, and no single slip passes. */
class CodesPropertyTest {
    private static final String SEED = "20261121";
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    @Property(seed = SEED, tries = 300)
    void exactlyOneCheckCharacterFits(@ForAll("bodies") String body) {
        List<String> valid = ALPHABET.chars().mapToObj(check -> body + (char) check)
                .filter(code -> CreditCode.of(code).isPresent())
                .toList();

        assertThat(valid).hasSizeLessThanOrEqualTo(1);
    }

    @Property(seed = SEED, tries = 300)
    void noSingleSlipInACreditCodePasses(@ForAll @IntRange(max = 17) int place, @ForAll("characters") char other) {
        String code = "91110000600001760P";
        String slip = code.substring(0, place) + other + code.substring(place + 1);

        assertThat(CreditCode.of(slip).isPresent()).isEqualTo(slip.equals(code));
    }

    @Property(seed = SEED, tries = 300)
    void noSingleSlipInAnIdentityNumberPasses(@ForAll @IntRange(max = 17) int place, @ForAll("digits") char other) {
        String number = "11010519491231002X";
        String slip = number.substring(0, place) + other + number.substring(place + 1);

        assertThat(IdentityNumber.of(slip).isPresent()).isEqualTo(slip.equals(number));
    }

    @Property(seed = SEED)
    void anyTextIsAnswered(@ForAll String text) {
        assertThat(CreditCode.of(text)).isEmpty();
        assertThat(IdentityNumber.of(text)).isEmpty();
        assertThat(OrganisationCode.of(text)).isEmpty();
    }

    @Provide
    static Arbitrary<String> bodies() {
        return Arbitraries.strings().withChars(ALPHABET).ofLength(17);
    }

    @Provide
    static Arbitrary<Character> characters() {
        return Arbitraries.chars().with(ALPHABET);
    }

    @Provide
    static Arbitrary<Character> digits() {
        return Arbitraries.chars().with("0123456789X");
    }
}
