package dev.tamga.idp.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times as pages print them: 2026-11-21 09:05 in {@code tamga.time-zone}; the page says which zone that is. */
public final class DisplayTime {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Clock clock;
    private final ZoneId zone;

    public DisplayTime(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /** 2026-11-21 09:05. */
    public String minute(Instant at) {
        return MINUTE.format(at.atZone(zone));
    }

    /** 2026-11-21. */
    public String day(Instant at) {
        return LocalDate.ofInstant(at, zone).toString();
    }

    public String today() {
        return day(clock.instant());
    }

    public Instant now() {
        return clock.instant();
    }

    public ZoneId zone() {
        return zone;
    }
}
