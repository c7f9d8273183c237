package dev.tamga.sample;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.tamga.rp.LoginFailed;
import dev.tamga.rp.LoginRequest;
import dev.tamga.rp.RelyingParty;
import dev.tamga.rp.ReturnPath;
import dev.tamga.rp.SavedLogin;
import dev.tamga.rp.SignedIn;
import dev.tamga.rp.StartedLogin;

/** 「统一登录」 from the button to the session, and out again: the part that every integrator writes. */
final class SignIn {

    private static final String LOGIN = "-login";

    private final Registered registered;
    private final RelyingParty party;
    private final Bounded<Session> sessions;
    private final Bounded<SavedLogin> logins;
    private final Accounts accounts;

    SignIn(Registered registered, RelyingParty party, Bounded<Session> sessions, Accounts accounts, Clock clock) {
        this.registered = registered;
        this.party = party;
        this.sessions = sessions;
        this.accounts = accounts;
        this.logins = new Bounded<>(10_000, Duration.ofHours(1), Duration.ofHours(1), clock);
    }

    /** Our own button, or the portal by third-party initiated login (OpenID Connect Core §4). */
    void start(Call call, Page page) throws IOException, Call.Refused {
        Map<String, String> asked = call.line().startsWith("POST") ? call.form() : call.query();
        if (!asked.getOrDefault("iss", registered.issuer()).equals(registered.issuer())) {
            throw new Call.Refused(400);
        }
        String target = ReturnPath.local(asked.get("target_link_uri"), URI.create(registered.origin()));
        try {
            StartedLogin started = party.startLogin(LoginRequest.plain()
                    .returnTo(target.equals("/") ? "/account" : target)
                    .inLanguage(page.isEnglish() ? "en" : "zh-CN"));
            // One cookie for the browser, one entry for each attempt: several tabs sign in side by side.
            String browser = call.cookie(LOGIN).filter(c -> c.matches("[A-Za-z0-9_-]{43}")).orElseGet(Call::random);
            logins.put(browser + started.saved().state(), started.saved());
            call.setCookie(LOGIN, browser, Duration.ofHours(1).toSeconds()).redirect(started.url().toString());
        } catch (LoginFailed failed) {
            failure(call, page, failed);
        }
    }

    void finish(Call call, Page page) throws IOException, Call.Refused {
        String browser = call.cookie(LOGIN).orElse("");
        Optional<SavedLogin> saved = logins.take(browser + call.query().getOrDefault("state", ""));
        if (saved.isEmpty()) {
            fail(call, page, 400, "failed.again");
            return;
        }
        try {
            SignedIn signedIn = party.finishLogin(saved.get(), call.address());
            Received received = new Received(party.userinfo(signedIn));
            boolean confirmed = accounts.find(signedIn.subject())
                    .filter(account -> account.confirmed().equals(received.digest())).isPresent();
            arrive(call, new Session(signedIn, received, confirmed, Call.random()));
        } catch (LoginFailed failed) {
            failure(call, page, failed);
        }
    }

    /** A new session id at each sign-in: whoever knew the old one is not signed in. */
    private void arrive(Call call, Session session) throws IOException {
        call.cookie("").ifPresent(sessions::take);
        String id = Call.random();
        sessions.put(id, session);
        call.setCookie("", id, -1).redirect(session.confirmed() ? session.signedIn().returnPath() : "/confirm");
    }

    /** Ends our session first, so that it is over whatever the provider answers. */
    void signOut(Call call, Page page) throws IOException, Call.Refused {
        Session session = sessionOfForm(call);
        sessions.take(call.cookie("").orElseThrow());
        call.dropCookie("");
        try {
            call.redirect(party.startLogout(session.signedIn()).url().toString());
        } catch (LoginFailed failed) {
            log(failed);
            call.send(200, "text/html", page.render("signed-out-here"));
        }
    }

    Optional<Session> session(Call call) {
        return call.cookie("").flatMap(sessions::find);
    }

    /** The session of a posted form whose hidden field proves that our own page sent it. */
    Session sessionOfForm(Call call) throws IOException, Call.Refused {
        String csrf = call.form().getOrDefault("_csrf", "");
        return session(call).filter(s -> Same.same(s.csrf(), csrf)).orElseThrow(() -> new Call.Refused(403));
    }

    private void failure(Call call, Page page, LoginFailed failed) throws IOException {
        log(failed);
        switch (failed.reason()) {
            case ACCESS_DENIED -> fail(call, page, 200, "failed.denied");
            case PROVIDER_UNREACHABLE -> fail(call, page, 503, "failed.unreachable");
            default -> fail(call, page, 400, "failed.again");
        }
    }

    private static void fail(Call call, Page page, int status, String sentence) throws IOException {
        call.send(status, "text/html", page.with("sentence", page.sentence(sentence)).render("failed"));
    }

    private void log(LoginFailed failed) {
        System.err.println(registered.id() + " " + failed.getMessage() + " | " + failed.hint());
    }
}
