package dev.tamga.ca.field;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.field.Source.EntityRule;
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
        Source source = new Source(
                EXTENSION, Optional.empty(), Optional.of(new EntityRule("7025", Set.of("JJ"))), Optional.empty());

        assertThat(source.values(with(ForgedExtension.utf8("1.2.3.4", id))).stream().findFirst().orElse(null))
                .isEqualTo(value);
    }

    @Test
    void fieldIsChosenByItsPatternWhateverTheOrder() throws IOException {
        Source code = new Source(CN, Optional.of("@"), Optional.empty(), Optional.of(Pattern.compile("N(.{18})")));

        assertThat(code.values(named("CN=051@公司@N91110108722619411A@1"))).containsExactly("91110108722619411A");
        assertThat(code.values(named("CN=051@N91110108722619411A@公司@1"))).containsExactly("91110108722619411A");
        assertThat(code.values(named("CN=051@Z11111111@公司@1"))).isEmpty();
    }

    @Test
    void repeatedAttributesKeepTheirOrder() throws IOException {
        assertThat(Source.of(CN).values(named("CN=one", "O=x", "CN=two"))).containsExactly("one", "two");
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
