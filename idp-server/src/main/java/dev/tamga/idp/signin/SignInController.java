package dev.tamga.idp.signin;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.session.BrowserCookie;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signin.CertificateSignIn.Outcome;
import dev.tamga.idp.signin.Proofs.Posted;
import dev.tamga.idp.web.SeeOther;

/** 主体登录: takes the proof, and in the demo the form that needs no script. */
@Controller
final class SignInController {
    private final CertificateSignIn signIns;
    private final SignInSessions sessions;
    private final BrowserCookie browsers;
    private final SignInPages pages;

    SignInController(CertificateSignIn signIns, SignInSessions sessions, BrowserCookie browsers, SignInPages pages) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.browsers = browsers;
        this.pages = pages;
    }

    @GetMapping("/sign-in")
    ModelAndView page(Onward onward, HttpServletRequest http, HttpServletResponse response) {
        browsers.ensure(http, response);
        return pages.signIn(onward, http);
    }

    @PostMapping("/sign-in")
    ModelAndView signIn(
            @RequestParam String proof, Onward onward, HttpServletRequest http, HttpServletResponse response) {
        return switch (signIns.signIn(
                new Posted(proof, Map.of(), browsers.find(http)), sessions.presented(http))) {
            case Outcome.TurnedAway away -> pages.refused(
                    new RefusalPage.Refused(away.refusal(), away.ca(), Purpose.SIGN_IN, onward), http);
            case Outcome.SignedIn in -> {
                sessions.give(in.token(), http, response);
                yield new ModelAndView(new SeeOther(onward.after("/sign-in/certificate")));
            }
        };
    }

    @PostMapping("/sign-in/demo-key")
    ModelAndView signInWithDemoKey(
            DemoChoice choice, Onward onward, HttpServletRequest http, HttpServletResponse response) {
        var wanted = new DemoForm.Wanted(choice.key(), choice.pin(), Purpose.SIGN_IN, Map.of());
        return switch (pages.demo().make(wanted, browsers.ensure(http, response))) {
            case DemoForm.Made.Proof proof -> signIn(proof.json(), onward, http, response);
            case DemoForm.Made.Failed failed -> pages.signIn(onward, http)
                    .addObject("demoError", failed.error());
        };
    }

    /** The demo form's own fields. */
    record DemoChoice(String key, String pin) {
        DemoChoice {
            key = key == null ? "" : key;
            pin = pin == null ? "" : pin;
        }

        @Override
        public String toString() {
            return "DemoChoice[" + key + "]";
        }
    }
}
