package dev.tamga.idp.binding;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A bound key as the pages of its subject show it; what is not known is null, as templates want it.
 *
 * @param state {@code good}, {@code frozen}, {@code expired} or {@code not-yet-valid}
 * @param lastUsedAt as 2026-11-21 09:05
 * @param current whether it signed this session in
 */
public record ShownKey(
        String id,
        String label,
        String role,
        String keyNumber,
        String mediumNumber,
        String caName,
        String renewedFrom,
        Validity validity,
        String state,
        LastUse lastUse,
        boolean current) {

    /** Calendar days of the operator's time zone. */
    public record Validity(LocalDate from, LocalDate until, long daysLeft) {
        static Validity of(SubjectKey key, Clock clock, ZoneId zone) {
            LocalDate until = LocalDate.ofInstant(key.notAfter(), zone);
            return new Validity(
                    LocalDate.ofInstant(key.notBefore(), zone), until,
                    ChronoUnit.DAYS.between(LocalDate.ofInstant(clock.instant(), zone), until));
        }
    }

    /** Of the last 180 days. */
    public record LastUse(String at, String address) {}

    static String state(SubjectKey key, Instant now) {
        if (key.isFrozen()) {
            return "frozen";
        }
        if (key.notAfter().isBefore(now)) {
            return "expired";
        }
        return key.notBefore().isAfter(now) ? "not-yet-valid" : "good";
    }

    public boolean isPrimary() {
        return role.equals(SubjectKey.Role.PRIMARY.word());
    }

    public boolean isFrozen() {
        return state.equals("frozen");
    }
}
