package dev.tamga.idp.account;

import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

import dev.tamga.idp.account.Editing.Outcome;
import dev.tamga.idp.binding.OwnForm;
import dev.tamga.idp.binding.Subject;
import dev.tamga.idp.session.SignInSession;

/** 「01 基本情况」, 「02 证书绑定」 and 「修改信息」. A session of the primary key alone changes anything (domain.md §5.6). */
@Controller
final class OverviewController {
    private final Visitors visitors;
    private final Editing editing;
    private final OverviewPage overview;
    private final EditPage form;

    OverviewController(Visitors visitors, Editing editing, OverviewPage overview, EditPage form) {
        this.visitors = visitors;
        this.editing = editing;
        this.overview = overview;
        this.form = form;
    }

    @GetMapping("/account")
    ModelAndView overview(HttpServletRequest http, Locale locale) {
        return visitors.answer(http, session -> overview.of(session, locale)
                .addObject("saved", http.getParameter("saved") != null));
    }

    @GetMapping("/account/edit")
    ModelAndView form(HttpServletRequest http, Locale locale) {
        return visitors.answer(http, session -> {
            if (!session.primaryKey()) {
                return Visitors.seeOther("/account");
            }
            Subject subject = editing.get(session);
            return form.show(subject, OwnForm.of(subject), locale);
        });
    }

    @PostMapping("/account/edit")
    ModelAndView save(HttpServletRequest http, Locale locale) {
        return visitors.answer(http, session -> session.primaryKey()
                ? save(session, http, locale)
                : Visitors.seeOther("/account"));
    }

    private ModelAndView save(SignInSession session, HttpServletRequest http, Locale locale) {
        Editing.Sent sent = editing.read(session, http.getParameterMap());
        return switch (editing.save(session, sent)) {
            case Outcome.Saved saved -> Visitors.seeOther("/account?saved");
            case Outcome.Invalid invalid -> form.wrong(sent, invalid, locale);
            case Outcome.Overtaken overtaken -> form.overtaken(overtaken.by(), sent.form(), locale);
        };
    }
}
