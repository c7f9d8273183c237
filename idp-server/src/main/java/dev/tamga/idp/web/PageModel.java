package dev.tamga.idp.web;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.session.SignInSessions;

/**
 * What the layout shows on every page: who is signed in and for how long, the links to the other language and text size,
 * the time; a page with the key assistant may talk to it and names the CAs' lines, a page with a form for a platform may
 * end there. Only a template gets all this, so an answer without a page reads no session for it.
 */
public final class PageModel implements HandlerInterceptor {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final SignInSessions sessions;
    private final Clock clock;
    private final ZoneId zone;
    private final Function<Locale, List<?>> serviceLines;

    /** @param serviceLines whom to call about a key, for templates */
    public PageModel(SignInSessions sessions, Clock clock, ZoneId zone, Function<Locale, List<?>> serviceLines) {
        this.sessions = sessions;
        this.clock = clock;
        this.zone = zone;
        this.serviceLines = serviceLines;
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
        Choice.TEXT.remember(request, response);
        return true;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView page) {
        if (page == null || page.getViewName() == null || page.getViewName().startsWith("redirect:")) {
            return;
        }
        Locale locale = RequestContextUtils.getLocale(request);
        links(request, page, locale);
        page.addObject("time", TIME.format(clock.instant().atZone(zone)));
        if (page.getModel().get("assistantOrigin") instanceof String assistant) {
            FormTargets.allowAssistant(response, assistant);
            page.addObject("serviceLines", serviceLines.apply(locale));
        }
        if (page.getModel().get("formTarget") instanceof String target) {
            FormTargets.allow(response, target);
        }
        // An error page must not depend on the database.
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            sessions.current(request).ifPresent(session -> {
                page.addObject("viewer", Viewer.of(session));
                page.addObject("sessionLeft", sessions.left(session).toSeconds());
            });
        }
    }

    private static void links(HttpServletRequest request, ModelAndView page, Locale locale) {
        Map<String, Object> model = page.getModel();
        String language = locale.getLanguage().equals("en") ? "zh-CN" : "en";
        String size = Choice.TEXT.of(request).orElse("normal");
        page.addObject("otherLanguage", SamePage.with(Map.entry("lang", language), request, model));
        page.addObject("textSize", size);
        page.addObject("otherText", SamePage.with(
                Map.entry("text", size.equals("large") ? "normal" : "large"), request, model));
    }
}
