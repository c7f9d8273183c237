package dev.tamga.idp.consent;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.idp.authorization.AuthorizationError;
import dev.tamga.idp.authorization.AuthorizationRequests;
import dev.tamga.idp.authorization.PendingRequest;
import dev.tamga.idp.session.BrowserCookie;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.web.FormTargets;
import dev.tamga.idp.web.SeeOther;

/** 「内蒙古自治区统一授权确认」: what is asked comes from the request's row, the form says only yes or no. */
@Controller
final class ConsentController {
    private static final Set<String> FIELDS = Set.of("request", "decision", "_csrf");

    private final ConsentDesk desk;
    private final ConsentView view;
    private final AuthorizationRequests requests;
    private final BrowserCookie browsers;
    private final SignInSessions sessions;

    ConsentController(
            ConsentDesk desk, ConsentView view, AuthorizationRequests requests, BrowserCookie browsers,
            SignInSessions sessions) {
        this.desk = desk;
        this.view = view;
        this.requests = requests;
        this.browsers = browsers;
        this.sessions = sessions;
    }

    @GetMapping("/consent")
    ModelAndView show(
            @RequestParam("request") String id, HttpServletRequest http, HttpServletResponse response, Model model,
            Locale locale) {
        PendingRequest request = pending(id, http);
        Optional<SignInSession> session = sessions.current(http);
        if (session.isEmpty()) {
            return new ModelAndView(new SeeOther("/sign-in?request=" + request.id()));
        }
        FormTargets.allow(response, request.parameters().redirectUri());
        view.fill(model, request, session.get(), locale);
        return new ModelAndView("consent/consent");
    }

    /** Any other field would be an attempt to change what is asked: it is refused, not passed over. */
    private static void requireOnly(HttpServletRequest http) {
        if (!FIELDS.containsAll(http.getParameterMap().keySet())
                || http.getParameterMap().values().stream().anyMatch(values -> values.length != 1)) {
            throw AuthorizationError.page("the consent form holds what it never had");
        }
    }

    @PostMapping("/consent")
    void answer(
            @RequestParam("request") String id, @RequestParam("decision") String decision, HttpServletRequest http,
            HttpServletResponse response) throws IOException, ServletException {
        requireOnly(http);
        PendingRequest request = pending(id, http);
        Optional<SignInSession> session = sessions.current(http);
        if (session.isEmpty()) {
            new SeeOther("/sign-in?request=" + request.id()).render(null, http, response);
            return;
        }
        desk.answer(decision.equals("allow"), request, session.get(), http, response);
    }

    private PendingRequest pending(String id, HttpServletRequest http) {
        return browsers.find(http)
                .flatMap(browser -> requests.find(id, browser))
                .orElseThrow(() -> AuthorizationError.page("request has expired or was answered already"));
    }
}
