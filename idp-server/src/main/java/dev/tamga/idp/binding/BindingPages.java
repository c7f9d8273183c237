package dev.tamga.idp.binding;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.binding.Bindings.Outcome;
import dev.tamga.idp.signin.AssistantOrigin;
import dev.tamga.idp.signin.RefusalPage;

/** Fills the binding feature's templates. */
public final class BindingPages {
    private final PlatformChoices platforms;
    private final AssistantOrigin assistant;
    private final DemoDesk demo;
    private final RefusalPage refusals;

    public BindingPages(PlatformChoices platforms, AssistantOrigin assistant, DemoDesk demo, RefusalPage refusals) {
        this.platforms = platforms;
        this.assistant = assistant;
        this.demo = demo;
        this.refusals = refusals;
    }

    /**
     * @param entered what stays in the fields
     * @param errors message keys by field
     */
    ModelAndView form(String kind, Map<String, String> entered, Map<String, String> errors, HttpServletRequest http) {
        ModelAndView page = new ModelAndView("binding/" + kind);
        page.addObject("form", entered);
        page.addObject("errors", errors);
        page.addObject("platforms", platforms.list(RequestContextUtils.getLocale(http)));
        page.addObject("divisions", Divisions.CODES);
        page.addObject("assistantOrigin", assistant.value());
        page.addObject("demoKeys", demo.list());
        return page;
    }

    /** @param kind of subject: a person has no company to ask */
    ModelAndView refused(String kind, Outcome.TurnedAway away, HttpServletRequest http) {
        var refused = new RefusalPage.Refused(away.refusal(), away.ca(), Purpose.BIND, null);
        return refusals.show(refused, "/binding/" + kind, http)
                .addObject("kind", kind);
    }

    DemoDesk demo() {
        return demo;
    }
}
