package dev.tamga.idp.binding;

import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.binding.Bindings.Outcome;
import dev.tamga.idp.binding.Bindings.Submission;
import dev.tamga.idp.session.BrowserCookie;
import dev.tamga.idp.web.SeeOther;

/** 单位更名: reads the new certificate, shows what changes, asks to confirm it. */
@Controller
final class RenameController {
    private static final String PAGE = "/binding/renamed";
    private static final String CONFIRM = PAGE + "/confirm";
    private static final String DONE = PAGE + "/done";

    private final Renames renames;
    private final BrowserCookie browsers;
    private final KeyPages pages;

    RenameController(Renames renames, BrowserCookie browsers, KeyPages pages) {
        this.renames = renames;
        this.browsers = browsers;
        this.pages = pages;
    }

    @GetMapping(PAGE)
    ModelAndView page(HttpServletRequest http, HttpServletResponse response) {
        browsers.ensure(http, response);
        return pages.renamed(Map.of(), Map.of());
    }

    @PostMapping(PAGE)
    ModelAndView ask(@RequestParam(required = false) String proof, HttpServletRequest http) {
        BindingForm form = BindingForm.read(CertificateFields.FIELDS, http.getParameterMap());
        Optional<String> sent = Optional.ofNullable(proof).filter(text -> !text.isEmpty());
        return switch (renames.ask(new Submission(form, sent, browsers.find(http)))) {
            case Outcome.Bound found -> new ModelAndView(new SeeOther(CONFIRM));
            case Outcome.Invalid invalid -> pages.renamed(form.shown(), invalid.errors());
            case Outcome.TurnedAway away -> pages.refused(away, Purpose.BIND, http);
        };
    }

    @GetMapping(CONFIRM)
    ModelAndView confirmPage(HttpServletRequest http) {
        return browsers.find(http)
                .flatMap(renames::find)
                .map(pending -> new ModelAndView("binding/rename-confirm", Map.of("change", NameChange.of(pending))))
                .orElseGet(() -> new ModelAndView(new SeeOther(PAGE)));
    }

    @PostMapping(CONFIRM)
    ModelAndView confirm(HttpServletRequest http) {
        browsers.find(http).ifPresent(renames::confirm);
        return new ModelAndView(new SeeOther(DONE));
    }

    @GetMapping(DONE)
    String done() {
        return "binding/rename-done";
    }
}
