package dev.tamga.rp;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.tamga.rp.LoginFailed.Reason;

/**
 * A trading platform as seen by the provider. Make one per provider and keep it: it caches discovery and keys. Safe for
 * any number of threads.
 *
 * <pre>{@code start → browser → finish → (userinfo, refresh)* → logout}</pre>
 */
public final class RelyingParty {

    private final Registration registration;
    private final Http http;
    private final Clock clock;
    private final Directory directory;
    private final TokenEndpoint tokens;
    private final Once finished = new Once(Duration.ofHours(2));
    private final Refreshes refreshes = new Refreshes();

    RelyingParty(Registration registration, Http http, Clock clock) {
        this.registration = registration;
        this.http = http;
        this.clock = clock;
        this.directory = new Directory(registration.issuer, http, clock);
        this.tokens = new TokenEndpoint(registration, http, directory, clock);
    }

    /** Begins the set-up for a provider, by its issuer exactly as it spells it ({@code https://ca.example.cn}). */
    public static RelyingPartyBuilder forIssuer(String issuer) {
        return new RelyingPartyBuilder(issuer);
    }

    /** Begins a sign-in with fresh state, nonce and PKCE verifier. */
    public StartedLogin startLogin() throws LoginFailed {
        return startLogin(LoginRequest.plain());
    }

    /** Begins a sign-in with wishes. */
    public StartedLogin startLogin(LoginRequest request) throws LoginFailed {
        SavedLogin saved = SavedLogin.fresh(request, clock.instant());
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", registration.clientId);
        query.put("redirect_uri", registration.redirectUri.toString());
        query.put("scope", String.join(" ", registration.scopes));
        query.put("state", saved.state());
        query.put("nonce", saved.nonce());
        query.put("code_challenge", Text.hash(saved.verifier()));
        query.put("code_challenge_method", "S256");
        if (request.isFresh()) {
            query.put("prompt", "login");
            query.put("max_age", "0");
        }
        if (request.language() != null) {
            query.put("ui_locales", request.language());
        }
        return new StartedLogin(withQuery(directory.provider().authorizationEndpoint(), query), saved);
    }

    /**
     * Ends a sign-in: checks the callback, redeems the code, checks the ID token.
     *
     * @param saved       what this browser saved under the callback's state, removed from where it was kept
     * @param callbackUri the callback's address as the browser called it, at least from the "?"
     */
    public SignedIn finishLogin(SavedLogin saved, String callbackUri) throws LoginFailed {
        if (saved.isExpired(clock.instant())) {
            throw new LoginFailed(Reason.SAVED_LOGIN_EXPIRED, "the sign-in began at " + saved.startedAt());
        }
        Callback callback = Callback.read(callbackUri);
        String code = callback.codeFor(saved, registration.issuer, directory.provider().namesItselfInAnswers());
        if (!finished.take(Text.hash(saved.state()), clock.instant())) {
            throw new LoginFailed(Reason.SAVED_LOGIN_SPENT, "this sign-in was finished before");
        }
        Tokens answer = tokens.redeem(code, saved.verifier());
        return tokens.signedIn(answer, saved);
    }

    /** What the provider knows about the subject now, as far as it consented. */
    public Claims userinfo(SignedIn signedIn) throws LoginFailed {
        URI uri = directory.provider().userinfoEndpoint();
        Http.Answer answer = http.get(uri, Collections.singletonMap("Authorization", "Bearer "
                + signedIn.accessToken()));
        if (!answer.isOk()) {
            throw new LoginFailed(Reason.PROVIDER_REFUSED, "userinfo answered with status " + answer.status);
        }
        Claims claims = new Claims(Json.object(answer.text, "userinfo"));
        // OpenID Connect Core §5.3.2: else the answer must not be used.
        if (!signedIn.subject().equals(claims.subject())) {
            throw new LoginFailed(Reason.SUBJECT_MISMATCH, "userinfo speaks of another subject than the ID token");
        }
        return claims;
    }

    /** New tokens for the old ones; parallel calls with one refresh token share one answer. Store what comes back. */
    public SignedIn refresh(SignedIn signedIn) throws LoginFailed {
        String token = signedIn.refreshToken().orElseThrow(() ->
                new LoginFailed(Reason.NOT_POSSIBLE, "the provider gave no refresh token"));
        return refreshes.once(token, clock.instant(), () -> tokens.refreshed(signedIn, token));
    }

    /** Begins signing out at the provider; end your own session first. */
    public StartedLogout startLogout(SignedIn signedIn) throws LoginFailed {
        if (registration.postLogoutUri == null) {
            throw new LoginFailed(Reason.NOT_POSSIBLE, "postLogoutUri is not set");
        }
        Map<String, String> query = new LinkedHashMap<>();
        String state = Text.random();
        query.put("id_token_hint", signedIn.idToken());
        query.put("client_id", registration.clientId);
        query.put("post_logout_redirect_uri", registration.postLogoutUri.toString());
        query.put("state", state);
        return new StartedLogout(withQuery(directory.provider().endSessionEndpoint(), query), state);
    }

    private static URI withQuery(URI endpoint, Map<String, String> query) {
        String joint = endpoint.getRawQuery() == null ? "?" : "&";
        return URI.create(endpoint + joint + Http.form(query));
    }

    @Override
    public String toString() {
        return "RelyingParty[" + registration.clientId + " at " + registration.issuer + "]";
    }
}
