package dev.tamga.idp.signin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tamga.ca.CaId;
import dev.tamga.ca.HolderKind;
import dev.tamga.idp.MovableClock;
import dev.tamga.idp.session.SignInSession;
import dev.tamga.idp.signin.CaContacts.CaContact;

import static org.assertj.core.api.Assertions.assertThat;

final class CertificatePageTest {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T15:59:59Z, 1",
        "2026-11-21T16:00:00Z, 0",
        "2026-11-22T15:59:59Z, 0",
        "2026-11-22T16:00:00Z, -1"
    })
    void daysLeftAreCalendarDaysInBeijing(Instant now, long days) {
        CertificatePage.Certificate shown = page(now, Optional.empty()).of(session(), Locale.ENGLISH);

        assertThat(shown.daysLeft()).isEqualTo(days);
        assertThat(shown.notAfter()).isEqualTo(LocalDate.of(2026, 11, 22));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-22T04:00:00Z, 0",
        "2026-09-23T04:00:00Z, 60",
        "2026-10-22T04:00:00Z, 60",
        "2026-10-23T04:00:00Z, 30",
        "2026-11-14T04:00:00Z, 30",
        "2026-11-15T04:00:00Z, 7",
        "2026-11-22T04:00:00Z, 7"
    })
    void theEndIsAnnouncedSixtyThirtyAndSevenDaysBefore(Instant now, int within) {
        CertificatePage.Expiry expiry = page(now, Optional.empty()).expiry(session(), Locale.ENGLISH);

        assertThat(expiry == null ? 0 : expiry.within()).isEqualTo(within);
    }

    @Test
    void theAnnouncementNamesTheCasOwnPageOfRenewal() {
        Instant now = Instant.parse("2026-11-20T04:00:00Z");
        CaContact contact = new CaContact("北京CA", List.of(), null, "http://help.bjca.cn/nmgcg/online.html");

        assertThat(page(now, Optional.of(contact)).expiry(session(), Locale.CHINA).renewal()).isEqualTo(contact.renewal());
        assertThat(page(now, Optional.empty()).expiry(session(), Locale.CHINA).renewal()).isNull();
    }

    @Test
    void aCaThatLeftTheConfigurationIsShownByItsId() {
        Instant now = Instant.parse("2026-11-21T09:05:00Z");
        CaContact contact = new CaContact("北京CA", List.of(), null, null);

        assertThat(page(now, Optional.empty()).of(session(), Locale.CHINA).caName()).isEqualTo("bjca");
        assertThat(page(now, Optional.of(contact)).of(session(), Locale.CHINA).caName()).isEqualTo("北京CA");
    }

    private static CertificatePage page(Instant now, Optional<CaContact> contact) {
        return new CertificatePage((ca, locale) -> contact, new MovableClock(now), BEIJING);
    }

    private static SignInSession session() {
        Instant signedIn = Instant.parse("2026-11-21T09:00:00Z");
        return new SignInSession(
                "session-1", "subject-1", "青城建设",
                new SignInSession.UsedKey(
                        "key-1", new CaId("bjca"), "1A10", "5303201712015217",
                        Instant.parse("2025-11-21T16:00:00Z"), Instant.parse("2026-11-22T15:59:59Z"), true, false),
                List.of("pop"), "acr", HolderKind.ENTERPRISE, Optional.empty(), Optional.empty(), signedIn, signedIn,
                signedIn);
    }
}
