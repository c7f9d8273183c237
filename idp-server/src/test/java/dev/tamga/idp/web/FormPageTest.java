package dev.tamga.idp.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.RunningTamga;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever changes the language of an answer to a form stays at that form. */
@Tag("database")
final class FormPageTest {
    private static final String KEY = "nmgca-enterprise";
    private static final Pattern LANGUAGE = Pattern.compile("hreflang=\"en\" href=\"([^\"]+)\"");

    private Bidder bidder;

    @BeforeEach
    void signIn() throws Exception {
        bidder = new Bidder(RunningTamga.get());
        bidder.bind(KEY);
        bidder.signIn(KEY);
    }

    private static String otherLanguage(HttpResponse<String> page) {
        Matcher link = LANGUAGE.matcher(page.body());
        assertThat(link.find()).as(page.body()).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    @ParameterizedTest
    @CsvSource({
        "/sign-in, /sign-in", "/sign-in/demo-key, /sign-in", "/sign-in/leave, /sign-in",
        "/sign-in/turned-away, /", "/binding/enterprise, /binding/enterprise", "/binding/person/demo-key, /binding/person",
        "/binding/renamed, /binding/renamed", "/unbinding/enterprise, /unbinding/enterprise",
        "/unbinding/status, /unbinding/status", "/account/edit, /account/edit", "/account/keys/add, /account/keys/add",
        "/account/keys/add/demo-key, /account/keys/add",
        "/account/keys/aaaaaaaaaaaaaaaaaaaaaaaaaa/label, /account/keys",
        "/account/key-notices/aaaaaaaaaaaaaaaaaaaaaaaaaa/dismiss, /sign-in/certificate",
        "/account/consents/150100/withdraw, /account/consents/150100/withdraw", "/account/sign-out, /account/sign-out",
        "/portal/start, /portal", "/sign-out, /connect/logout", "/consent, /"})
    void aFormThatWasNotTakenLeadsToItsPageInTheOtherLanguage(String action, String page) throws Exception {
        HttpResponse<String> refused = bidder.browser().post(action, Map.of("_csrf", new String[] {"forged"}));
        assertThat(refused.statusCode()).isEqualTo(403);

        String link = otherLanguage(refused);
        assertThat(link).isEqualTo(page + "?lang=en");
        assertThat(bidder.browser().get(link).statusCode()).as(link).isIn(200, 303, 404);
        assertThat(refused.body()).contains("id=\"error-action\" href=\"" + page + "\"");
    }

    @Test
    void theRequestOfAPlatformIsKept() throws Exception {
        String id = "r".repeat(43);
        HttpResponse<String> refused = bidder.browser().post(
                "/consent", Map.of("_csrf", new String[] {"forged"}, "request", new String[] {id}));
        assertThat(otherLanguage(refused)).isEqualTo("/consent?request=" + id + "&lang=en");
        HttpResponse<String> hostile = bidder.browser().post(
                "/consent", Map.of("_csrf", new String[] {"forged"}, "request", new String[] {"\"><script>"}));
        assertThat(otherLanguage(hostile)).isEqualTo("/?lang=en");
    }

    @Test
    void fieldErrorsStayAtTheirForm() throws Exception {
        bidder.browser().get("/account/edit");
        assertThat(otherLanguage(bidder.browser().post("/account/edit", Map.of("seen", new String[] {"0"}))))
                .isEqualTo("/account/edit?lang=en");
        assertThat(otherLanguage(bidder.browser().post("/unbinding/status", Map.of())))
                .isEqualTo("/unbinding/status?lang=en");
        bidder.browser().get("/binding/person");
        assertThat(otherLanguage(bidder.browser().post("/binding/person", Map.of())))
                .isEqualTo("/binding/person?lang=en");
    }

    @Test
    void afterTheSessionEndedSigningInLeadsBackToTheForm() throws Exception {
        bidder.browser().get("/account/edit");
        RunningTamga.get().jdbi().useHandle(handle -> handle.execute("update sign_in_session set last_seen_at = 0"));
        HttpResponse<String> refused = bidder.browser().post("/account/edit", Map.of());

        assertThat(Bidder.code(refused)).isEqualTo("session-ended");
        assertThat(refused.body()).contains("id=\"error-action\" href=\"/sign-in?to=/account/edit\"");
        assertThat(otherLanguage(refused)).isEqualTo("/account/edit?lang=en");
    }

    @Test
    void everyFormLeadsToAPageThatThereIs() throws Exception {
        List<String> pages = mapped(RequestMethod.GET);
        assertThat(mapped(RequestMethod.POST)).hasSizeGreaterThan(20).allSatisfy(action ->
                assertThat(pages).as(action).contains(FormPage.of(action)));
    }

    private static List<String> mapped(RequestMethod method) throws Exception {
        return RunningTamga.get().bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(method))
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .map(path -> path.replace("{kind:enterprise|person}", "enterprise"))
                .map(path -> path.replaceAll("\\{[^{}]*(\\{[^}]*}[^{}]*)*}", "a".repeat(26)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"//evil.example/account", "/nowhere", "/PSPFrame/x", "/account.evil", "/demo-key"})
    void whatIsNoFormLeadsHome(String path) {
        assertThat(FormPage.of(path)).isEqualTo("/");
    }
}
