package dev.tamga.sample;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times as bidders read them, wherever the server stands. */
final class Beijing {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private Beijing() {
    }

    static String time(Instant instant) {
        return FORM.format(instant);
    }
}
