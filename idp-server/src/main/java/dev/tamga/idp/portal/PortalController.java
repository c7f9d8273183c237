package dev.tamga.idp.portal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.ca.Refusal;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.platform.Platform;
import dev.tamga.idp.portal.Tile.Tab;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signin.KeyNews;
import dev.tamga.idp.signin.RefusalPage;
import dev.tamga.idp.web.FormTargets;
import dev.tamga.idp.web.Issuer;
import dev.tamga.idp.web.SeeOther;

/** The page of trading platforms; it sends the bidder to the platform, and the platform starts the sign-in. */
@Controller
final class PortalController {
    private final SignInSessions sessions;
    private final Tiles tiles;
    private final Audit audit;
    private final RefusalPage refusals;
    private final KeyNews news;
    private final Issuer issuer;

    PortalController(
            SignInSessions sessions, Tiles tiles, Audit audit, RefusalPage refusals, KeyNews news, Issuer issuer) {
        this.sessions = sessions;
        this.tiles = tiles;
        this.audit = audit;
        this.refusals = refusals;
        this.news = news;
        this.issuer = issuer;
    }

    @GetMapping("/portal")
    ModelAndView page(
            @RequestParam(required = false) String q, HttpServletRequest http, HttpServletResponse response,
            Locale locale) {
        Optional<SignInSession> session = sessions.current(http);
        if (session.isEmpty()) {
            return new ModelAndView(new SeeOther("/sign-in"));
        }
        FormTargets.allow(response, tiles.addresses());
        ModelAndView page = new ModelAndView("portal/portal");
        List<Tab> tabs = tiles.tabs(session.get(), locale);
        page.addObject("tabs", tabs);
        Search search = Search.of(Optional.ofNullable(q));
        page.addObject("search", search);
        page.addObject("found", tabs.stream().anyMatch(tab -> search.findsAny(tab.tiles())));
        page.addObject("openTab", firstToShow(tabs));
        page.addObject("news", news.of(session.get()));
        page.addObject("frequent", tiles.of(
                audit.listMostUsedPlatforms(session.get().subjectId()), session.get(), locale));
        return page;
    }

    // A tab with nothing to enter is a poor welcome.
    private static String firstToShow(List<Tab> tabs) {
        return tabs.stream()
                .filter(Tab::hasOpen)
                .findFirst()
                .or(() -> tabs.stream().findFirst())
                .map(Tab::key)
                .orElse("");
    }

    /** OpenID Connect Core §4: third-party initiated login, so that the platform itself starts the code flow. */
    @PostMapping("/portal/start")
    ModelAndView start(@RequestParam String platform, HttpServletRequest http) {
        Optional<SignInSession> session = sessions.current(http);
        if (session.isEmpty()) {
            return new ModelAndView(new SeeOther("/sign-in"));
        }
        return tiles.enterable(platform, session.get())
                .map(Platform::addresses)
                .flatMap(Platform.Addresses::initiateLoginUri)
                .map(uri -> new ModelAndView(new SeeOther(withIssuer(uri))))
                .orElseGet(() -> closed(http));
    }

    private String withIssuer(String uri) {
        return uri + (uri.indexOf('?') < 0 ? '?' : '&') + "iss="
                + URLEncoder.encode(issuer.value(), StandardCharsets.UTF_8);
    }

    private ModelAndView closed(HttpServletRequest http) {
        Refusal refusal = new Refusal.PlatformOff("a start from the portal where there is no button for it");
        return refusals.show(new RefusalPage.Refused(refusal, Optional.empty(), Purpose.SIGN_IN, null), http);
    }
}
