package dev.tamga.idp.signin;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;

import dev.tamga.idp.session.SignInSession;

/** 「证书信息如下」: what a bidder sees of the key that signed in. Days are calendar days of the operator's time zone. */
public final class CertificatePage {
    /** Days before the end, the most pressing first. */
    private static final int[] NOTICES = {7, 30, 60};

    private final CaContacts contacts;
    private final Clock clock;
    private final ZoneId zone;

    public CertificatePage(CaContacts contacts, Clock clock, ZoneId zone) {
        this.contacts = contacts;
        this.clock = clock;
        this.zone = zone;
    }

    /** As the template shows it; dates as 2019-04-20, a medium number that is not known is null. */
    public record Certificate(
            String subject,
            String serial,
            LocalDate notBefore,
            LocalDate notAfter,
            long daysLeft,
            String issuer,
            String caName,
            String mediumNumber) {}

    /**
     * What the page says of the end.
     *
     * @param within the tightest of 60, 30 and 7 days that it lies in
     * @param renewal where the CA renews online; null where it does not
     */
    public record Expiry(int within, long daysLeft, String caName, String renewal) {}

    /** Null while the certificate is good for more than 60 days. */
    Expiry expiry(SignInSession session, Locale locale) {
        Certificate certificate = of(session, locale);
        return Arrays.stream(NOTICES)
                .filter(days -> certificate.daysLeft() <= days)
                .mapToObj(days -> new Expiry(
                        days, certificate.daysLeft(), certificate.caName(),
                        contacts.find(session.ca(), locale).map(CaContacts.CaContact::renewal).orElse(null)))
                .findFirst()
                .orElse(null);
    }

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
                key.mediumNumber().isEmpty() ? null : key.mediumNumber());
    }
}
