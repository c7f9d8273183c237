package dev.tamga.idp.binding;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.signin.KeyNews;

/**
 * Table {@code key_notice}: what happened to a subject's keys, told to each of them at its next sign-in until it is
 * dismissed there. Calls that write join the caller's transaction.
 */
public final class KeyNotices implements KeyNews {
    static final String RENEWED = "renewed";
    static final String RENAMED = "renamed";
    static final String MADE_PRIMARY = "made-primary";
    static final String UNBINDING = "unbinding";

    private static final Duration KEPT = Duration.ofDays(365);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Jdbi jdbi;
    private final Ids ids;
    private final Clock clock;
    private final ZoneId zone;

    public KeyNotices(Jdbi jdbi, Ids ids, Clock clock, ZoneId zone) {
        this.jdbi = jdbi;
        this.ids = ids;
        this.clock = clock;
        this.zone = zone;
    }

    /** What happened to a key: what there was before, and what there is now. */
    record Told(String subjectId, String keyId, String kind, String former, String present) {}

    /**
     * Somebody asks, without any key, that this one's binding ends (5.8): whoever still has a key can say that it was
     * not the company. The same two statements where nothing is bound, or filing would tell strangers what is
     * (checklist, row 14).
     *
     * @param primaryKeyId empty where nothing is bound
     * @param numberEnd the last digits of the request's number: enough to speak of it, too little to look it up
     */
    public void tellUnbinding(Optional<String> subjectId, Optional<String> primaryKeyId, String numberEnd) {
        tell(new Told(subjectId.orElse(""), primaryKeyId.orElse(""), UNBINDING, null, numberEnd));
    }

    /** Tells every key of the subject, the one that it is about among them. */
    void tell(Told told) {
        // One statement, however many keys: an id is half this call's and half, which is random as well, its key's.
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into key_notice (id, subject_id, key_id, kind, ca_id, key_number, former, present,
                                                created_at, expires_at)
                        select concat(:half, substring(k.id, 14)), k.subject_id, k.id, :kind, about.ca_id,
                               about.key_number, :former, :present, :now, :expires
                        from subject_key about
                        join subject_key k on k.subject_id = about.subject_id
                        where about.id = :about""")
                .bind("half", ids.next().substring(0, 13))
                .bind("about", told.keyId())
                .bind("kind", told.kind())
                .bind("former", told.former())
                .bind("present", told.present())
                .bind("now", clock.millis())
                .bind("expires", clock.instant().plus(KEPT).toEpochMilli())
                .execute());
        jdbi.useHandle(handle -> handle.createUpdate("update subject_key set news_at = :now where subject_id = :subject")
                .bind("subject", told.subjectId())
                .bind("now", clock.millis())
                .execute());
    }

    /** Twenty at a time: a flood of requests by strangers must not bury the page. */
    @Override
    public List<News> list(String keyId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, kind, key_number, former, present, created_at
                        from key_notice
                        where key_id = :key and dismissed_at is null
                        order by id
                        limit 20""")
                .bind("key", keyId)
                .map((row, context) -> new News(
                        row.getString("id"),
                        row.getString("kind"),
                        row.getString("key_number"),
                        row.getString("former"),
                        row.getString("present"),
                        TIME.format(Instant.ofEpochMilli(row.getLong("created_at")).atZone(zone))))
                .list());
    }

    /** Once read, for this key; the subject's others are told for themselves. */
    void dismiss(String id, String keyId) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            update key_notice set dismissed_at = :now
                            where id = :id and key_id = :key and dismissed_at is null""")
                    .bind("id", id)
                    .bind("key", keyId)
                    .bind("now", clock.millis())
                    .execute();
            handle.createUpdate("""
                            update subject_key set news_at = null
                            where id = :key and not exists (
                                select 1 from key_notice n where n.key_id = :key and n.dismissed_at is null)""")
                    .bind("key", keyId)
                    .execute();
        });
    }

    /** @return rows deleted; call again while it is full */
    public int deleteExpired() {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from key_notice where expires_at < :now limit 500")
                .bind("now", clock.millis())
                .execute());
    }
}
