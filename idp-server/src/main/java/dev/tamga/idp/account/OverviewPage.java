package dev.tamga.idp.account;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.web.servlet.ModelAndView;

import dev.tamga.idp.binding.OwnForm;
import dev.tamga.idp.binding.Subject;
import dev.tamga.idp.binding.SubjectKey;
import dev.tamga.idp.binding.Subjects;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.signin.KeyNews;
import dev.tamga.idp.web.DisplayTime;

/** Fills {@code /account}: two selects beside the session's, a third for a key with news. */
public final class OverviewPage {
    private final Subjects subjects;
    private final Words words;
    private final DisplayTime times;
    private final KeyNews news;

    public OverviewPage(Subjects subjects, Words words, DisplayTime times, KeyNews news) {
        this.subjects = subjects;
        this.words = words;
        this.times = times;
        this.news = news;
    }

    /** 「01 基本情况」; what is unknown is null and shown as 「—」. */
    public record Basics(
            String kind,
            String name,
            String code,
            String userName,
            Map<String, String> fields,
            String updatedAt) {}

    /** A key of 「02 证书绑定」. @param state {@code good}, {@code expired} or {@code frozen} */
    public record Key(
            String name, String number, String caName, String role, String validUntil, String state, boolean used) {}

    ModelAndView of(SignInSession session, Locale locale) {
        Subject subject = subjects.find(session.subjectId())
                .orElseThrow(() -> new IllegalStateException("a session without its subject"));
        return new ModelAndView("account/overview")
                .addObject("basics", basics(subject, locale))
                .addObject("keys", subjects.listKeys(subject.id()).stream()
                        .map(key -> key(key, session, locale))
                        .toList())
                .addObject("news", news.of(session))
                .addObject("editable", session.primaryKey());
    }

    private Basics basics(Subject subject, Locale locale) {
        Map<String, String> stored = OwnForm.of(subject).entered();
        Map<String, String> shown = new LinkedHashMap<>();
        List<String> fields = subject.kind() == Subject.Kind.ENTERPRISE
                ? List.of("legal_representative", "contact_phone", "division_code", "subject_types", "address",
                        "registered_capital")
                : List.of("contact_phone", "division_code", "address");
        fields.forEach(field -> shown.put(field, words.entered(field, stored.get(field), locale)));
        return new Basics(
                subject.kind().word(), subject.name(),
                subject.creditCode().or(subject::identityMasked).orElse(null), subject.preferredUsername(),
                shown, times.minute(subject.updatedAt()));
    }

    private Key key(SubjectKey key, SignInSession session, Locale locale) {
        return new Key(
                key.label().orElse(null),
                key.keyNumber(),
                words.ca(key.ca().value(), locale),
                key.role().word(),
                times.day(key.notAfter()),
                state(key, times.now()),
                key.id().equals(session.keyId()));
    }

    private static String state(SubjectKey key, Instant now) {
        if (key.frozenAt().isPresent()) {
            return "frozen";
        }
        return key.notAfter().isBefore(now) ? "expired" : "good";
    }
}
