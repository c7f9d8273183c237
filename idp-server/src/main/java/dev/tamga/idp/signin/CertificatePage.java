package dev.tamga.idp.signin;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import dev.tamga.idp.session.SignInSession;

/** 「证书信息如下」: what a bidder sees of the key that signed in. Days are calendar days of the operator's time zone. */
public final class CertificatePage {
    private final CaContacts contacts;
    private final Clock clock;
    private final ZoneId zone;

    public CertificatePage(CaContacts contacts, Clock clock, ZoneId zone) {
        this.contacts = contacts;
        this.clock = clock;
        this.zone = zone;
    }

    /** As the template shows it; dates as 2019-04-20. */
    public record Certificate(
            String subject,
            String serial,
            LocalDate notBefore,
            LocalDate notAfter,
            long daysLeft,
            String issuer,
            String caName,
            String mediumNumber) {}

    Certificate of(SignInSession session, Locale locale) {
        SignInSession.UsedKey key = session.key();
        String caName = contacts.name(key.ca(), locale);
        LocalDate notAfter = LocalDate.ofInstant(key.notAfter(), zone);
        return new Certificate(
                session.subjectName(),
                key.number(),
                LocalDate.ofInstant(key.notBefore(), zone),
                notAfter,
                ChronoUnit.DAYS.between(LocalDate.ofInstant(clock.instant(), zone), notAfter),
                caName,
                caName,
                key.mediumNumber());
    }
}
