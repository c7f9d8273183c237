package dev.tamga.idp.authorization;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.Browser;
import dev.tamga.idp.Journey;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestPlatforms;
import dev.tamga.idp.signingkey.SigningKeys;

import static dev.tamga.idp.Journey.location;
import static org.assertj.core.api.Assertions.assertThat;

/** Each parameter of OpenID Connect Core §3.1.2.1, over real HTTP. */
@Tag("database")
final class AuthorizationRequestTest {
    private static final String KEY = "szca-enterprise";
    private static final String OTHER_KEY = "gxca-enterprise";

    private RunningTamga tamga;
    private Bidder bidder;
    private PlatformClient platform;
    private Journey journey;

    @BeforeEach
    void bindOnce() throws Exception {
        tamga = RunningTamga.get();
        bidder = new Bidder(tamga);
        platform = new PlatformClient(tamga, "150100");
        journey = new Journey(bidder, KEY);
        bidder.bind(KEY);
    }

    private Map<String, String> request(String... changes) {
        Map<String, String> request = platform.request();
        for (int i = 0; i < changes.length; i += 2) {
            request.put(changes[i], changes[i + 1]);
        }
        return request;
    }

    private HttpResponse<String> ask(Map<String, String> request) throws Exception {
        return bidder.browser().get(PlatformClient.authorize(request));
    }

    private PlatformClient.Answer tokens(Map<String, String> request) throws Exception {
        return platform.redeem(PlatformClient.query(journey.walk(request)).get("code"));
    }

    private String subject() throws Exception {
        return PlatformClient.claims(tokens(request()).text("id_token")).path("sub").asString();
    }

    private HttpResponse<String> postFrom(Browser browser, Map<String, String> request) throws Exception {
        Map<String, String[]> fields = new HashMap<>();
        request.forEach((name, value) -> fields.put(name, new String[] {value}));
        return browser.post("/oauth2/authorize", fields);
    }

    @Test
    void aPostFromAnotherSiteKnowsNoCookieAndIsAsGoodAsAGet() throws Exception {
        journey.walk(request());
        // SameSite=Lax: the browser sends its cookies with the GET that follows, not with the POST.
        HttpResponse<String> posted = postFrom(tamga.browser(), request());
        assertThat(posted.statusCode()).isEqualTo(303);
        assertThat(posted.headers().allValues("Set-Cookie")).as("the cookies that it has stay").isEmpty();
        assertThat(location(posted)).startsWith("/oauth2/authorize?client_id=150100&request_uri=urn%3Aietf");

        assertThat(PlatformClient.query(journey.follow(posted)))
                .as("single sign-on").containsKey("code").containsEntry("state", "state-1");
    }

    @Test
    void aPostedRequestIsCheckedAtOnceAndTakenOnce() throws Exception {
        assertThat(PlatformClient.query(postFrom(tamga.browser(), request("scope", "profile"))))
                .containsEntry("error", "invalid_scope");
        assertThat(postFrom(tamga.browser(), request("client_id", "nobody")).statusCode()).isEqualTo(400);
        Map<String, String> pushing = new PlatformClient(tamga, TestPlatforms.PUSHING).request();
        assertThat(PlatformClient.query(postFrom(tamga.browser(), pushing)))
                .as("posting is not pushing").containsEntry("error", "invalid_request");
        HttpResponse<String> posted = postFrom(tamga.browser(), request());
        assertThat(location(journey.follow(posted))).startsWith("/sign-in");
        assertThat(tamga.browser().get(location(posted)).statusCode()).as("another browser").isEqualTo(400);
    }

    @Test
    void unknownParametersAreIgnored() throws Exception {
        assertThat(location(ask(request("display", "popup", "extra", "1", "acr_values", "urn:other", "code", "x"))))
                .startsWith("/sign-in?request=");
    }

    @ParameterizedTest
    @CsvSource({
        "request, eyJhbGciOiJub25lIn0.e30., request_not_supported",
        "request_uri, https://platform-150100.example/request.jwt, request_uri_not_supported",
        "registration, {}, registration_not_supported",
        "claims, [], invalid_request",
        "claims, '{\"id_token\":[]}', invalid_request",
        "claims, '{\"id_token\":{\"name\":true}}', invalid_request",
        "claims, '{\"id_token\":{\"name\":null,\"name\":null}}', invalid_request",
        "claims, '{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:other\"]}}}', unmet_authentication_requirements",
        "claims, '{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"urn:other\"}}}', unmet_authentication_requirements",
        "id_token_hint, garbage, invalid_request",
        "resource, https://unknown.example/, invalid_target",
        "dpop_jkt, short, invalid_request",
    })
    void whatCannotBeDoneIsToldToThePlatform(String name, String value, String error) throws Exception {
        assertThat(PlatformClient.query(ask(request(name, value))))
                .containsEntry("error", error).containsEntry("state", "state-1")
                .containsEntry("iss", tamga.issuer().toString());
    }

    @Test
    void anUnsupportedRequestUriWithoutASafeRedirectEndsOnAPage() throws Exception {
        HttpResponse<String> page = ask(request(
                "request_uri", "https://attacker.example/", "redirect_uri", "https://attacker.example/"));
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("data-code=\"invalid-redirect-uri\"");
    }

    @Test
    void aVoluntaryAcrIsAWish() throws Exception {
        assertThat(location(ask(request("claims",
                "{\"id_token\":{\"acr\":{\"values\":[\"urn:other\"]},\"auth_time\":{\"essential\":true}}}"))))
                .startsWith("/sign-in");
        assertThat(location(ask(request("claims",
                "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:other\",\"urn:tamga:acr:certificate\"]}}}"))))
                .startsWith("/sign-in");
    }

    @Test
    void selectAccountShowsTheSignInPageAlthoughSomebodyIsSignedIn() throws Exception {
        journey.walk(request());
        HttpResponse<String> at = ask(request("prompt", "select_account"));
        assertThat(location(at)).startsWith("/sign-in");

        bidder.signIn(KEY);

        assertThat(PlatformClient.query(bidder.browser().get(Journey.resume("150100", Journey.requestId(at)))))
                .containsKey("code");
    }

    @Test
    void withoutAPageThePlatformIsToldWhichOneWouldBeNeeded() throws Exception {
        assertThat(PlatformClient.query(ask(request("prompt", "none")))).containsEntry("error", "login_required");
        journey.walk(request());
        tamga.jdbi().useHandle(handle -> handle.execute("delete from consent"));
        assertThat(PlatformClient.query(ask(request("prompt", "none")))).containsEntry("error", "consent_required");
        assertThat(PlatformClient.query(ask(request("prompt", "none", "max_age", "0"))))
                .containsEntry("error", "login_required");
        journey.walk(request());
        assertThat(PlatformClient.query(ask(request("prompt", "none")))).containsKey("code");
    }

    @Test
    void aTooOldSignatureIsAskedForAgain() throws Exception {
        journey.walk(request());
        tamga.jdbi().useHandle(handle ->
                handle.execute("update sign_in_session set auth_time = auth_time - 5000 where ended_at is null"));
        assertThat(location(ask(request("max_age", "1")))).startsWith("/sign-in");
        assertThat(PlatformClient.query(ask(request("max_age", "3600")))).containsKey("code");
    }

    @Test
    void aClaimAskedForByItselfIsShownAgreedToAndReleasedWhereItWasWanted() throws Exception {
        tamga.jdbi().useHandle(handle -> handle.execute("delete from consent"));
        Map<String, String> request = request("scope", "openid",
                "claims", "{\"id_token\":{\"name\":null},\"userinfo\":{\"legal_representative\":{\"essential\":true},"
                        + "\"subject_types\":null,\"nickname\":null}}");
        HttpResponse<String> at = ask(request);
        String id = Journey.requestId(at);
        bidder.signIn(KEY);
        HttpResponse<String> asked = bidder.browser().get(Journey.resume("150100", id));
        String page = journey.follow(asked).body();
        assertThat(page).contains("data-scope=\"single\"", "主体名称", "法定代表人", "主体类型")
                .doesNotContain("data-scope=\"profile\"", "用户名", "仅确认您的身份标识");

        PlatformClient.Answer answer = platform.redeem(
                PlatformClient.query(journey.follow(journey.consent(asked, "allow"))).get("code"));

        assertThat(PlatformClient.claims(answer.text("id_token")).propertyNames())
                .contains("name").doesNotContain("legal_representative", "subject_types");
        JsonNode userInfo = PlatformClient.json(platform.userInfo(answer.text("access_token")).body());
        assertThat(userInfo.propertyNames())
                .containsExactlyInAnyOrder("sub", "legal_representative", "subject_types");
        assertThat(PlatformClient.query(ask(request))).as("remembered").containsKey("code");
        assertThat(location(ask(request("scope", "openid", "claims", "{\"userinfo\":{\"phone_number\":null}}"))))
                .as("another claim is another question").startsWith("/consent");
        assertThat(PlatformClient.query(ask(request("scope", "openid")))).as("less is not").containsKey("code");
    }

    @Test
    void aClaimOfAGrantedScopeNeedsNoConsentOfItsOwn() throws Exception {
        journey.walk(request());
        PlatformClient.Answer answer = tokens(request("prompt", "none",
                "claims", "{\"id_token\":{\"name\":{\"essential\":true},\"unified_social_credit_code\":null}}"));
        assertThat(PlatformClient.claims(answer.text("id_token")).propertyNames())
                .contains("name", "unified_social_credit_code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_token_hint", "claims"})
    void anExpectedSubjectIsTheOnlyOneThatIsAnswered(String way) throws Exception {
        PlatformClient.Answer tokens = tokens(request());
        String subject = PlatformClient.claims(tokens.text("id_token")).path("sub").asString();
        String expected = way.equals("claims")
                ? "{\"id_token\":{\"sub\":{\"value\":\"" + subject + "\"}}}"
                : tokens.text("id_token");
        assertThat(PlatformClient.query(ask(request("prompt", "none", way, expected)))).containsKey("code");

        bidder.bind(OTHER_KEY);
        bidder.signIn(OTHER_KEY);

        assertThat(PlatformClient.query(ask(request("prompt", "none", way, expected))))
                .containsEntry("error", "login_required").doesNotContainKey("code");
        HttpResponse<String> at = ask(request(way, expected));
        assertThat(location(at)).startsWith("/sign-in?request=");
        assertThat(journey.follow(at).body()).contains("id=\"same-subject\"");

        bidder.signIn(OTHER_KEY);
        HttpResponse<String> again = bidder.browser().get(Journey.resume("150100", Journey.requestId(at)));
        assertThat(location(again)).startsWith("/sign-in/turned-away?request=");
        assertThat(journey.follow(again).body()).contains("data-code=\"turned-away-subject\"");

        bidder.signIn(KEY);
        assertThat(PlatformClient.query(bidder.browser().get(Journey.resume("150100", Journey.requestId(at)))))
                .containsKey("code");
    }

    @Test
    void anAccessTokenIsNoHint() throws Exception {
        String token = tokens(request()).text("access_token");
        assertThat(PlatformClient.query(ask(request("id_token_hint", token)))).containsEntry("error", "invalid_request");
    }

    /** decisions/0022: a hint is as old as the platform's session, and keys rotate meanwhile. */
    @Test
    void aHintSignedByARetiredKeyIsStillOne() throws Exception {
        String token = tokens(request()).text("id_token");
        SigningKeys keys = tamga.bean(SigningKeys.class);
        keys.rotate(true);
        tamga.jdbi().useHandle(handle -> handle.execute(
                "update signing_key set retired_at = 1 where id = ?",
                SignedJWT.parse(token).getHeader().getKeyID()));
        keys.refresh();

        assertThat(PlatformClient.query(ask(request("prompt", "none", "id_token_hint", token)))).containsKey("code");
    }

    @Test
    void aHintForAnotherPlatformIsRefused() throws Exception {
        String token = tokens(request()).text("id_token");
        PlatformClient other = new PlatformClient(tamga, "150200");
        Map<String, String> request = other.request();
        request.put("id_token_hint", token);
        assertThat(PlatformClient.query(ask(request))).containsEntry("error", "invalid_request");
    }

    @Test
    void anExpectationThatContradictsItselfIsNeverMet() throws Exception {
        String token = tokens(request()).text("id_token");
        assertThat(PlatformClient.query(ask(request("prompt", "none", "id_token_hint", token,
                "claims", "{\"id_token\":{\"sub\":{\"value\":\"somebody-else\"}}}"))))
                .containsEntry("error", "login_required");
    }

    @Test
    void aLoginHintIsShownAsTextAndTellsNothing() throws Exception {
        assertThat(journey.follow(ask(request("login_hint", "呼和浩特市青城建设工程有限公司"))).body())
                .contains("id=\"login-hint\"", "呼和浩特市青城建设工程有限公司");
        String subject = subject();
        bidder.browser().cookies().clear();
        assertThat(journey.follow(ask(request("login_hint", subject))).body()
                        .replace(subject, "x").replaceAll("(content|value|request)=[^ ]*", ""))
                .as("a known name and an unknown one make the same page")
                .isEqualTo(journey.follow(ask(request("login_hint", "x"))).body()
                        .replaceAll("(content|value|request)=[^ ]*", ""));
        for (String hostile : List.of("<script>alert(1)</script>", "x".repeat(61), "请拨打\u202e 110", "a\nb")) {
            assertThat(journey.follow(ask(request("login_hint", hostile))).body())
                    .doesNotContain("login-hint\"", "<script>alert");
        }
    }

    @ParameterizedTest
    @CsvSource({"en, en", "en-GB zh-CN, en", "zh, zh-CN", "fr de, zh-CN", "'%%% en', en"})
    void thePagesOfARequestSpeakThePlatformsWish(String locales, String language) throws Exception {
        HttpResponse<String> at = ask(request("ui_locales", locales));
        assertThat(journey.follow(at).body()).contains("<html lang=\"" + language + "\"");
    }

    @Test
    void theReadersOwnChoiceGoesBeforeThePlatformsWishAndTheWishEndsWithItsRequest() throws Exception {
        bidder.browser().get("/help?lang=zh-CN");
        assertThat(journey.follow(ask(request("ui_locales", "en"))).body()).contains("<html lang=\"zh-CN\"");
        bidder.browser().cookies().remove("__Host-tamga-lang");
        assertThat(journey.follow(ask(request("ui_locales", "en"))).body()).contains("<html lang=\"en\"");
        assertThat(journey.follow(ask(request())).body()).contains("<html lang=\"zh-CN\"");
    }

    @Test
    void everyResponseNamesItsIssuerAlsoByForm() throws Exception {
        journey.walk(request());
        HttpResponse<String> page = ask(request("response_mode", "form_post"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(
                "name=\"iss\" value=\"" + tamga.issuer() + "\"", "name=\"code\"", "name=\"state\" value=\"state-1\"");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(location(ask(request("response_mode", "fragment")))).doesNotContain("#");
    }

    @Test
    void theLinkToTheOtherLanguageKeepsTheRequestOnAnAnswerToAForm() throws Exception {
        String id = Journey.requestId(ask(request()));
        String page = bidder.browser().post("/sign-in", Map.of(
                "proof", new String[] {"{\"certificate\":\"AA==\",\"text\":\"x\",\"signature\":\"AA==\"}"},
                "request", new String[] {id})).body();
        assertThat(page).contains("id=\"error-page\"")
                .containsPattern("href=\"/sign-in/refusal\\?[^\"]*request=" + id + "[^\"]*&amp;lang=en\"");
        assertThat(page).contains("href=\"/sign-in?request=" + id + "\"");
    }
}
