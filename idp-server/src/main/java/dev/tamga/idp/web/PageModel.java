package dev.tamga.idp.web;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;

/**
 * What the layout shows on every page: who is signed in, the link to the other language, the time; a page with the
 * key assistant may talk to it. Only a template gets all this, so an answer without a page reads no session for it.
 */
public final class PageModel implements HandlerInterceptor {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final SignInSessions sessions;
    private final Clock clock;
    private final ZoneId zone;

    public PageModel(SignInSessions sessions, Clock clock, ZoneId zone) {
        this.sessions = sessions;
        this.clock = clock;
        this.zone = zone;
    }

    /** The bidder that is signed in. */
    public record Viewer(String name, String keyNumber, String role) {
        static Viewer of(SignInSession session) {
            return new Viewer(
                    session.subjectName(), session.keyNumber(), session.primaryKey() ? "primary" : "secondary");
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        LanguageCookie.remember(request, response);
        return true;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView page) {
        if (page == null || page.getViewName() == null || page.getViewName().startsWith("redirect:")) {
            return;
        }
        String language = RequestContextUtils.getLocale(request).getLanguage();
        String other = language.equals("en") ? "zh-CN" : "en";
        page.addObject("otherLanguage", LanguageLink.to(other, request, page.getModel().get("request")));
        page.addObject("time", TIME.format(clock.instant().atZone(zone)));
        if (page.getModel().get("assistantOrigin") instanceof String assistant) {
            FormTargets.allowAssistant(response, assistant);
        }
        // An error page must not depend on the database.
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            sessions.current(request).map(Viewer::of).ifPresent(viewer -> page.addObject("viewer", viewer));
        }
    }
}
