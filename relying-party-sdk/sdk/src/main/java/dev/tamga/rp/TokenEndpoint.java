package dev.tamga.rp;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.tamga.rp.LoginFailed.Reason;

/** Redeems codes and refresh tokens, and turns the answer into a checked sign-in. */
final class TokenEndpoint {

    private final Registration registration;
    private final Http http;
    private final Directory directory;
    private final Clock clock;

    TokenEndpoint(Registration registration, Http http, Directory directory, Clock clock) {
        this.registration = registration;
        this.http = http;
        this.directory = directory;
        this.clock = clock;
    }

    Tokens redeem(String code, String verifier) throws LoginFailed {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", registration.redirectUri.toString());
        form.put("code_verifier", verifier);
        return post(form);
    }

    SignedIn signedIn(Tokens answer, SavedLogin saved) throws LoginFailed {
        if (answer.idToken == null) {
            throw new LoginFailed(Reason.TOKEN_MALFORMED, "the token answer has no ID token");
        }
        Claims claims = check(answer.idToken).checkedFor(saved, answer.accessToken);
        return new SignedIn(claims, answer.idToken, answer, saved.returnPath());
    }

    SignedIn refreshed(SignedIn before, String refreshToken) throws LoginFailed {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        Tokens answer = post(form).withRefreshToken(refreshToken);
        if (answer.idToken == null) {
            return new SignedIn(before.claims(), before.idToken(), answer, before.returnPath());
        }
        Claims claims = check(answer.idToken).checkedFor(before.claims(), answer.accessToken);
        return new SignedIn(claims, answer.idToken, answer, before.returnPath());
    }

    private IdTokenCheck check(String idToken) throws LoginFailed {
        return new IdTokenCheck(registration, clock.instant(), IdToken.signed(idToken, directory));
    }

    private Tokens post(Map<String, String> form) throws LoginFailed {
        Map<String, String> headers = new LinkedHashMap<>();
        registration.authentication.apply(headers, form, clock.instant());
        Http.Answer answer = http.post(directory.provider().tokenEndpoint(), headers, form);
        if (answer.isOk()) {
            return Tokens.read(answer.text, clock.instant());
        }
        throw refused(answer);
    }

    private static LoginFailed refused(Http.Answer answer) {
        String error = "";
        try {
            error = Text.shown(Json.object(answer.text, "the token error").getOrDefault("error", ""), 64);
        } catch (LoginFailed notJson) {
            // A proxy's page: the status below says enough.
        }
        String found = "the token endpoint answered with status " + answer.status + " " + error;
        if (answer.status >= 500) {
            return new LoginFailed(Reason.PROVIDER_UNREACHABLE, found, error, null);
        }
        boolean client = answer.status == 401 || error.equals("invalid_client");
        return new LoginFailed(client ? Reason.CLIENT_REFUSED : Reason.PROVIDER_REFUSED, found, error, null);
    }
}
