package dev.tamga.idp.binding;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.binding.Bindings.Outcome;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.signin.AssistantOrigin;
import dev.tamga.idp.signin.RefusalPage;

/** Fills the templates of a subject's keys. */
public final class KeyPages {
    /** What a page may say was done; anything else in the address is nobody's word. */
    private static final Set<String> DONE = Set.of("added", "labelled", "frozen", "unfrozen", "removed");

    private final ShownKeys keys;
    private final AssistantOrigin assistant;
    private final DemoDesk demo;
    private final RefusalPage refusals;

    public KeyPages(ShownKeys keys, AssistantOrigin assistant, DemoDesk demo, RefusalPage refusals) {
        this.keys = keys;
        this.assistant = assistant;
        this.demo = demo;
        this.refusals = refusals;
    }

    /** The list with a label that was not taken, beside its field. */
    record WrongLabel(String keyId, String entered, String error) {}

    ModelAndView list(SignInSession session, String done, Optional<WrongLabel> wrong, HttpServletRequest http) {
        ModelAndView page = new ModelAndView("binding/keys");
        page.addObject("keys", keys.list(session, RequestContextUtils.getLocale(http)));
        page.addObject("primary", session.primaryKey());
        page.addObject("done", done != null && DONE.contains(done) ? done : null);
        page.addObject("wrongKey", wrong.map(WrongLabel::keyId).orElse(null));
        page.addObject("entered", wrong.map(WrongLabel::entered).orElse(null));
        page.addObject("error", wrong.map(WrongLabel::error).orElse(null));
        return page;
    }

    /** @param question {@code freeze} or {@code remove}: asked before it is done */
    ModelAndView confirm(String question, ShownKey key) {
        return new ModelAndView("binding/key-" + question, Map.of("key", key));
    }

    ModelAndView unfreeze(ShownKey key) {
        return readingKeys(new ModelAndView("binding/key-unfreeze", Map.of("key", key)));
    }

    /**
     * @param entered what stays in the fields
     * @param errors message keys by field
     */
    ModelAndView add(SignInSession session, Map<String, String> entered, Map<String, String> errors) {
        ModelAndView page = new ModelAndView("binding/key-add");
        page.addObject("primary", session.primaryKey());
        page.addObject("form", entered);
        page.addObject("errors", errors);
        return readingKeys(page);
    }

    /** Where a certificate is read that may renew a bound one under another name. */
    ModelAndView renamed(Map<String, String> entered, Map<String, String> errors) {
        ModelAndView page = new ModelAndView("binding/renamed");
        page.addObject("form", entered);
        page.addObject("errors", errors);
        return readingKeys(page);
    }

    private ModelAndView readingKeys(ModelAndView page) {
        return page.addObject("assistantOrigin", assistant.value()).addObject("demoKeys", demo.list());
    }

    DemoDesk demo() {
        return demo;
    }

    /** Of a change of name for {@link Purpose#BIND}: no other page of these has that purpose. */
    ModelAndView refused(Outcome.TurnedAway away, Purpose purpose, HttpServletRequest http) {
        var refused = new RefusalPage.Refused(away.refusal(), away.ca(), purpose, null);
        return refusals.show(refused, "/binding/renamed", http);
    }

    Optional<ShownKey> find(String keyId, SignInSession session, HttpServletRequest http) {
        return keys.find(keyId, session, RequestContextUtils.getLocale(http));
    }

    Optional<SubjectKey> find(String keyId, SignInSession session) {
        return keys.find(keyId, session);
    }
}
