package dev.tamga.idp.account;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.idp.consent.Consents;
import dev.tamga.idp.consent.GivenConsent;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.web.DisplayTime;

/** 「授权记录」: what was agreed to, and 「撤销授权」. Any key of the subject agrees, so any takes it back. */
@Controller
final class ConsentsController {
    private final Visitors visitors;
    private final Consents consents;
    private final Words words;
    private final DisplayTime times;

    ConsentsController(Visitors visitors, Consents consents, Words words, DisplayTime times) {
        this.visitors = visitors;
        this.consents = consents;
        this.words = words;
        this.times = times;
    }

    @GetMapping("/account/consents")
    ModelAndView list(HttpServletRequest http, Locale locale) {
        return visitors.answer(http, session -> {
            List<Shared> given = given(session, locale);
            return new ModelAndView("account/consents")
                    .addObject("consents", given)
                    .addObject("withdrawn", withdrawn(http, given, locale).orElse(null));
        });
    }

    // Said of a platform that is not in the list alone: the address may be anybody's.
    private Optional<String> withdrawn(HttpServletRequest http, List<Shared> given, Locale locale) {
        return Optional.ofNullable(http.getParameter("withdrawn"))
                .filter(words::isPlatform)
                .filter(id -> given.stream().noneMatch(shared -> shared.platformId().equals(id)))
                .map(id -> words.platform(id, locale));
    }

    @GetMapping("/account/consents/{platform}/withdraw")
    ModelAndView confirm(@PathVariable String platform, HttpServletRequest http, Locale locale) {
        return visitors.answer(http, session -> given(session, locale).stream()
                .filter(shared -> shared.platformId().equals(platform))
                .findFirst()
                .map(shared -> new ModelAndView("account/withdraw", "consent", shared))
                .orElseGet(() -> Visitors.seeOther("/account/consents")));
    }

    /** A second click finds nothing to take back, and ends on the same page. */
    @PostMapping("/account/consents/{platform}/withdraw")
    ModelAndView withdraw(@PathVariable String platform, HttpServletRequest http, Locale locale) {
        return visitors.answer(http, session -> {
            boolean known = consents.list(session.subjectId()).stream()
                    .anyMatch(consent -> consent.platformId().equals(platform));
            if (known) {
                consents.withdraw(session.subjectId(), platform);
            }
            // Only what a platform can be called goes into a header.
            return Visitors.seeOther("/account/consents"
                    + (known || words.isPlatform(platform) ? "?withdrawn=" + platform : ""));
        });
    }

    private List<Shared> given(SignInSession session, Locale locale) {
        return consents.list(session.subjectId()).stream().map(consent -> shared(consent, locale)).toList();
    }

    private Shared shared(GivenConsent consent, Locale locale) {
        return new Shared(
                consent.platformId(), words.platform(consent.platformId(), locale), Words.labels(consent.claims()),
                times.minute(consent.createdAt()), times.minute(consent.expiresAt()));
    }
}
