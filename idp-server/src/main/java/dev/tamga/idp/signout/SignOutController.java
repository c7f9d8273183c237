package dev.tamga.idp.signout;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.web.FormTargets;
import dev.tamga.idp.web.LanguageCookie;
import dev.tamga.idp.web.SeeOther;

/** The end_session_endpoint and the page that asks first where no hint proves that the bidder meant it. */
@Controller
final class SignOutController {
    private final SignOut signOut;
    private final SignInSessions sessions;
    private final LogoutRequests requests;
    private final SignedOutPage signedOut;

    SignOutController(SignOut signOut, SignInSessions sessions, LogoutRequests requests, SignedOutPage signedOut) {
        this.signOut = signOut;
        this.sessions = sessions;
        this.requests = requests;
        this.signedOut = signedOut;
    }

    /** From a platform: no CSRF token can be asked here, so a live session ends at once only for its own hint. */
    @RequestMapping(path = "/connect/logout", method = {RequestMethod.GET, RequestMethod.POST})
    ModelAndView asked(HttpServletRequest http, HttpServletResponse response, Model model) {
        LogoutRequest request = requests.read(http);
        Optional<SignInSession> current = sessions.current(http);
        Optional<String> hinted = request.hint().map(LogoutHint::sid);
        boolean another = current.filter(live -> !hinted.equals(Optional.of(live.id()))).isPresent();
        if (hinted.isPresent() && !another) {
            // A platform's cross-site POST brings no cookie: the session is the one that the hint names.
            end(hinted.get());
            // Nor may it take one away: whoever posts a hint of his own from another site reaches his own session alone.
            current.ifPresent(live -> sessions.forget(http, response));
            return finish(request, hinted, http, response);
        }
        model.addAttribute("fields", request.parameters());
        LanguageCookie.wish(http, request.languages());
        request.target().ifPresent(target -> FormTargets.allow(response, target));
        return new ModelAndView("sign-out/confirm");
    }

    private void end(String sid) {
        sessions.find(sid).ifPresentOrElse(signOut::end, () -> signOut.endRest(sid));
    }

    /** From our own pages, with their CSRF token. */
    @PostMapping("/sign-out")
    ModelAndView confirmed(HttpServletRequest http, HttpServletResponse response) {
        LogoutRequest request = requests.read(http);
        Optional<SignInSession> current = sessions.current(http);
        current.ifPresent(signOut::end);
        sessions.forget(http, response);
        return finish(request, current.map(SignInSession::id), http, response);
    }

    /** RP-Initiated Logout §3: back to the platform where it asked for that, else to the page that says what ended. */
    private ModelAndView finish(
            LogoutRequest request, Optional<String> sid, HttpServletRequest http, HttpServletResponse response) {
        if (!request.languages().isEmpty()) {
            LanguageCookie.wish(request.languages(), http, response);
        }
        String next = request.target()
                .map(target -> withState(target, request.state()))
                .orElseGet(() -> sid.map(signedOut::address).orElse("/signed-out"));
        return new ModelAndView(new SeeOther(next));
    }

    /** Read from the database each time: looking again shows what was delivered meanwhile. */
    @GetMapping("/signed-out")
    ModelAndView done(HttpServletRequest http, Locale locale) {
        List<SignedOutPage.Left> left = signedOut.read(Optional.ofNullable(http.getParameter("session")), locale);
        ModelAndView page = new ModelAndView("sign-out/signed-out");
        page.addObject("platforms", left);
        page.addObject("pending", left.stream().anyMatch(platform -> platform.state().equals("pending")));
        return page;
    }

    private static String withState(String target, Optional<String> state) {
        return state.map(value -> target + (target.indexOf('?') < 0 ? '?' : '&') + "state="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8))
                .orElse(target);
    }
}
