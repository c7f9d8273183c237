package dev.tamga.idp.signin;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

import dev.tamga.idp.authorization.PendingRequest;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;

/** Shows the certificate that signed in, and leads on: to the platform that asked, or to the portal. */
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
    ModelAndView page(@RequestParam(required = false) String request, HttpServletRequest http) {
        Optional<SignInSession> session = sessions.current(http);
        if (session.isEmpty()) {
            return SignInPages.seeOther("/sign-in", request);
        }
        Optional<PendingRequest> pending = requests.find(request, http);
        ModelAndView page = new ModelAndView("sign-in/certificate");
        page.addObject("certificate", certificates.of(session.get(), RequestContextUtils.getLocale(http)));
        page.addObject("expiry", certificates.expiry(session.get(), RequestContextUtils.getLocale(http)));
        page.addObject("news", news.of(session.get()));
        page.addObject("continueAction", pending.map(PendingRequest::resumePath).orElse("/portal"));
        page.addObject("platformName", requests.platformName(pending, http));
        page.addObject("request", request);
        return page;
    }
}
