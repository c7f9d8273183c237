package dev.tamga.idp.signin;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.idp.authorization.PendingRequest;

/** Fills the sign-in feature's templates. */
public final class SignInPages {
    private final PendingRequests requests;
    private final AssistantOrigin assistant;
    private final DemoForm demo;
    private final RefusalPage refusals;

    public SignInPages(PendingRequests requests, AssistantOrigin assistant, DemoForm demo, RefusalPage refusals) {
        this.requests = requests;
        this.assistant = assistant;
        this.demo = demo;
        this.refusals = refusals;
    }

    ModelAndView signIn(Onward onward, HttpServletRequest http) {
        ModelAndView page = new ModelAndView("sign-in/sign-in");
        page.addObject("request", onward.request());
        page.addObject("to", onward.to());
        Optional<PendingRequest> pending = requests.find(onward.request(), http);
        page.addObject("platformName", requests.platformName(pending, http));
        page.addObject("loginHint", pending.flatMap(wanted -> wanted.parameters().whom().loginHint()).orElse(null));
        page.addObject("sameSubject", pending.flatMap(wanted -> wanted.parameters().whom().subjects()).isPresent());
        page.addObject("ended", http.getParameter("ended") != null);
        page.addObject("assistantOrigin", assistant.value());
        page.addObject("demoKeys", demo.list());
        return page;
    }

    ModelAndView refused(RefusalPage.Refused refused, HttpServletRequest http) {
        return refusals.show(refused, http);
    }

    DemoForm demo() {
        return demo;
    }
}
