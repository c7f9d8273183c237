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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.web.FormTargets;
import dev.tamga.idp.web.Issuer;
import dev.tamga.idp.web.SeeOther;

/** The end_session_endpoint and the page that asks first where no hint proves that the bidder meant it. */
@Controller
final class SignOutController {
    private final SignOut signOut;
    private final SignInSessions sessions;
    private final Platforms platforms;
    private final SigningKeys keys;
    private final Issuer issuer;

    SignOutController(
            SignOut signOut, SignInSessions sessions, Platforms platforms, SigningKeys keys, Issuer issuer) {
        this.signOut = signOut;
        this.sessions = sessions;
        this.platforms = platforms;
        this.keys = keys;
        this.issuer = issuer;
    }

    /** From a platform: no CSRF token can be asked here, so a live session ends at once only for its own hint. */
    @RequestMapping(path = "/connect/logout", method = {RequestMethod.GET, RequestMethod.POST})
    ModelAndView asked(HttpServletRequest http, HttpServletResponse response, Model model, Locale locale) {
        LogoutRequest request = LogoutRequest.read(http, platforms, keys, issuer);
        Optional<SignInSession> current = sessions.current(http);
        Optional<String> hinted = request.hint().map(LogoutHint::sid);
        boolean another = current.filter(live -> !hinted.equals(Optional.of(live.id()))).isPresent();
        if (hinted.isPresent() && !another) {
            // A platform's cross-site POST brings no cookie: the session is the one that the hint names.
            return finish(request, sessions.find(hinted.get()), new Page(http, response, model, locale));
        }
        model.addAttribute("fields", request.parameters());
        request.target().ifPresent(target -> FormTargets.allow(response, target));
        return new ModelAndView("sign-out/confirm");
    }

    /** From our own pages, with their CSRF token. */
    @PostMapping("/sign-out")
    ModelAndView confirmed(HttpServletRequest http, HttpServletResponse response, Model model, Locale locale) {
        return finish(LogoutRequest.read(http, platforms, keys, issuer), sessions.current(http),
                new Page(http, response, model, locale));
    }

    private record Page(HttpServletRequest http, HttpServletResponse response, Model model, Locale locale) {}

    private ModelAndView finish(LogoutRequest request, Optional<SignInSession> session, Page page) {
        List<String> left = session.map(signOut::end).orElse(List.of());
        sessions.forget(page.http(), page.response());
        if (request.target().isPresent()) {
            return new ModelAndView(new SeeOther(withState(request.target().get(), request.state())));
        }
        page.model().addAttribute("platforms", left.stream()
                .flatMap(id -> platforms.find(id).stream())
                .map(platform -> platform.name(page.locale()))
                .toList());
        return new ModelAndView("sign-out/signed-out");
    }

    private static String withState(String target, Optional<String> state) {
        return state.map(value -> target + (target.indexOf('?') < 0 ? '?' : '&') + "state="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8))
                .orElse(target);
    }
}
