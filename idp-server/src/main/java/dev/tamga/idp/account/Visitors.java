package dev.tamga.idp.account;

import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signin.Onward;
import dev.tamga.idp.web.SeeOther;

/** Own data is for whoever is signed in; everybody else is led to the sign-in page. */
public final class Visitors {
    private final SignInSessions sessions;

    public Visitors(SignInSessions sessions) {
        this.sessions = sessions;
    }

    ModelAndView answer(HttpServletRequest http, Function<SignInSession, ModelAndView> page) {
        return sessions.current(http).map(page).orElseGet(() -> seeOther(Onward.signIn(http)));
    }

    static ModelAndView seeOther(String path) {
        return new ModelAndView(new SeeOther(path));
    }
}
