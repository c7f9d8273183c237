package dev.tamga.idp.signin;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

import dev.tamga.idp.authorization.PendingRequest;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signin.BoundKeys.BoundKey;

/** Shows the certificate that signed in, and leads on: to the platform that asked, or to the portal. */
@Controller
final class CertificateController {
    private final SignInSessions sessions;
    private final BoundKeys keys;
    private final PendingRequests requests;
    private final CertificatePage certificates;

    CertificateController(
            SignInSessions sessions, BoundKeys keys, PendingRequests requests, CertificatePage certificates) {
        this.sessions = sessions;
        this.keys = keys;
        this.requests = requests;
        this.certificates = certificates;
    }

    @GetMapping("/sign-in/certificate")
    ModelAndView page(@RequestParam(required = false) String request, HttpServletRequest http) {
        Optional<BoundKey> key = sessions.current(http).flatMap(session -> keys.findById(session.keyId()));
        if (key.isEmpty()) {
            return SignInPages.seeOther("/sign-in", request);
        }
        Optional<PendingRequest> pending = requests.find(request, http);
        ModelAndView page = new ModelAndView("sign-in/certificate");
        page.addObject("certificate", certificates.of(key.get(), RequestContextUtils.getLocale(http)));
        page.addObject("continueAction", pending.map(PendingRequest::resumePath).orElse("/portal"));
        page.addObject("platformName", requests.platformName(pending, http));
        page.addObject("request", request);
        return page;
    }
}
