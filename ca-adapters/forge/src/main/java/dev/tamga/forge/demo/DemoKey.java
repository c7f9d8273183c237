package dev.tamga.forge.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

import dev.tamga.forge.RevocationReason;

/**
 * One demo key: two certificates in {@code <name>.p12}.
 *
 * @param name of the file, such as {@code bjca-enterprise}
 * @param mediumNumber made up, 16 digits (硬件介质号)
 * @param isBound the launcher binds it at first start
 * @param revoked as what the CA lists it from the beginning
 * @param hasSeal a BJCA secondary key has none
 */
public record DemoKey(
        String name,
        DemoCa ca,
        DemoHolder holder,
        String label,
        String mediumNumber,
        Validity validity,
        boolean isBound,
        Optional<RevocationReason> revoked,
        boolean hasSeal) {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    /** When it is valid, as seen from the day of forging: whole days in Beijing. */
    enum Validity {
        CURRENT(0),
        EXPIRED(-2 * 365 - 30),
        NOT_YET_VALID(30);

        private final int startDays;

        Validity(int startDays) {
            this.startDays = startDays;
        }

        Instant from(Instant forgedAt) {
            return midnight(forgedAt, startDays);
        }

        /** The last second of a day; two years for all but the expired one, which ended 30 days ago. */
        Instant until(Instant forgedAt) {
            LocalDate last = this == EXPIRED
                    ? day(forgedAt).minusDays(30)
                    : day(forgedAt).plusDays(startDays).plusYears(2);
            return last.plusDays(1).atStartOfDay(BEIJING).toInstant().minusSeconds(1);
        }
    }

    DemoKey at(Validity other) {
        return new DemoKey(name, ca, holder, label, mediumNumber, other, isBound, revoked, hasSeal);
    }

    DemoKey revokedFor(RevocationReason reason) {
        return new DemoKey(name, ca, holder, label, mediumNumber, validity, isBound, Optional.of(reason), hasSeal);
    }

    DemoKey withoutSeal() {
        return new DemoKey(name, ca, holder, label, mediumNumber, validity, isBound, revoked, false);
    }

    static Instant midnight(Instant instant, int plusDays) {
        return day(instant).plusDays(plusDays).atStartOfDay(BEIJING).toInstant();
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, BEIJING);
    }
}
