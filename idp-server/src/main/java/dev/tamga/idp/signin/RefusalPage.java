package dev.tamga.idp.signin;

import java.time.Duration;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.ca.Refusal;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.authorization.PendingRequest;
import dev.tamga.idp.web.Accepts;
import dev.tamga.idp.web.Faq;
import dev.tamga.idp.web.Problem;
import dev.tamga.idp.web.RetryAfter;
import dev.tamga.idp.web.Step;

/**
 * The page of every refusal. Users get the code, the incident and the next step; {@link Refusal#detail()} stays in the
 * audit. A caller that prefers JSON gets RFC 9457.
 */
public final class RefusalPage {
    private final CaContacts contacts;
    private final PendingRequests requests;

    public RefusalPage(CaContacts contacts, PendingRequests requests) {
        this.contacts = contacts;
        this.requests = requests;
    }

    /**
     * What was refused, and where.
     *
     * @param onward where the sign-in would have led; null where it was none
     */
    public record Refused(Refusal refusal, Optional<CaId> ca, Purpose purpose, Onward onward) {
        public Refused {
            onward = onward == null ? Onward.NONE : onward;
        }
    }

    public ModelAndView show(Refused refused, HttpServletRequest http) {
        Answer answer = answer(refused.refusal());
        Optional<Duration> wait = retryAfter(refused.refusal());
        wait.ifPresent(known -> RetryAfter.note(known, http));
        String incident = Optional.ofNullable(MDC.get(Audit.INCIDENT)).orElse("");
        if (Accepts.json(http)) {
            return new ModelAndView(new Problem(answer.problemStatus().value(), refused.refusal().code(), incident));
        }
        Optional<CaId> ca = refused.ca().filter(issuer -> answer.help() == Help.CA);
        ModelAndView page = page(
                new Shown(refused.refusal().code(), ca, refused.purpose(), refused.onward(), incident), http);
        page.setStatus(answer.status());
        page.addObject("wait", wait.map(RetryAfter::of).orElse(null));
        return page;
    }

    /** @param form where whoever is to try again finds what was filled in */
    public ModelAndView show(Refused refused, String form, HttpServletRequest http) {
        ModelAndView page = show(refused, http);
        boolean isTriedAgain = page.getModel().get("step") instanceof Step step && step.equals(NextSteps.BIND_AGAIN);
        return isTriedAgain ? page.addObject("step", new Step(form, NextSteps.BIND_AGAIN.label())) : page;
    }

    /**
     * What the page says.
     *
     * @param ca whom to call about it
     * @param onward as in {@link Refused}
     */
    record Shown(String code, Optional<CaId> ca, Purpose purpose, Onward onward, String incident) {
        static final String PATH = "/sign-in/refusal";

        /** Where it can be read again. */
        String address() {
            return PATH + "?code=" + code + "&purpose=" + purpose.word()
                    + ca.map(issuer -> "&ca=" + issuer.value()).orElse("")
                    + onward.query().map(query -> "&" + query).orElse("")
                    + (incident.isEmpty() ? "" : "&incident=" + incident);
        }
    }

    ModelAndView page(Shown shown, HttpServletRequest http) {
        Optional<PendingRequest> pending = requests.find(shown.onward().request(), http);
        ModelAndView page = new ModelAndView("sign-in/refusal");
        page.addObject("code", shown.code());
        page.addObject("incident", shown.incident());
        page.addObject("help", Faq.of(shown.code()));
        page.addObject("purpose", shown.purpose().word());
        page.addObject("request", pending.map(PendingRequest::id).orElse(null));
        page.addObject("step", NextSteps.main(shown));
        page.addObject("otherStep", NextSteps.other(shown).orElse(null));
        page.addObject("ca", shown.ca()
                .flatMap(issuer -> contacts.find(issuer, RequestContextUtils.getLocale(http)))
                .orElse(null));
        page.addObject("platformName", requests.platformName(pending, http));
        page.addObject("formTarget", pending.map(request -> request.parameters().redirectUri()).orElse(null));
        page.addObject("address", shown.address());
        return page;
    }

    /** A code as it came from outside, if it is one. */
    static Optional<String> known(String code) {
        return Optional.ofNullable(code).filter(Faq.refusals()::contains);
    }

    /** When it is worth trying again, where that is known. */
    static Optional<Duration> retryAfter(Refusal refusal) {
        return switch (refusal) {
            case Refusal.RevocationUnavailable unavailable -> unavailable.retryAfter();
            case Refusal.RateLimited limited -> limited.retryAfter();
            default -> Optional.empty();
        };
    }

    /** Who can help: the CA that issued the certificate, or this system. */
    enum Help {
        CA,
        HERE
    }

    record Answer(HttpStatus status, Help help) {
        /** RFC 9457 §3.1.2: a problem says what its status line says, and "no" is not 200. */
        HttpStatus problemStatus() {
            return status == HttpStatus.OK ? HttpStatus.FORBIDDEN : status;
        }
    }

    private static final Answer ASK_THE_CA = new Answer(HttpStatus.OK, Help.CA);
    private static final Answer HELP_HERE = new Answer(HttpStatus.OK, Help.HERE);

    /** An expected refusal inside a flow is an answer of the flow: 200. A new one does not compile without its line. */
    static Answer answer(Refusal refusal) {
        return switch (refusal) {
            case Refusal.CertificateUnreadable r -> HELP_HERE;
            case Refusal.CertificateTooLarge r -> HELP_HERE;
            case Refusal.UnknownCa r -> HELP_HERE;
            case Refusal.CaWithoutAnchor r -> HELP_HERE;
            case Refusal.UntrustedPath r -> ASK_THE_CA;
            case Refusal.Expired r -> ASK_THE_CA;
            case Refusal.NotYetValid r -> ASK_THE_CA;
            case Refusal.IssuerRevoked r -> ASK_THE_CA;
            case Refusal.WeakAlgorithm r -> ASK_THE_CA;
            case Refusal.EncryptionCertificate r -> HELP_HERE;
            case Refusal.NotForSigning r -> ASK_THE_CA;
            case Refusal.PolicyNotAccepted r -> ASK_THE_CA;
            case Refusal.TestCertificate r -> ASK_THE_CA;
            case Refusal.IssuedElsewhere r -> ASK_THE_CA;
            case Refusal.LegalRepresentativeKey r -> HELP_HERE;
            case Refusal.ChallengeUnknown r -> HELP_HERE;
            case Refusal.ChallengeExpired r -> HELP_HERE;
            case Refusal.WrongOrigin r -> HELP_HERE;
            case Refusal.WrongPurpose r -> HELP_HERE;
            case Refusal.SignatureInvalid r -> HELP_HERE;
            case Refusal.SignatureFormatUnknown r -> HELP_HERE;
            case Refusal.Revoked r -> ASK_THE_CA;
            case Refusal.Suspended r -> ASK_THE_CA;
            case Refusal.RevocationUnavailable r -> new Answer(HttpStatus.SERVICE_UNAVAILABLE, Help.CA);
            case Refusal.HolderUnidentified r -> ASK_THE_CA;
            case Refusal.CheckDigitWrong r -> ASK_THE_CA;
            case Refusal.NotBound r -> HELP_HERE;
            case Refusal.KeyAlreadyBound r -> HELP_HERE;
            case Refusal.SubjectAlreadyBound r -> HELP_HERE;
            case Refusal.KeyFrozen r -> HELP_HERE;
            case Refusal.NameMismatch r -> HELP_HERE;
            case Refusal.CodeMismatch r -> HELP_HERE;
            case Refusal.RateLimited r -> new Answer(HttpStatus.TOO_MANY_REQUESTS, Help.HERE);
            case Refusal.SessionEnded r -> HELP_HERE;
            case Refusal.PlatformOff r -> HELP_HERE;
        };
    }
}
