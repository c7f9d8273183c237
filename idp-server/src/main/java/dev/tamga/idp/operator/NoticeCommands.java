package dev.tamga.idp.operator;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.tamga.idp.notice.Notice;
import dev.tamga.idp.notice.Notice.Audience;
import dev.tamga.idp.notice.Notice.Level;
import dev.tamga.idp.notice.Notice.Texts;
import dev.tamga.idp.notice.Notices;

/** {@code notice list}, {@code add} and {@code end}. */
public final class NoticeCommands implements Area {
    private static final int LONGEST_TEXT = 1000;
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Set<String> FLAGS = Set.of(
            "--from TIME", "--until TIME", "--text-zh TEXT", "--text-en TEXT", "--ca ID", "--platform ID",
            "--level information|warning|maintenance");

    private final Notices notices;
    private final Known known;
    private final Clock clock;
    private final ZoneId zone;

    /** What a notice may be about. */
    public record Known(Predicate<String> cas, Predicate<String> platforms) {}

    public NoticeCommands(Notices notices, Known known, Clock clock, ZoneId zone) {
        this.notices = notices;
        this.known = known;
        this.clock = clock;
        this.zone = zone;
    }

    /** What an operator typed is wrong; the message says what was expected. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message, null, false, false);
        }
    }

    @Override
    public List<Command> commands() {
        return List.of(
                Command.reading("notice list", invocation -> list()),
                new Command("notice add", List.of(), FLAGS, true, this::add),
                new Command("notice end", List.of("NUMBER"), Set.of(), true, this::end));
    }

    private Answer add(Invocation invocation) {
        try {
            Notice notice = read(invocation);
            long number = notices.add(notice);
            return Answer.done(
                    List.of("notice " + number + " is shown from " + shown(notice.from()) + " until "
                            + shown(notice.until()) + "; every node knows within 10 s"),
                    Map.of("number", number));
        } catch (Wrong e) {
            return Answer.refused("notice add: " + e.getMessage());
        }
    }

    private Notice read(Invocation invocation) throws Wrong {
        Instant now = clock.instant();
        Instant from = invocation.find("--from").isPresent() ? time(invocation, "--from") : now;
        Instant until = time(invocation, "--until");
        if (!until.isAfter(from) || !until.isAfter(now)) {
            throw new Wrong("--until " + shown(until) + " is not after --from and after now");
        }
        if (until.isAfter(from.plus(LONGEST))) {
            throw new Wrong("--until is more than a year after --from");
        }
        Level level = Level.of(invocation.find("--level").orElse(Level.INFORMATION.word()))
                .orElseThrow(() -> new Wrong("--level: expected information, warning or maintenance"));
        Texts texts = new Texts(text(invocation, "--text-zh"), text(invocation, "--text-en"));
        return new Notice(0, level, texts, audience(invocation), from, until);
    }

    private Audience audience(Invocation invocation) throws Wrong {
        Optional<String> ca = invocation.find("--ca");
        Optional<String> platform = invocation.find("--platform");
        if (ca.isPresent() && platform.isPresent()) {
            throw new Wrong("expected --ca or --platform, not both");
        }
        if (ca.filter(known.cas().negate()).isPresent()) {
            throw new Wrong("--ca " + ca.get() + " is no CA of conf/ca");
        }
        if (platform.filter(known.platforms().negate()).isPresent()) {
            throw new Wrong("--platform " + platform.get() + " is no platform");
        }
        return new Audience(ca, platform);
    }

    private static String text(Invocation invocation, String flag) throws Wrong {
        String text = invocation.find(flag).map(String::strip).orElse("");
        if (text.isEmpty() || text.length() > LONGEST_TEXT || CONTROL.matcher(text).find()) {
            throw new Wrong(flag + ": expected 1 to " + LONGEST_TEXT + " characters on one line");
        }
        return text;
    }

    /** 2026-11-21T20:00 or "2026-11-21 20:00" where the server's users are; with a Z at the end in UTC. */
    private Instant time(Invocation invocation, String flag) throws Wrong {
        String text = invocation.find(flag).orElse("");
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new Wrong(flag + " is \"" + text + "\"; expected such as 2026-11-21T20:00 (" + zone
                    + ") or 2026-11-21T12:00:00Z");
        }
    }

    private Answer end(Invocation invocation) {
        String number = invocation.arguments().getFirst();
        return NUMBER.matcher(number).matches() && notices.end(Long.parseLong(number))
                ? Answer.done(List.of("notice " + number + " has ended; every node knows within 10 s"),
                        Map.of("number", Long.valueOf(number)))
                : Answer.refused(number + " is no notice that has not ended; \"notice list\" shows them");
    }

    private Answer list() {
        List<Notice> all = notices.list();
        List<String> lines = new ArrayList<>(List.of("Notices that have not ended (" + all.size() + "):"));
        all.forEach(notice -> {
            lines.add("  " + notice.number() + "  " + notice.level().word() + "  " + about(notice.audience())
                    + "  " + shown(notice.from()) + " to " + shown(notice.until()));
            lines.add("      " + notice.texts().chinese());
            lines.add("      " + notice.texts().english());
        });
        return Answer.done(lines, Map.of("notices", all.stream().map(NoticeCommands::json).toList()));
    }

    private static String about(Audience audience) {
        return audience.caId().map(ca -> "CA " + ca)
                .or(() -> audience.platformId().map(platform -> "platform " + platform))
                .orElse("everybody");
    }

    private String shown(Instant at) {
        return at.atZone(zone).toLocalDateTime().withNano(0) + " " + zone;
    }

    private static Map<String, Object> json(Notice notice) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", notice.number());
        json.put("level", notice.level().word());
        json.put("text_zh", notice.texts().chinese());
        json.put("text_en", notice.texts().english());
        notice.audience().caId().ifPresent(ca -> json.put("ca", ca));
        notice.audience().platformId().ifPresent(platform -> json.put("platform", platform));
        json.put("from", notice.from().toString());
        json.put("until", notice.until().toString());
        return json;
    }
}
