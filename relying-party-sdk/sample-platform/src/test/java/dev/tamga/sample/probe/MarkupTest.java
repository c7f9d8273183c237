package dev.tamga.sample.probe;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.sample.probe.Markup.Tag;

import static org.assertj.core.api.Assertions.assertThat;

class MarkupTest {
    @Test
    void attributesMayBeQuotedOrNot() {
        assertThat(tags("<INPUT Type=hidden name='a b' value=\"&lt;&#39;&#x5F20;&amp;amp;\" disabled/>"))
                .containsExactly(new Tag(
                        "input", Map.of("type", "hidden", "name", "a b", "value", "<'张&amp;", "disabled", "")));
    }

    @Test
    void textThatLooksLikeTagsIsNone() {
        assertThat(tags("<!-- <a> --><script>if (1 < 2) '<b>'</script><title><i></title><p>1 < 2</p>"))
                .extracting(Tag::name)
                .containsExactly("script", "/script", "title", "/title", "p", "/p");
    }

    @Test
    void firstOfTwoEqualAttributesCounts() {
        assertThat(tags("<a href=1 href=2>")).containsExactly(new Tag("a", Map.of("href", "1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "<", "<<<", "<a", "<a b", "<a b=", "<a b=\"", "<!--", "<script>", "</", "<a \"'<>=", "&#x110000;"
    })
    void brokenMarkupEnds(String html) {
        assertThat(tags(html)).hasSizeLessThan(3);
    }

    @Test
    void hostileMarkupIsReadInReasonableTime() {
        assertThat(tags("<a " + "b".repeat(300_000) + "= ".repeat(100_000))).hasSize(1);
        assertThat(tags("<".repeat(500_000))).isEmpty();
        assertThat(tags("<script>".repeat(50_000))).hasSize(1);
    }

    private static List<Tag> tags(String html) {
        return new Markup(html).tags();
    }
}
