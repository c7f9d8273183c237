package dev.tamga.idp.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

import dev.tamga.idp.notice.Notice.Audience;
import dev.tamga.idp.notice.Notice.Level;
import dev.tamga.idp.notice.Notice.Texts;

/** Table {@code notice}. */
final class NoticeStore {
    private final Jdbi jdbi;

    NoticeStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Those that have not ended, the newest first; a handful. */
    List<Notice> list(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, notice_level, text_zh, text_en, ca_id, platform_id, starts_at, ends_at
                        from notice
                        where ends_at > :now
                        order by starts_at desc, id desc""")
                .bind("now", now.toEpochMilli())
                .map(NoticeStore::notice)
                .list());
    }

    private static Notice notice(ResultSet row, StatementContext context) throws SQLException {
        return new Notice(
                row.getLong("id"),
                Level.of(row.getString("notice_level")).orElse(Level.INFORMATION),
                new Texts(row.getString("text_zh"), row.getString("text_en")),
                new Audience(
                        Optional.ofNullable(row.getString("ca_id")), Optional.ofNullable(row.getString("platform_id"))),
                Instant.ofEpochMilli(row.getLong("starts_at")),
                Instant.ofEpochMilli(row.getLong("ends_at")));
    }

    /** @param notice its number counts for nothing @return its number */
    long insert(Notice notice, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into notice (notice_level, text_zh, text_en, ca_id, platform_id, starts_at, ends_at, created_at)
                        values (:level, :chinese, :english, :ca, :platform, :from, :until, :now)""")
                .bind("level", notice.level().word())
                .bind("chinese", notice.texts().chinese())
                .bind("english", notice.texts().english())
                .bind("ca", notice.audience().caId())
                .bind("platform", notice.audience().platformId())
                .bind("from", notice.from().toEpochMilli())
                .bind("until", notice.until().toEpochMilli())
                .bind("now", now.toEpochMilli())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    /** @return whether this call ended it */
    boolean end(long number, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                                "update notice set ends_at = :now where id = :id and ends_at > :now")
                        .bind("now", now.toEpochMilli())
                        .bind("id", number)
                        .execute()
                == 1);
    }
}
