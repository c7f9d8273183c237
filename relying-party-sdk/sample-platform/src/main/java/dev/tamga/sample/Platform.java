package dev.tamga.sample;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.tamga.rp.RelyingParty;

/** A trading platform: which address does what. Signing in and out is {@link SignIn}'s, the rest is here. */
final class Platform implements HttpHandler {

    /** Where the language may be changed by loading the page again. */
    private static final Set<String> PAGES = Set.of("/", "/confirm", "/account", "/signed-out");

    private final Registered registered;
    private final Accounts accounts;
    private final Clock clock;
    private final Bounded<Session> sessions;
    private final SignIn signIn;

    Platform(Registered registered, Accounts accounts, Clock clock) {
        this.registered = registered;
        this.accounts = accounts;
        this.clock = clock;
        this.sessions = new Bounded<>(10_000, Duration.ofMinutes(15), Duration.ofHours(12), clock);
        RelyingParty party = RelyingParty.forIssuer(registered.issuer())
                .clientId(registered.id())
                .clientSecret(registered.secret())
                .redirectUri(registered.origin() + "/callback")
                .postLogoutUri(registered.origin() + "/signed-out")
                .scopes("profile", "organization", "account")
                .clock(clock)
                .build();
        this.signIn = new SignIn(registered, party, sessions, accounts, clock);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Call call = new Call(exchange, registered);
        try {
            route(call);
        } catch (Call.Refused refused) {
            call.send(refused.status, "text/plain", "");
        } catch (RuntimeException fault) {
            fault.printStackTrace();
            call.send(500, "text/plain", "");
        }
    }

    private void route(Call call) throws IOException, Call.Refused {
        if (!call.isForThisPlatform()) {
            throw new Call.Refused(421);
        }
        switch (call.line()) {
            case "GET /" -> home(call);
            case "GET /login", "POST /login" -> signIn.start(call, page(call));
            case "GET /callback" -> signIn.finish(call, page(call));
            case "GET /confirm" -> confirmPage(call);
            case "POST /confirm" -> confirm(call);
            case "GET /account" -> account(call);
            case "POST /sign-out" -> signIn.signOut(call, page(call));
            case "GET /signed-out" -> call.send(200, "text/html", page(call).render("signed-out"));
            case "GET /platform.css" -> file(call, "text/css");
            case "GET /platform.svg" -> file(call, "image/svg+xml");
            default -> throw new Call.Refused(404);
        }
    }

    private void home(Call call) throws IOException, Call.Refused {
        Page page = page(call);
        Optional<Session> session = signIn.session(call).filter(Session::confirmed);
        session.ifPresent(s -> page.with("name", s.received().name()));
        call.send(200, "text/html", page.render(session.isPresent() ? "home-signed-in" : "home"));
    }

    private void confirmPage(Call call) throws IOException, Call.Refused {
        Optional<Session> session = signIn.session(call);
        if (session.isEmpty()) {
            call.redirect("/");
            return;
        }
        Page page = page(call);
        boolean known = accounts.find(session.get().signedIn().subject()).isPresent();
        page.with("reason", page.sentence(known ? "confirm.changed" : "confirm.first"));
        call.send(200, "text/html", received(page, session.get()).render("confirm"));
    }

    /** The first 「确认登录」 activates the account, a later one confirms changed data. */
    private void confirm(Call call) throws IOException, Call.Refused {
        Session session = signIn.sessionOfForm(call);
        accounts.confirm(session.signedIn().subject(), session.received().digest(), clock.instant());
        sessions.put(call.cookie("").orElseThrow(), session.confirm());
        call.redirect(session.signedIn().returnPath());
    }

    private void account(Call call) throws IOException, Call.Refused {
        Optional<Session> session = signIn.session(call);
        if (session.isEmpty() || !session.get().confirmed()) {
            call.redirect(session.isEmpty() ? "/" : "/confirm");
            return;
        }
        Page page = received(page(call), session.get());
        accounts.find(session.get().signedIn().subject())
                .ifPresent(account -> page.with("since", Beijing.time(account.since())));
        session.get().signedIn().claims().time("auth_time").ifPresent(t -> page.with("signed_in_at", Beijing.time(t)));
        call.send(200, "text/html", page.with("subject", session.get().signedIn().subject()).render("account"));
    }

    private static Page received(Page page, Session session) {
        return page.with("name", session.received().name()).with("csrf", session.csrf())
                .with("company", page.rows(session.received().company()))
                        .with("key", page.rows(session.received().key()));
    }

    private static void file(Call call, String type) throws IOException {
        call.cache("max-age=300");
        call.send(200, type, Page.resource("static" + call.path()));
    }

    /** A page in the bidder's language: asked for now, asked for earlier, the browser's, Chinese. */
    private Page page(Call call) throws Call.Refused {
        Map<String, String> query = call.query();
        String asked = query.getOrDefault("lang", "");
        if (asked.equals("en") || asked.equals("zh-CN")) {
            call.setCookie("-lang", asked, Duration.ofDays(365).toSeconds());
        }
        String accepted = call.acceptedLanguage().startsWith("en") ? "en" : "zh-CN";
        Page page = new Page(asked.isEmpty() ? call.cookie("-lang").orElse(accepted) : asked);
        return page.with("platform", page.sentence("platform." + registered.id())).with("issuer", registered.issuer())
                .with("other_lang", page.isEnglish() ? "zh-CN" : "en")
                .with("path", PAGES.contains(call.path()) ? call.path() : "/");
    }
}
