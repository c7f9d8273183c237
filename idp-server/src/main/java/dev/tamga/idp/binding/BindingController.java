package dev.tamga.idp.binding;

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
import dev.tamga.idp.binding.DemoDesk.Filled;
import dev.tamga.idp.session.BrowserCookie;
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
        return switch (pages.demo().fill(bindings.get(kind).fields(), Purpose.BIND, http, response)) {
            case Filled.Signed signed -> answer(kind, signed.submission(), http);
            case Filled.Unsigned wrong -> pages.form(kind, wrong.form().shown(), wrong.errors(), http)
                    .addObject("demoError", wrong.demoError());
        };
    }

    @GetMapping("/binding/done")
    String done() {
        return "binding/done";
    }

    private ModelAndView answer(String kind, Submission submission, HttpServletRequest http) {
        return switch (bindings.bind(kind, submission)) {
            case Outcome.Bound bound -> new ModelAndView(new SeeOther("/binding/done"));
            case Outcome.Invalid invalid -> pages.form(kind, submission.form().shown(), invalid.errors(), http);
            case Outcome.TurnedAway away -> pages.refused(kind, away, http);
        };
    }
}
