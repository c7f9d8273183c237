package dev.tamga.idp.signin;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.idp.authorization.PendingRequest;
import dev.tamga.idp.web.SeeOther;

/** Fills the sign-in feature's templates. */
public final class SignInPages {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_-]{43}");

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

    ModelAndView signIn(String request, HttpServletRequest http) {
        ModelAndView page = new ModelAndView("sign-in/sign-in");
        page.addObject("request", request);
        Optional<PendingRequest> pending = requests.find(request, http);
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

    /**
     * @param path on this server
     * @param request id of the pending authorization request, null without one; unchecked
     */
    static ModelAndView seeOther(String path, String request) {
        // Only what can be an id goes into a header; anything else was no request of ours.
        return new ModelAndView(new SeeOther(path + readable(request).map(id -> "?request=" + id).orElse("")));
    }

    /** @param request null without one; unchecked */
    static Optional<String> readable(String request) {
        return Optional.ofNullable(request).filter(id -> REQUEST_ID.matcher(id).matches());
    }

    DemoForm demo() {
        return demo;
    }
}
