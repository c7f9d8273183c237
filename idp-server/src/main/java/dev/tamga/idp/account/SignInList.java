package dev.tamga.idp.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.audit.Trail;
import dev.tamga.idp.binding.SubjectKey;
import dev.tamga.idp.binding.Subjects;
import dev.tamga.idp.web.DisplayTime;

/** The sign-ins of the last 180 days, twenty to a page: one select by the audit's index, one for the keys. */
public final class SignInList {
    static final Duration LOOKED_BACK = Duration.ofDays(180);
    static final int ROWS = 20;

    private static final Pattern PLACE = Pattern.compile("([0-9]{1,15})-([a-z2-7]{26})");
    private static final String ARRIVAL = AuditEvent.Type.TOKEN.word();

    private final Trail trail;
    private final Subjects subjects;
    private final Words words;
    private final DisplayTime times;

    public SignInList(Trail trail, Subjects subjects, Words words, DisplayTime times) {
        this.trail = trail;
        this.subjects = subjects;
        this.words = words;
        this.times = times;
    }

    /**
     * What happened once; null for what there is not.
     *
     * @param kind {@code in}, {@code refused} or {@code arrived}
     * @param reason the refusal's code
     * @param platform where it arrived
     * @param freeze id of the key, where it is still bound and not frozen
     * @param keyState {@code good}, {@code frozen} or {@code gone}
     */
    public record Row(
            String time,
            String kind,
            String reason,
            String platform,
            String caName,
            String keyNumber,
            String address,
            String freeze,
            String keyState) {}

    /** @param older the {@code before} of the next page */
    record Page(List<Row> rows, Optional<String> older) {}

    /** @param before as an earlier page gave it; anything else is the first page */
    Page page(String subjectId, Optional<String> before, Locale locale) {
        Trail.Place from = before.flatMap(SignInList::place).orElseGet(() -> Trail.Place.newest(times.now()));
        List<Trail.Entry> found = trail.listSignIns(
                subjectId, new Trail.Page(from, times.now().minus(LOOKED_BACK), ROWS + 1));
        List<SubjectKey> keys = subjects.listKeys(subjectId);
        List<Trail.Entry> shown = found.stream().limit(ROWS).toList();
        return new Page(
                shown.stream().map(entry -> row(entry, keys, locale)).toList(),
                found.size() > ROWS ? Optional.of(text(shown.getLast().place())) : Optional.empty());
    }

    private static Optional<Trail.Place> place(String text) {
        Matcher parts = PLACE.matcher(text);
        return parts.matches()
                ? Optional.of(new Trail.Place(Instant.ofEpochMilli(Long.parseLong(parts.group(1))), parts.group(2)))
                : Optional.empty();
    }

    private static String text(Trail.Place place) {
        return place.at().toEpochMilli() + "-" + place.id();
    }

    private Row row(Trail.Entry entry, List<SubjectKey> keys, Locale locale) {
        boolean arrived = entry.event().equals(ARRIVAL);
        Optional<SubjectKey> key = keys.stream().filter(one -> isOf(one, entry)).findFirst();
        Optional<String> reason = entry.code().filter(code -> !code.equals(AuditEvent.GRACE));
        return new Row(
                times.minute(entry.place().at()),
                arrived ? "arrived" : reason.map(code -> "refused").orElse("in"),
                reason.orElse(null),
                entry.platformId().map(id -> words.platform(id, locale)).orElse(null),
                entry.caId().map(id -> words.ca(id, locale)).orElse(null),
                entry.keyNumber().orElse(null),
                // A code is redeemed by the platform's own server: that address says nothing about the bidder.
                arrived ? null : entry.address().orElse(null),
                key.filter(one -> one.frozenAt().isEmpty()).map(SubjectKey::id).orElse(null),
                key.map(one -> one.frozenAt().isPresent() ? "frozen" : "good").orElse("gone"));
    }

    /** A renewed key signed in under its former number before. */
    private static boolean isOf(SubjectKey key, Trail.Entry entry) {
        return entry.caId().equals(Optional.of(key.ca().value()))
                && (entry.keyNumber().equals(Optional.of(key.keyNumber()))
                        || entry.keyNumber().isPresent() && entry.keyNumber().equals(key.renewedFrom()));
    }
}
