package dev.tamga.ca.field;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.field.Source.Place;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Reading values from the four kinds of place (ca-certificates.md §1.1). */
class SourceTest {
    private static final Place EXTENSION = new Place.Extension("1.2.3.4");
    private static final Place CN = new Place.Attribute("2.5.4.3");

    @ParameterizedTest(name = "{0} reads {1}")
    @CsvSource({
        "0c03414243, ABC", "1303414243, ABC", "1603414243, ABC", "1e06004100420043, ABC",
        // Nested context tags, as in a0 14 13 12 …
        "a0051303414243, ABC", "30051303414243, ABC", "31051303414243, ABC", "300730051303414243, ABC",
        "30080201051303414243, ABC", "8003414243, ABC", "0403414243, ABC",
        // No DER inside: the bare text.
        "414243, ABC"
    })
    void textIsUnwrapped(String hex, String text) throws IOException {
        CertificateView certificate = with(ForgedExtension.raw("1.2.3.4", HexFormat.of().parseHex(hex)));

        assertThat(Source.of(EXTENSION).values(certificate)).containsExactly(text);
    }

    @ParameterizedTest(name = "{0} says nothing")
    @CsvSource({"0500", "020105", "0c00", "0101ff", "0403000102", "0c0541", "3000", "c3"})
    void whatIsNoTextSaysNothing(String hex) throws IOException {
        CertificateView certificate = with(ForgedExtension.raw("1.2.3.4", HexFormat.of().parseHex(hex)));

        assertThat(Source.of(EXTENSION).values(certificate)).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "1@7025JJ091110108722619411A, 91110108722619411A",
        "-1@7025JJ091110108722619411A, 91110108722619411A",
        "1@7025JJ1OTExMTAxMDg3MjI2MTk0MTFB, 91110108722619411A",
        "1@7025SF1OTExMTAxMDg3MjI2MTk0MTFB,",
        "1@7026JJ091110108722619411A,",
        "1@7025JJ1===,", "1@7025JJ2x,", "@7025JJ0x,", "7025JJ0x,", "1@7025JJ0,"
    })
    void entityIdIsReadByItsGrammar(String id, String value) throws IOException {
        Source source = Source.of(EXTENSION, new Take.Entity("7025", Set.of("JJ")));

        assertThat(source.values(with(ForgedExtension.utf8("1.2.3.4", id))).stream().findFirst().orElse(null))
                .isEqualTo(value);
    }

    @Test
    void fieldIsChosenByItsPatternWhateverTheOrder() throws IOException {
        Source code = split(Fields.split("@"));

        assertThat(code.values(named("CN=051@公司@N91110108722619411A@1"))).containsExactly("91110108722619411A");
        assertThat(code.values(named("CN=051@N91110108722619411A@公司@1"))).containsExactly("91110108722619411A");
        assertThat(code.values(named("CN=051@Z11111111@公司@1"))).isEmpty();
    }

    @Test
    void repeatedAttributesKeepTheirOrder() throws IOException {
        assertThat(Source.of(CN).values(named("CN=one", "O=x", "CN=two"))).containsExactly("one", "two");
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource({
        "051@公司@N91110108722619411A@1, 91110108722619411A", "051@N91110108722619411A@公司@1, 91110108722619411A",
        "N91110108722619411A@公司@x@1,", "051@公司@x@N91110108722619411A,", "051@公司@N91110108722619411A,",
        "051@公司@N91110108722619411A@1@2,"
    })
    void fieldCountsInItsPlaceAndNumberAlone(String cn, String value) throws IOException {
        Source code = split(new Fields("@", Optional.of(4), Set.of(2, 3), Optional.empty()));

        assertThat(code.values(named("CN=" + cn)).stream().findFirst().orElse(null)).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0} is a conflict: {1}")
    @CsvSource({
        "051@公司@N91110108722619411A@1, false", "051@N91110000600001760P@N91110108722619411A@1, true",
        "051@Z1234567@N91110108722619411A@1, true", "N12345678@公司@N91110108722619411A@1, false"
    })
    void twoFieldsOfTheFormThatOneMayHaveAreAConflict(String cn, boolean isConflict) throws IOException {
        Source code = split(new Fields(
                "@", Optional.of(4), Set.of(2, 3), Optional.of(Pattern.compile("N[0-9A-Z]{8,}|Z.+"))));

        assertThat(code.conflict(named("CN=" + cn)).isPresent()).isEqualTo(isConflict);
    }

    @ParameterizedTest(name = "{0} is {1} and {2}")
    @CsvSource({
        "91610131MA6TX75M52陕西公司, 91610131MA6TX75M52, 陕西公司", "91610131MA6TX75M52（陕西）公司, 91610131MA6TX75M52, （陕西）公司",
        "陕西公司,,", "91610131MA6TX75M52,,", "91610131MA6TX75M529陕西公司,,", "91610131MA6TX75M5陕西公司,,"
    })
    void codeGluedToANameIsTakenOff(String text, String code, String name) throws IOException {
        CertificateView certificate = named("CN=" + text);

        assertThat(Source.of(CN, Take.Glued.CODE).values(certificate).stream().findFirst().orElse(null))
                .isEqualTo(code);
        assertThat(Source.of(CN, Take.Glued.NAME).values(certificate).stream().findFirst().orElse(null))
                .isEqualTo(name);
    }

    @ParameterizedTest(name = "base64 {0} is {1}")
    @CsvSource({"6Z2S5Z+O5YWs5Y+4, 青城公司", "x+Czx7mry74=, 青城公司", "青城公司,", "====,", "/w==,"})
    void base64IsDecodedAsUtf8OrGbk(String encoded, String text) throws IOException {
        Source source = Source.of(EXTENSION, Take.Encoded.BASE64);

        assertThat(source.values(with(ForgedExtension.utf8("1.2.3.4", encoded))).stream().findFirst().orElse(null))
                .isEqualTo(text);
    }

    @Test
    void certificatePoliciesAreValuesToo() throws IOException {
        CertificateView certificate = with(ForgedExtension.policies("1.2.156.1", "1.2.156.2"));

        assertThat(Source.of(new Place.Policies()).values(certificate)).containsExactly("1.2.156.1", "1.2.156.2");
    }

    /** 青城公司 in GBK: C7 E0 B3 C7 B9 AB CB BE. */
    @ParameterizedTest(name = "{0} is 青城公司")
    @CsvSource({
        "1408c7e0b3c7b9abcbbe", "1308c7e0b3c7b9abcbbe", "1608c7e0b3c7b9abcbbe", "1e08c7e0b3c7b9abcbbe",
        "1e089752 57ce 516c 53f8", "0c0ce99d92e59f8ee585ace58fb8", "140ce99d92e59f8ee585ace58fb8",
        "c7e0b3c7b9abcbbe", "0408c7e0b3c7b9abcbbe", "8008c7e0b3c7b9abcbbe"
    })
    void chineseIsReadInWhateverTypeItStands(String hex) throws IOException {
        byte[] value = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(Source.of(EXTENSION).values(with(ForgedExtension.raw("1.2.3.4", value))))
                .containsExactly("青城公司");
    }

    private static Source split(Fields fields) {
        return new Source(CN, Optional.of(fields), List.of(new Take.Match(Pattern.compile("N(.{18})"))));
    }

    private static CertificateView with(ForgedExtension extension) throws IOException {
        return view(leaf().subject("CN=x").extension(extension));
    }

    private static CertificateView named(String... rdns) throws IOException {
        return view(leaf().subject(rdns));
    }

    private static CertificateView view(Certificates certificate) throws IOException {
        return CertificateReader.parse(certificate.forge().encoded());
    }

    private static Certificates leaf() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        return Certificates.root().valid(from, from.plusSeconds(1));
    }
}
