package dev.tamga.idp.binding;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.binding.Bindings.Outcome;
import dev.tamga.idp.binding.Bindings.Submission;
import dev.tamga.idp.binding.DemoDesk.Filled;
import dev.tamga.idp.session.BrowserCookie;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signin.DemoForm.Made;
import dev.tamga.idp.signin.Onward;
import dev.tamga.idp.signin.Proofs;
import dev.tamga.idp.web.SeeOther;

/** What takes a signature beside the session: adding a secondary key, lifting a freeze. */
@Controller
final class KeyProofController {
    private static final String LIST = "/account/keys";
    private static final String ADD = LIST + "/add";
    private static final String DEMO = "/demo-key";
    private static final String UNFREEZE = LIST + "/{id:[a-z2-7]{26}}/unfreeze";

    private final SignInSessions sessions;
    private final BrowserCookie browsers;
    private final SecondaryKeys keys;
    private final KeyPages pages;

    KeyProofController(SignInSessions sessions, BrowserCookie browsers, SecondaryKeys keys, KeyPages pages) {
        this.sessions = sessions;
        this.browsers = browsers;
        this.keys = keys;
        this.pages = pages;
    }

    @GetMapping(ADD)
    ModelAndView page(HttpServletRequest http, HttpServletResponse response) {
        browsers.ensure(http, response);
        return signedIn(http, session -> pages.add(session, Map.of(), Map.of()));
    }

    @PostMapping(ADD)
    ModelAndView add(@RequestParam(required = false) String proof, HttpServletRequest http) {
        return byPrimary(http, session -> {
            BindingForm form = BindingForm.read(SecondaryKeys.fields(), http.getParameterMap());
            return add(session, new Submission(form, sent(proof), browsers.find(http)), http);
        });
    }

    /** The demo's form without a script. */
    @PostMapping(ADD + DEMO)
    ModelAndView addDemoKey(HttpServletRequest http, HttpServletResponse response) {
        return byPrimary(http, session ->
                switch (pages.demo().fill(SecondaryKeys.fields(), Purpose.ADD_KEY, http, response)) {
                    case Filled.Signed signed -> add(session, signed.submission(), http);
                    case Filled.Unsigned wrong -> pages.add(session, wrong.form().shown(), wrong.errors())
                            .addObject("demoError", wrong.demoError());
                });
    }

    private ModelAndView add(SignInSession session, Submission submission, HttpServletRequest http) {
        return switch (keys.add(session, submission)) {
            case Outcome.Bound bound -> new ModelAndView(new SeeOther(LIST + "?done=added"));
            case Outcome.Invalid invalid -> pages.add(session, submission.form().shown(), invalid.errors());
            case Outcome.TurnedAway away -> pages.refused(away, Purpose.ADD_KEY, http);
        };
    }

    @GetMapping(UNFREEZE)
    ModelAndView unfreezePage(@PathVariable String id, HttpServletRequest http, HttpServletResponse response) {
        browsers.ensure(http, response);
        return byPrimary(http, session ->
                pages.find(id, session, http).map(pages::unfreeze).orElseThrow(KeyProofController::notFound));
    }

    @PostMapping(UNFREEZE)
    ModelAndView unfreeze(
            @PathVariable String id, @RequestParam(defaultValue = "") String proof, HttpServletRequest http) {
        return ofFrozen(id, http, (session, frozen) -> unfreeze(session, frozen, proof, http));
    }

    /** The demo's form without a script. */
    @PostMapping(UNFREEZE + DEMO)
    ModelAndView unfreezeByDemoKey(@PathVariable String id, HttpServletRequest http, HttpServletResponse response) {
        return ofFrozen(id, http, (session, frozen) ->
                switch (pages.demo().sign(Purpose.UNFREEZE, SecondaryKeys.shown(frozen), http, response)) {
                    case Made.Proof proof -> unfreeze(session, frozen, proof.json(), http);
                    case Made.Failed failed -> pages.unfreeze(pages.find(id, session, http).orElseThrow())
                            .addObject("demoError", failed.error());
                });
    }

    /** A second click finds the key not frozen any more. */
    private ModelAndView ofFrozen(
            String id, HttpServletRequest http, BiFunction<SignInSession, SubjectKey, ModelAndView> answer) {
        return byPrimary(http, session -> {
            SubjectKey frozen = pages.find(id, session).orElseThrow(KeyProofController::notFound);
            return frozen.isFrozen() ? answer.apply(session, frozen) : new ModelAndView(new SeeOther(LIST));
        });
    }

    private ModelAndView unfreeze(SignInSession session, SubjectKey frozen, String proof, HttpServletRequest http) {
        var posted = new Proofs.Posted(proof, SecondaryKeys.shown(frozen), browsers.find(http));
        return keys.unfreeze(session, frozen, posted)
                .map(away -> pages.refused(away, Purpose.UNFREEZE, http))
                .orElseGet(() -> new ModelAndView(new SeeOther(LIST + "?done=unfrozen")));
    }

    private ModelAndView signedIn(HttpServletRequest http, Function<SignInSession, ModelAndView> answer) {
        return sessions.current(http).map(answer).orElseGet(() -> new ModelAndView(new SeeOther(Onward.signIn(http))));
    }

    /** With a secondary key the list says that it is read-only. */
    private ModelAndView byPrimary(HttpServletRequest http, Function<SignInSession, ModelAndView> answer) {
        return signedIn(http, session ->
                session.primaryKey() ? answer.apply(session) : new ModelAndView(new SeeOther(LIST)));
    }

    private static Optional<String> sent(String proof) {
        return Optional.ofNullable(proof).filter(text -> !text.isEmpty());
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "no such key");
    }
}
