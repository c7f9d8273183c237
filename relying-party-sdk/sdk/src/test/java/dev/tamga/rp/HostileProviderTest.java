package dev.tamga.rp;

import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tamga.rp.LoginFailed.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/** Security checklist rows 41 and 42: every check, each with the attack that it stops. */
class HostileProviderTest extends ProviderTest {

    private static final Date LONG_AGO = Date.from(new MovingClock().instant().minusSeconds(61));
    private static final Date TOO_SOON = Date.from(new MovingClock().instant().plusSeconds(61));

    static Stream<Arguments> claims() {
        return Stream.of(
                claim("another issuer", Reason.ISSUER_MISMATCH, b -> b.issuer("http://localhost:1")),
                claim("issuer with a slash", Reason.ISSUER_MISMATCH, b -> b.issuer(b.getClaims().get("iss") + "/")),
                claim("no issuer", Reason.ISSUER_MISMATCH, b -> b.issuer(null)),
                claim("another audience", Reason.AUDIENCE_MISMATCH, b -> b.audience("150200")),
                claim("no audience", Reason.AUDIENCE_MISMATCH, b -> b.audience((String) null)),
                claim("audiences without azp", Reason.AUTHORIZED_PARTY_MISMATCH,
                        b -> b.audience(List.of("150100", "150200"))),
                claim("azp of another", Reason.AUTHORIZED_PARTY_MISMATCH, b -> b.claim("azp", "150200")),
                claim("another nonce", Reason.NONCE_MISMATCH, b -> b.claim("nonce", Text.random())),
                claim("no nonce", Reason.NONCE_MISMATCH, b -> b.claim("nonce", null)),
                claim("expired", Reason.TOKEN_EXPIRED, b -> b.expirationTime(LONG_AGO)),
                claim("no expiry", Reason.TOKEN_MALFORMED, b -> b.expirationTime(null)),
                claim("expiry as text", Reason.TOKEN_MALFORMED, b -> b.claim("exp", "tomorrow")),
                claim("issued in the future", Reason.TOKEN_FROM_THE_FUTURE, b -> b.issueTime(TOO_SOON)),
                claim("not issued", Reason.TOKEN_MALFORMED, b -> b.issueTime(null)),
                claim("valid from the future", Reason.TOKEN_FROM_THE_FUTURE, b -> b.notBeforeTime(TOO_SOON)),
                claim("no subject", Reason.TOKEN_MALFORMED, b -> b.subject(null)),
                claim("long subject", Reason.TOKEN_MALFORMED, b -> b.subject("s".repeat(256))),
                claim("another access token", Reason.ACCESS_TOKEN_MISMATCH,
                        b -> b.claim("at_hash", Text.leftHalfOfHash("stolen"))));
    }

    private static Arguments claim(String name, Reason reason, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(name, reason, change);
    }

    @ParameterizedTest(name = "{0} is refused as {1}")
    @MethodSource
    void claims(String name, Reason reason, UnaryOperator<JWTClaimsSet.Builder> change) {
        provider.claims = change;
        assertThat(reasonOf(this::signIn)).isEqualTo(reason);
    }

    @Test
    void anAuthorizedPartyOfItsOwnAmongSeveralAudiencesIsAccepted() throws Exception {
        provider.claims = b -> b.audience(List.of("150200", "150100")).claim("azp", "150100");
        assertThat(signIn().subject()).isNotEmpty();
    }

    @Test
    void anUnsignedTokenIsRefused() {
        provider.signature = claims -> new PlainJWT(claims).serialize();
        assertThat(reasonOf(this::signIn)).isEqualTo(Reason.ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void aTokenSignedWithTheClientSecretIsRefused() {
        provider.signature = claims -> {
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims);
            token.sign(new MACSigner(SECRET));
            return token.serialize();
        };
        assertThat(reasonOf(this::signIn)).isEqualTo(Reason.ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void aTokenSignedWithThePublicKeyAsSecretIsRefused() {
        provider.signature = claims -> {
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims);
            token.sign(new MACSigner(provider.key.toPublicJWK().toJSONString()));
            return token.serialize();
        };
        assertThat(reasonOf(this::signIn)).isEqualTo(Reason.ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void aForgedSignatureIsRefused() {
        provider.signature = claims -> FakeProvider.sign(claims,
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), FakeProvider.newKey("k1"));
        assertThat(reasonOf(this::signIn)).isEqualTo(Reason.SIGNATURE_INVALID);
    }

    @Test
    void anAlteredPayloadIsRefused() {
        provider.signature = claims -> {
            String[] parts = provider.sign(claims).split("\\.");
            String json = new String(Base64.getUrlDecoder().decode(parts[1])).replace("session-1", "session-2");
            return parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes()) + "."
                    + parts[2];
        };
        assertThat(reasonOf(this::signIn)).isEqualTo(Reason.SIGNATURE_INVALID);
    }

    @Test
    void aKeyInTheHeaderIsNotBelieved() {
        var own = FakeProvider.newKey("own");
        provider.signature = claims -> FakeProvider.sign(claims,
                new JWSHeader.Builder(JWSAlgorithm.ES256).jwk(own.toPublicJWK()).keyID("own").build(), own);
        assertThat(reasonOf(this::signIn)).isEqualTo(Reason.KEY_UNKNOWN);
    }

    @Test
    void anAccessTokenIsNoIdToken() {
        provider.signature = claims -> FakeProvider.sign(claims, new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1")
                .type(new JOSEObjectType("at+jwt")).build(), provider.key);
        assertThat(reasonOf(this::signIn)).isEqualTo(Reason.TOKEN_MALFORMED);
    }

    @Test
    void garbageInThePlaceOfTheTokenIsRefused() {
        for (String garbage : List.of("x", "a.b", "a.b.c.d", "....", "*.*.*", "e30.e30.",
                "eyJhbGciOiJFUzI1NiJ9.W10.AA")) {
            provider.signature = claims -> garbage;
            assertThat(reasonOf(this::signIn)).as(garbage)
                    .isIn(Reason.TOKEN_MALFORMED, Reason.ALGORITHM_NOT_ALLOWED, Reason.ANSWER_REFUSED);
        }
    }

    @Test
    void anotherBrowsersStateIsRefused() throws Exception {
        StartedLogin mine = party.startLogin();
        StartedLogin attackers = party.startLogin();
        String callback = provider.authorize(attackers.url());
        assertThat(reasonOf(() -> party.finishLogin(mine.saved(), callback))).isEqualTo(Reason.STATE_MISMATCH);
        assertThat(provider.tokenRequests).isEmpty();
    }

    @Test
    void theAnswerOfAnotherProviderIsRefusedBeforeTheCodeTravels() throws Exception {
        StartedLogin started = party.startLogin();
        String state = started.saved().state();
        for (String callback : List.of(
                FakeProvider.callback("code", "c", "state", state, "iss", "https://attacker.example"),
                FakeProvider.callback("code", "c", "state", state))) {
            assertThat(reasonOf(() -> party.finishLogin(started.saved(), callback))).isEqualTo(Reason.ISSUER_MISMATCH);
        }
        assertThat(provider.tokenRequests).isEmpty();
    }

    @Test
    void aProviderThatDoesNotPromiseItsNameMayLeaveItOutButNotLie() throws Exception {
        provider.namesItself = false;
        StartedLogin lied = party.startLogin();
        String other = FakeProvider.callback("code", "c", "state", lied.saved().state(), "iss", "https://attacker.example");
        assertThat(reasonOf(() -> party.finishLogin(lied.saved(), other))).isEqualTo(Reason.ISSUER_MISMATCH);
        StartedLogin silent = party.startLogin();
        String nameless = provider.authorize(silent.url()).replaceFirst("iss=[^&]*&?", "");
        assertThat(party.finishLogin(silent.saved(), nameless).subject()).isNotEmpty();
    }

    @Test
    void aCodeInjectedIntoAnotherAttemptIsRefusedByThePkceVerifier() throws Exception {
        StartedLogin mine = party.startLogin();
        String stolen = FakeProvider.parameters(provider.authorize(party.startLogin().url()).split("\\?")[1])
                .get("code");
        String callback = FakeProvider.callback("code", stolen, "state", mine.saved().state(), "iss",
                provider.issuer());
        assertThat(reasonOf(() -> party.finishLogin(mine.saved(), callback))).isEqualTo(Reason.PROVIDER_REFUSED);
    }

    @Test
    void aSavedLoginFinishesOnce() throws Exception {
        StartedLogin started = party.startLogin();
        String callback = provider.authorize(started.url());
        party.finishLogin(started.saved(), callback);
        assertThat(reasonOf(() -> party.finishLogin(started.saved(), callback))).isEqualTo(Reason.SAVED_LOGIN_SPENT);
        assertThat(provider.tokenRequests).hasSize(1);
    }

    @Test
    void aSavedLoginExpires() throws Exception {
        StartedLogin started = party.startLogin();
        clock.forward(Duration.ofMinutes(61));
        assertThat(reasonOf(() -> party.finishLogin(started.saved(), provider.authorize(started.url()))))
                .isEqualTo(Reason.SAVED_LOGIN_EXPIRED);
    }

    @Test
    void aBrokenSavedLoginIsRefused() throws Exception {
        String good = party.startLogin().saved().toText();
        for (String bad : new String[] {null, "", "1", good.substring(1), "2" + good.substring(1), good + ".x",
            good + "*", good.replace('.', ','), "1" + "x".repeat(2000)}) {
            assertThat(reasonOf(() -> SavedLogin.fromText(bad))).as(bad).isEqualTo(Reason.SAVED_LOGIN_UNREADABLE);
        }
    }

    @Test
    void errorsCountOnlyWithStateAndIssuer() throws Exception {
        StartedLogin started = party.startLogin();
        String state = started.saved().state();
        Map<String, Reason> callbacks = Map.of(
                FakeProvider.callback("error", "access_denied"), Reason.STATE_MISMATCH,
                FakeProvider.callback("error", "access_denied", "state", state), Reason.ISSUER_MISMATCH,
                FakeProvider.callback("error", "access_denied", "state", state, "iss", provider.issuer()),
                Reason.ACCESS_DENIED,
                FakeProvider.callback("error", "login_required", "state", state, "iss", provider.issuer()),
                Reason.PROVIDER_REFUSED);
        callbacks.forEach((callback, reason) ->
                assertThat(reasonOf(() -> party.finishLogin(started.saved(), callback))).as(callback)
                        .isEqualTo(reason));
    }

    @Test
    void malformedCallbacksAreRefused() throws Exception {
        StartedLogin started = party.startLogin();
        String honest = provider.authorize(started.url());
        for (String callback : new String[] {null, "", "/callback", honest + "&state=again", honest + "&code=%ZZ",
            "/callback?" + "x".repeat(9000),
            FakeProvider.callback("state", started.saved().state(), "iss", provider.issuer())}) {
            assertThat(reasonOf(() -> party.finishLogin(started.saved(), callback))).as(callback)
                    .isEqualTo(Reason.CALLBACK_MALFORMED);
        }
    }
}
