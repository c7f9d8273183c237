package dev.tamga.sample.probe;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import dev.tamga.ca.Challenge;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.rp.LoginFailed;
import dev.tamga.rp.RelyingParty;
import dev.tamga.rp.RelyingPartyBuilder;
import dev.tamga.rp.SignedIn;
import dev.tamga.rp.StartedLogin;

/** The main job, step by step (domain 5.3 and 5.4). */
final class Journey {
    private final ProbeOptions options;
    private final Report report;
    private final RelyingParty platform;
    private final Browser browser;

    Journey(ProbeOptions options, Report report, Browser browser) throws StepFailed {
        this.options = options;
        this.report = report;
        this.platform = platform(options);
        this.browser = browser;
    }

    void run() throws StepFailed {
        Key key = report.step("key", () -> Key.open(options.key(), options.pin()));
        StartedLogin login = report.step("start", () -> asked(platform::startLogin));
        Reply signInPage = report.step("authorize", () -> signInPage(login));
        Challenge challenge = report.step("challenge", () -> challenge(signInPage));
        String proof = report.step("sign", () -> key.proof(challenge));
        Reply certificate = report.step("sign-in", () -> signIn(signInPage, proof));
        Reply resumed = report.step("continue", () -> toCode(browser.get(certificate.link("continue"))));
        // No page where the bidder's consent is remembered.
        Reply back = browser.isBack(resumed) ? resumed : report.step("consent", () -> allow(resumed));
        SignedIn signedIn =
                report.step("tokens", () -> asked(() -> platform.finishLogin(login.saved(), back.location())));
        report.claims("id_token", signedIn.claims());
        report.claims("userinfo", report.step("userinfo", () -> asked(() -> platform.userinfo(signedIn))));
    }

    private Reply signInPage(StartedLogin login) throws StepFailed {
        Reply page = toCode(browser.get(login.url().toString()));
        page.form("sign-in-form");
        return page;
    }

    /** Nothing that the provider sends is signed unless it has the form of a challenge. */
    private Challenge challenge(Reply page) throws StepFailed {
        String csrf = Optional.ofNullable(page.form("sign-in-form").fields().get("_csrf"))
                .or(() -> page.meta("csrf-token"))
                .orElse("");
        JsonNode json = browser.post("/challenge", "{\"purpose\":\"sign-in\"}", csrf).accepted().json();
        try {
            Instant expiresAt = Instant.ofEpochSecond(json.path("expires").asLong(0));
            return new Challenge(
                    Purpose.SIGN_IN,
                    Browser.origin(URI.create(options.issuer())),
                    json.path("nonce").asString(""),
                    expiresAt,
                    Challenge.NOTHING);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new StepFailed("/challenge gave no challenge: " + e.getMessage(), e);
        }
    }

    private Reply signIn(Reply page, String proof) throws StepFailed {
        return browser.submit(page.form("sign-in-form").with("proof", proof));
    }

    private Reply allow(Reply page) throws StepFailed {
        Reply answer = toCode(browser.submit(page.form("consent-form").with("decision", "allow")));
        if (!browser.isBack(answer)) {
            throw new StepFailed("consent did not lead back to the platform but to " + answer.uri().getRawPath());
        }
        return answer;
    }

    /** A page, or the way back with a code; the way back with an error ends the journey here. */
    private Reply toCode(Reply reply) throws StepFailed {
        if (!browser.isBack(reply)) {
            return reply;
        }
        String query = Optional.ofNullable(URI.create(reply.location()).getRawQuery()).orElse("");
        for (String parameter : query.split("&")) {
            if (parameter.matches("error=[A-Za-z0-9_.-]{1,64}")) {
                throw new StepFailed("the provider answered the platform with " + parameter);
            }
        }
        return reply;
    }

    /** A call of the SDK. */
    private interface Asked<T> {
        T answer() throws LoginFailed;
    }

    private static <T> T asked(Asked<T> call) throws StepFailed {
        try {
            return call.answer();
        } catch (LoginFailed failed) {
            throw new StepFailed(failed.getMessage() + ". " + failed.hint(), failed);
        }
    }

    private static RelyingParty platform(ProbeOptions options) throws StepFailed {
        try {
            RelyingPartyBuilder builder = RelyingParty.forIssuer(options.issuer())
                    .clientId(options.clientId())
                    .clientSecret(options.clientSecret())
                    .redirectUri(options.redirectUri());
            return options.scopes().isEmpty()
                    ? builder.build()
                    : builder.scopes(options.scopes().toArray(String[]::new)).build();
        } catch (IllegalArgumentException e) {
            throw new StepFailed(e.getMessage(), e);
        }
    }
}
