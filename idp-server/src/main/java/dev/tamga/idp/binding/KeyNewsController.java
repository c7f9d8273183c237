package dev.tamga.idp.binding;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signin.Onward;
import dev.tamga.idp.web.SeeOther;

/** 「我知道了」: what a key was told, on whichever page it was read. */
@Controller
final class KeyNewsController {
    private static final Map<String, String> PAGES = Map.of("portal", "/portal", "account", "/account");

    private final SignInSessions sessions;
    private final KeyNotices notices;

    KeyNewsController(SignInSessions sessions, KeyNotices notices) {
        this.sessions = sessions;
        this.notices = notices;
    }

    /**
     * @param onward where the certificate page goes on
     * @param page where it was read; the certificate page unless it is one of ours
     */
    @PostMapping("/account/key-notices/{id:[a-z2-7]{26}}/dismiss")
    ModelAndView dismiss(
            @PathVariable String id, Onward onward, @RequestParam(defaultValue = "") String page,
            HttpServletRequest http) {
        sessions.current(http).ifPresent(session -> notices.dismiss(id, session.keyId()));
        return new ModelAndView(new SeeOther(onward.after(PAGES.getOrDefault(page, "/sign-in/certificate"))));
    }
}
