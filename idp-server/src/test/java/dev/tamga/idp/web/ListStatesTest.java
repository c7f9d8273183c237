package dev.tamga.idp.web;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tamga.idp.binding.ShownKey;
import dev.tamga.idp.portal.Search;
import dev.tamga.idp.portal.Tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Every list that has nothing in it says so, and leaves no empty list behind. What fails while a page is made is a page
 * of its own (DatabaseAwayTest, MaintenanceTest); the lists that a script fills are in ListStatesBrowserTest.
 */
final class ListStatesTest {
    private final Templates templates = new Templates();

    private static Arguments none(String template, String says, Map<String, Object> model) {
        return arguments(template, says, model);
    }

    static Stream<Arguments> lists() {
        Map<String, Object> portal = Map.of(
                "tabs", List.of(), "openTab", "", "frequent", List.of(), "search", new Search("", ""), "found", false);
        Tile tile = new Tile("150100", "呼和浩特", "400-998-0000", "connected", true, null, "hhht", List.of());
        Map<String, Object> nothingFound = new HashMap<>(portal);
        nothingFound.put("tabs", List.of(new Tile.Tab("west", List.of(tile))));
        nothingFound.put("search", new Search("x", "x"));
        return Stream.of(
                none("home/home", "尚未配置CA机构", Map.of("cas", List.of())),
                none("home/ca-directory", "尚未配置CA机构", Map.of("cas", List.of())),
                none("portal/portal", "目前没有登记任何交易平台", portal),
                none("portal/portal", "您还没有进入过交易平台", nothingFound),
                none("portal/portal", "没有找到相符的交易平台", nothingFound),
                none("account/consents", "您还没有授权任何交易平台", Map.of("consents", List.of())),
                none("account/sign-ins", "最近180天内没有登录记录", Map.of("events", List.of(), "newest", true)),
                none("binding/keys", "还没有副锁", Map.of("keys", List.of(alone()), "primary", true)),
                none("binding/enterprise", "目前没有登记任何交易平台", Map.of(
                        "form", Map.of(), "errors", Map.of(), "platforms", List.of(), "divisions", List.of("150100"))),
                none("unbinding/status", "没有找到申请", Map.of("form", Map.of(), "errors", Map.of(), "unknown", true)),
                none("demo/mail", "还没有邮件", Map.of("letters", List.of())));
    }

    private static ShownKey alone() {
        java.time.LocalDate end = java.time.LocalDate.of(2027, 11, 21);
        return new ShownKey(
                "abcdefghijklmnopqrstuvwxyz", null, "primary", "1A10", null, "北京CA", null,
                new ShownKey.Validity(end.minusYears(2), end, 365), "good", null, true);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("lists")
    void aListWithNothingInItSaysSo(String template, String says, Map<String, Object> model) {
        String page = templates.render(template, Locale.SIMPLIFIED_CHINESE, Samples.whole(model));

        assertThat(page).contains(says);
        assertThat(page.replaceAll("\\s+", "")).doesNotContain("<ul></ul>").doesNotContainPattern("<ul[^>]*></ul>");
    }

    /** A notice is there or not: nobody is told that there is none. */
    @ParameterizedTest
    @MethodSource("dev.tamga.idp.web.TemplatesTest#samples")
    void noPageHasAListWithoutAnItem(Samples.Sample sample) {
        String page = templates.render(sample.template(), Locale.SIMPLIFIED_CHINESE, sample.model());
        assertThat(page.replaceAll("\\s+", ""))
                .doesNotContainPattern("<ul[^>]*></ul>").doesNotContainPattern("<tbody[^>]*></tbody>")
                .doesNotContainPattern("<sectionclass=\"notices\"[^>]*></section>");
    }
}
