package dev.tamga.idp.account;

import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** 「登录记录」 and 「退出所有设备」. */
@Controller
final class SignInsController {
    private final Visitors visitors;
    private final SignInList list;
    private final SignOutEverywhere everywhere;

    SignInsController(Visitors visitors, SignInList list, SignOutEverywhere everywhere) {
        this.visitors = visitors;
        this.list = list;
        this.everywhere = everywhere;
    }

    @GetMapping("/account/sign-ins")
    ModelAndView page(HttpServletRequest http, Locale locale) {
        Optional<String> before = Optional.ofNullable(http.getParameter("before"));
        return visitors.answer(http, session -> {
            SignInList.Page page = list.page(session.subjectId(), before, locale);
            return new ModelAndView("account/sign-ins")
                    .addObject("events", page.rows())
                    .addObject("older", page.older().orElse(null))
                    .addObject("newest", before.isEmpty());
        });
    }

    @GetMapping("/account/sign-out")
    ModelAndView confirm(HttpServletRequest http) {
        return visitors.answer(http, session -> new ModelAndView("account/sign-out"));
    }

    @PostMapping("/account/sign-out")
    ModelAndView signOut(HttpServletRequest http, HttpServletResponse response) {
        return visitors.answer(http, session -> Visitors.seeOther(everywhere.leave(session, http, response)));
    }
}
