package dev.tamga.idp.binding;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.idp.binding.Bindings.Outcome;
import dev.tamga.idp.binding.Bindings.Submission;
import dev.tamga.idp.session.BrowserCookie;
import dev.tamga.idp.signin.DemoForm;
import dev.tamga.idp.signin.DemoForm.Made;
import dev.tamga.idp.web.SeeOther;

/** 企业绑定 and 自然人绑定: one form each, signed by the key that it binds. */
@Controller
final class BindingController {
    private static final String FORM = "/binding/{kind:enterprise|person}";

    private final Bindings bindings;
    private final BindingPages pages;
    private final BrowserCookie browsers;

    BindingController(Bindings bindings, BindingPages pages, BrowserCookie browsers) {
        this.bindings = bindings;
        this.pages = pages;
        this.browsers = browsers;
    }

    @GetMapping(FORM)
    ModelAndView page(@PathVariable String kind, HttpServletRequest http, HttpServletResponse response) {
        browsers.ensure(http, response);
        return pages.form(kind, Map.of(), Map.of(), http);
    }

    @PostMapping(FORM)
    ModelAndView bind(
            @PathVariable String kind, @RequestParam(required = false) String proof, HttpServletRequest http) {
        BindingForm form = BindingForm.read(bindings.get(kind).fields(), http.getParameterMap());
        Optional<String> sent = Optional.ofNullable(proof).filter(text -> !text.isEmpty());
        return answer(kind, new Submission(form, sent, browsers.find(http)), http);
    }

    /** The demo's form without a script: reads the key in the page's place, signs in the assistant's. */
    @PostMapping(FORM + "/demo-key")
    ModelAndView bindWithDemoKey(
            @PathVariable String kind, HttpServletRequest http, HttpServletResponse response) {
        String key = demoField("demo_key", http);
        BindingForm form = BindingForm.read(bindings.get(kind).fields(), withKey(key, http.getParameterMap()));
        if (!form.errors().isEmpty()) {
            return pages.form(kind, form.shown(), form.errors(), http);
        }
        byte[] browserHash = browsers.ensure(http, response);
        var wanted = new DemoForm.Wanted(key, demoField("demo_pin", http), Purpose.BIND, form.shown());
        return switch (pages.demo().make(wanted, browserHash)) {
            case Made.Proof proof ->
                answer(kind, new Submission(form, Optional.of(proof.json()), Optional.of(browserHash)), http);
            case Made.Failed failed -> pages.form(kind, form.shown(), Map.of(), http)
                    .addObject("demoError", failed.error());
        };
    }

    @GetMapping("/binding/done")
    String done() {
        return "binding/done";
    }

    private static String demoField(String name, HttpServletRequest http) {
        return Optional.ofNullable(http.getParameter(name)).orElse("");
    }

    private Map<String, String[]> withKey(String key, Map<String, String[]> parameters) {
        Map<String, String[]> all = new HashMap<>(parameters);
        pages.demo().find(key).ifPresent(found -> {
            all.put(CertificateFields.SUBJECT_NAME, new String[] {found.name()});
            all.put(CertificateFields.KEY_NUMBER, new String[] {found.keyNumber()});
            all.put(CertificateFields.KEY_MEDIUM_NUMBER, new String[] {found.mediumNumber()});
        });
        return all;
    }

    private ModelAndView answer(String kind, Submission submission, HttpServletRequest http) {
        return switch (bindings.bind(kind, submission)) {
            case Outcome.Bound bound -> new ModelAndView(new SeeOther("/binding/done"));
            case Outcome.Invalid invalid -> pages.form(kind, submission.form().shown(), invalid.errors(), http);
            case Outcome.TurnedAway away -> pages.refused(kind, away, http);
        };
    }
}
