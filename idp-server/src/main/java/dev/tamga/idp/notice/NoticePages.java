package dev.tamga.idp.notice;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.web.DisplayTime;

/** Which page shows which notices; no page knows of it but by {@code fragments/notices}. Costs no statement. */
public final class NoticePages implements HandlerInterceptor {
    /** Also where nobody is signed in and where the database may be away. */
    private static final Set<String> FOR_EVERYBODY = Set.of("home/home", "sign-in/sign-in", "error/error");
    /** Where the key is known. */
    private static final Set<String> BY_KEY = Set.of("sign-in/certificate", "portal/portal", "consent/consent");

    private final Notices notices;
    private final SignInSessions sessions;
    private final DisplayTime times;

    public NoticePages(Notices notices, SignInSessions sessions, DisplayTime times) {
        this.notices = notices;
        this.sessions = sessions;
        this.times = times;
    }

    /** As templates show it. @param until 2026-11-21 09:05 */
    public record Shown(String level, String text, String until) {}

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView page) {
        String view = page == null || page.getViewName() == null ? "" : page.getViewName();
        Locale locale = RequestContextUtils.getLocale(request);
        if (FOR_EVERYBODY.contains(view)) {
            page.addObject("notices", shown(notices.forEverybody().stream(), locale));
        } else if (BY_KEY.contains(view)) {
            page.addObject("notices", shown(byKey(request, page), locale));
            page.addObject("platformNotices", byPlatform(locale));
        }
    }

    private Stream<Notice> byKey(HttpServletRequest request, ModelAndView page) {
        Stream<Notice> ofCa = sessions.current(request).stream()
                .flatMap(session -> notices.ofCa(session.ca().value()).stream());
        Stream<Notice> ofPlatform = page.getModel().get("platformId") instanceof String asking
                ? notices.ofPlatform(asking).stream()
                : Stream.of();
        return Stream.of(notices.forEverybody().stream(), ofCa, ofPlatform).flatMap(all -> all);
    }

    /** For tiles, by platform. */
    private Map<String, List<Shown>> byPlatform(Locale locale) {
        return notices.ofPlatforms().stream().collect(Collectors.groupingBy(
                notice -> notice.audience().platformId().orElseThrow(),
                Collectors.mapping(notice -> shown(notice, locale), Collectors.toList())));
    }

    private List<Shown> shown(Stream<Notice> some, Locale locale) {
        return some.map(notice -> shown(notice, locale)).toList();
    }

    private Shown shown(Notice notice, Locale locale) {
        return new Shown(notice.level().word(), notice.texts().in(locale), times.minute(notice.until()));
    }
}
