package dev.tamga.idp.binding;

import java.util.Optional;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signin.Onward;
import dev.tamga.idp.web.SeeOther;

/** 「02 证书绑定」: a subject's keys. Any of them freezes another; the rest is the primary key's alone (domain.md §5.6). */
@Controller
final class KeysController {
    private static final String LIST = "/account/keys";
    private static final String KEY = LIST + "/{id:[a-z2-7]{26}}";

    private final SignInSessions sessions;
    private final Keys keys;
    private final KeyPages pages;

    KeysController(SignInSessions sessions, Keys keys, KeyPages pages) {
        this.sessions = sessions;
        this.keys = keys;
        this.pages = pages;
    }

    @GetMapping(LIST)
    ModelAndView list(@RequestParam(required = false) String done, HttpServletRequest http) {
        return signedIn(http, session -> pages.list(session, done, Optional.empty(), http));
    }

    @PostMapping(KEY + "/label")
    ModelAndView label(@PathVariable String id, @RequestParam(defaultValue = "") String label, HttpServletRequest http) {
        return byPrimary(http, session -> {
            SubjectKey key = of(id, session);
            Optional<String> wanted = Optional.of(label.strip()).filter(text -> !text.isEmpty());
            Optional<String> error = SecondaryKeys.LABEL_FIELD.check(wanted);
            if (error.isPresent()) {
                return pages.list(session, null, Optional.of(new KeyPages.WrongLabel(id, label, error.get())), http);
            }
            keys.label(key, wanted);
            return done("labelled");
        });
    }

    @GetMapping(KEY + "/freeze")
    ModelAndView askFreeze(@PathVariable String id, HttpServletRequest http) {
        return signedIn(http, session -> pages.confirm("freeze", shown(id, session, http)));
    }

    /** 挂失, at once. Not the key in use: whoever has it at hand has not lost it, as the page that asks says. */
    @PostMapping(KEY + "/freeze")
    ModelAndView freeze(@PathVariable String id, HttpServletRequest http) {
        return signedIn(http, session -> {
            SubjectKey key = of(id, session);
            if (key.id().equals(session.keyId())) {
                return to(id, "freeze");
            }
            keys.freeze(key, session.keyNumber());
            return done("frozen");
        });
    }

    @GetMapping(KEY + "/remove")
    ModelAndView askRemove(@PathVariable String id, HttpServletRequest http) {
        return byPrimary(http, session -> pages.confirm("remove", shown(id, session, http)));
    }

    /** Secondary keys alone; of the primary one the page that asks says what to do. */
    @PostMapping(KEY + "/remove")
    ModelAndView remove(@PathVariable String id, HttpServletRequest http) {
        return byPrimary(http, session -> {
            // A second click finds the key gone already.
            Optional<SubjectKey> key = pages.find(id, session);
            if (key.filter(SubjectKey::isPrimary).isPresent()) {
                return to(id, "remove");
            }
            key.ifPresent(found -> keys.remove(found, session.keyNumber()));
            return done("removed");
        });
    }

    private ModelAndView signedIn(HttpServletRequest http, Function<SignInSession, ModelAndView> answer) {
        return sessions.current(http).map(answer).orElseGet(() -> new ModelAndView(new SeeOther(Onward.signIn(http))));
    }

    /** With a secondary key the list says that it is read-only. */
    private ModelAndView byPrimary(HttpServletRequest http, Function<SignInSession, ModelAndView> answer) {
        return signedIn(http, session ->
                session.primaryKey() ? answer.apply(session) : new ModelAndView(new SeeOther(LIST)));
    }

    private SubjectKey of(String id, SignInSession session) {
        return pages.find(id, session).orElseThrow(KeysController::notFound);
    }

    private ShownKey shown(String id, SignInSession session, HttpServletRequest http) {
        return pages.find(id, session, http).orElseThrow(KeysController::notFound);
    }

    // Another subject's key is not told from one that never was.
    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "no such key");
    }

    private static ModelAndView to(String id, String page) {
        return new ModelAndView(new SeeOther(LIST + "/" + id + "/" + page));
    }

    private static ModelAndView done(String what) {
        return new ModelAndView(new SeeOther(LIST + "?done=" + what));
    }
}
