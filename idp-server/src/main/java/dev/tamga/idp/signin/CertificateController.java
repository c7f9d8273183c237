package dev.tamga.idp.signin;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

import dev.tamga.idp.authorization.PendingRequest;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.web.SeeOther;

/** Shows the certificate that signed in, and leads on: to the platform that asked, to the page of before, or to the portal. */
@Controller
final class CertificateController {
    private final SignInSessions sessions;
    private final PendingRequests requests;
    private final CertificatePage certificates;
    private final KeyNews news;

    CertificateController(
            SignInSessions sessions, PendingRequests requests, CertificatePage certificates, KeyNews news) {
        this.sessions = sessions;
        this.requests = requests;
        this.certificates = certificates;
        this.news = news;
    }

    @GetMapping("/sign-in/certificate")
    ModelAndView page(Onward onward, HttpServletRequest http) {
        Optional<SignInSession> session = sessions.current(http);
        if (session.isEmpty()) {
            return new ModelAndView(new SeeOther(onward.after("/sign-in")));
        }
        Optional<PendingRequest> pending = requests.find(onward.request(), http);
        ModelAndView page = new ModelAndView("sign-in/certificate");
        page.addObject("certificate", certificates.of(session.get(), RequestContextUtils.getLocale(http)));
        page.addObject("expiry", certificates.expiry(session.get(), RequestContextUtils.getLocale(http)));
        page.addObject("news", news.of(session.get()));
        page.addObject("continueAction", pending.map(PendingRequest::resumePath).orElseGet(onward::page));
        page.addObject("goesBack", pending.isEmpty() && onward.to() != null);
        page.addObject("platformName", requests.platformName(pending, http));
        page.addObject("request", onward.request());
        page.addObject("to", onward.to());
        return page;
    }
}
