package dev.tamga.idp.authorization;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.idp.authorization.AuthorizationError.Target;
import dev.tamga.idp.authorization.SessionRules.Verdict;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.web.FormTargets;
import dev.tamga.idp.web.IncidentFilter;
import dev.tamga.idp.web.SeeOther;

/** 「该平台不接受您的CA锁」: says why, before the platform is told; another key may be tried. */
@Controller
final class TurnedAwayController {
    private final AuthorizationRequests requests;
    private final AuthorizationResponses responses;
    private final SessionRules rules;
    private final Browsers browsers;
    private final Platforms platforms;

    TurnedAwayController(
            AuthorizationRequests requests, AuthorizationResponses responses, SessionRules rules, Browsers browsers,
            Platforms platforms) {
        this.requests = requests;
        this.responses = responses;
        this.rules = rules;
        this.browsers = browsers;
        this.platforms = platforms;
    }

    @GetMapping(AuthorizationResponses.TURNED_AWAY)
    ModelAndView show(
            @RequestParam("request") String id, HttpServletRequest http, HttpServletResponse response, Locale locale) {
        PendingRequest request = pending(id, http);
        Optional<SignInSession> session = browsers.session(http);
        if (!(rules.of(request, session) instanceof Verdict.TurnedAway away)) {
            // The bidder came back with another key meanwhile.
            return new ModelAndView(new SeeOther(request.resumePath()));
        }
        FormTargets.allow(response, request.parameters().redirectUri());
        ModelAndView page = new ModelAndView("authorization/turned-away");
        page.addObject("reason", away.reason().word());
        page.addObject("request", request.id());
        page.addObject("incident", IncidentFilter.of(http));
        page.addObject("keyNumber", session.map(SignInSession::keyNumber).orElse(null));
        page.addObject("platformName", platforms.find(request.parameters().clientId())
                .map(platform -> platform.name(locale))
                .orElse(request.parameters().clientId()));
        return page;
    }

    /** Back to the platform, which gets the error. */
    @PostMapping(AuthorizationResponses.TURNED_AWAY)
    void leave(@RequestParam("request") String id, HttpServletRequest http, HttpServletResponse response)
            throws IOException, ServletException {
        PendingRequest request = pending(id, http);
        if (!(rules.of(request, browsers.session(http)) instanceof Verdict.TurnedAway away)) {
            new SeeOther(request.resumePath()).render(null, http, response);
            return;
        }
        if (!requests.fulfil(request)) {
            throw AuthorizationError.page("request was answered already");
        }
        responses.sendError(
                AuthorizationError.to(Target.of(request.parameters()), away.reason().error(),
                        "the key cannot be used for this request (" + away.reason().word() + ")"),
                http, response);
    }

    private PendingRequest pending(String id, HttpServletRequest http) {
        return browsers.find(http)
                .flatMap(browser -> requests.find(id, browser))
                .orElseThrow(() -> AuthorizationError.page("request has expired or was answered already"));
    }
}
