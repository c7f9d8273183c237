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
import dev.tamga.idp.binding.DemoDesk.Filled;
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
        return ask(new Submission(form, sent, browsers.find(http)), http);
    }

    /** The demo's form without a script. */
    @PostMapping(PAGE + "/demo-key")
    ModelAndView askByDemoKey(HttpServletRequest http, HttpServletResponse response) {
        return switch (pages.demo().fill(CertificateFields.FIELDS, Purpose.BIND, http, response)) {
            case Filled.Signed signed -> ask(signed.submission(), http);
            case Filled.Unsigned wrong -> pages.renamed(wrong.form().shown(), wrong.errors())
                    .addObject("demoError", wrong.demoError());
        };
    }

    private ModelAndView ask(Submission submission, HttpServletRequest http) {
        return switch (renames.ask(submission)) {
            case Outcome.Bound found -> new ModelAndView(new SeeOther(CONFIRM));
            case Outcome.Invalid invalid -> pages.renamed(submission.form().shown(), invalid.errors());
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
