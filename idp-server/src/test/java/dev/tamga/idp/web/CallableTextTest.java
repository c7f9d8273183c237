package dev.tamga.idp.web;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.idp.web.Samples.Sample;

import static org.assertj.core.api.Assertions.assertThat;

final class CallableTextTest {
    private static final Pattern LINK = Pattern.compile("(?s)<a [^>]*href=\"tel:[0-9+-]+\"[^>]*>[^<]*</a>");
    /** What bidders gave as their own is theirs to know; a title and an option can hold no link. */
    private static final Pattern APART = Pattern.compile(
            "(?s)<head>.*</head>|<(dd data-field=\"contact_phone\"|option)[^>]*>[^<]*</");

    static List<Sample> samples() {
        return Samples.all("呼和浩特市青城建设工程有限公司（演示）");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "400-998-0000", "4009980000", "4006-3426-58", "400-9197-888", "0471-962366", "0755-26588388", "025-66007915",
        "02566007915", "010-12345678", "13134715937", "+8613134715937"})
    void aNumberCanBeCalled(String number) {
        assertThat(CallableText.html("请拨打" + number + "，或联系平台。")).isEqualTo(
                "请拨打<a class=\"number\" href=\"tel:" + number + "\">" + number + "</a>，或联系平台。");
    }

    @Test
    void everyNumberOfATextCanBeCalled() {
        assertThat(CallableText.html("翔晟 025-66007915，包头 0472-6862335"))
                .contains("tel:025-66007915", "tel:0472-6862335", "翔晟 <a", "，包头 <a");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "1A1000000000A547FC", "5303201712015217", "00000000", "123456", "91150100MA0N8K3W1X", "2026-11-21 09:05",
        "24009980000", "4009980000123", "A13134715937", "1234-5678-9012-3456", "192.168.13134715937", "10.1.2.3"})
    void whatIsNoTelephoneNumberIsText(String text) {
        assertThat(CallableText.html("（" + text + "）")).isEqualTo("（" + text + "）");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:400-998-0000", "' onclick='x",
        "400-998-0000\" onclick=\"alert(1)", "400-998-0000<b>", "&lt;script&gt;", "tel:400-998-0000?x=<b>"})
    void whatComesFromOutsideIsText(String text) {
        String html = CallableText.html(text);
        String links = LINK.matcher(html).results().map(found -> found.group()).reduce("", String::concat);

        assertThat(LINK.matcher(html).replaceAll("")).doesNotContain("<", ">", "\"", "'");
        assertThat(links).doesNotContain("onclick", "onerror", "javascript", "<b>");
    }

    /** On every page, whoever wrote the text: nobody has to read a number from a page into a telephone. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void noPageHoldsANumberThatCannotBeCalled(Sample sample) {
        Templates templates = new Templates();
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            String page = templates.render(sample.template(), locale, sample.model());
            String rest = APART.matcher(LINK.matcher(page).replaceAll("")).replaceAll("").replaceAll("<[^>]*>", " ");
            assertThat(rest).doesNotContainPattern(CallableText.NUMBER);
            assertThat(page).doesNotContain("call:");
        }
    }
}
