package dev.tamga.idp.binding;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.Audit.LastSignIn;
import dev.tamga.idp.binding.ShownKey.LastUse;
import dev.tamga.idp.binding.ShownKey.Validity;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.signin.CaContacts;

/** A subject's keys for display, with their last use. */
public final class ShownKeys {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Subjects subjects;
    private final Audit audit;
    private final CaContacts contacts;
    private final Clock clock;
    private final ZoneId zone;

    /** When and where it is now. */
    public record Here(Clock clock, ZoneId zone) {}

    public ShownKeys(Subjects subjects, Audit audit, CaContacts contacts, Here here) {
        this.subjects = subjects;
        this.audit = audit;
        this.contacts = contacts;
        this.clock = here.clock();
        this.zone = here.zone();
    }

    /** The primary key first, then as they were bound. */
    List<ShownKey> list(SignInSession session, Locale locale) {
        List<LastSignIn> uses = audit.listLastSignIns(session.subjectId());
        return subjects.listKeys(session.subjectId()).stream()
                .map(key -> show(key, uses, session, locale))
                .toList();
    }

    /** One key of the session's subject. */
    Optional<ShownKey> find(String keyId, SignInSession session, Locale locale) {
        return list(session, locale).stream().filter(key -> key.id().equals(keyId)).findFirst();
    }

    /** The key itself, if it is of the session's subject. */
    Optional<SubjectKey> find(String keyId, SignInSession session) {
        return subjects.findKey(keyId).filter(key -> key.subject().id().equals(session.subjectId()));
    }

    private ShownKey show(SubjectKey key, List<LastSignIn> uses, SignInSession session, Locale locale) {
        return new ShownKey(
                key.id(),
                key.label().orElse(null),
                key.role().word(),
                key.keyNumber(),
                key.mediumNumber().isEmpty() ? null : key.mediumNumber(),
                contacts.name(key.ca(), locale),
                key.renewedFrom().orElse(null),
                Validity.of(key, clock, zone),
                ShownKey.state(key, clock.instant()),
                lastUse(key, uses),
                key.id().equals(session.keyId()));
    }

    /** Under its present number, or under the one before its renewal. */
    private LastUse lastUse(SubjectKey key, List<LastSignIn> uses) {
        return find(key, key.keyNumber(), uses)
                .or(() -> key.renewedFrom().flatMap(number -> find(key, number, uses)))
                .map(use -> new LastUse(time(use.at()), use.address()))
                .orElse(null);
    }

    private static Optional<LastSignIn> find(SubjectKey key, String number, List<LastSignIn> uses) {
        return uses.stream()
                .filter(use -> key.ca().value().equals(use.caId()) && number.equals(use.keyNumber()))
                .findFirst();
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }
}
