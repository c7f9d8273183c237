package dev.tamga.idp.platform;

import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Table {@code pairwise_subject}. */
final class SubjectIdentifierStore {
    private final Jdbi jdbi;

    SubjectIdentifierStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** At most one row. */
    Optional<String> findSub(String sector, String subjectId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select sub from pairwise_subject where sector = :sector and subject_id = :subject")
                .bind("sector", sector)
                .bind("subject", subjectId)
                .mapTo(String.class)
                .findOne());
    }

    /** At most one row. */
    Optional<String> findSubject(String sector, String sub) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select subject_id from pairwise_subject where sector = :sector and sub = :sub")
                .bind("sector", sector)
                .bind("sub", sub)
                .mapTo(String.class)
                .findOne());
    }

    /** Each sector's name of the subject, by sector. */
    Map<String, String> list(String subjectId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select sector, sub from pairwise_subject where subject_id = :subject order by sector")
                .bind("subject", subjectId)
                .reduceRows(new LinkedHashMap<>(), (all, row) -> {
                    all.put(row.getColumn("sector", String.class), row.getColumn("sub", String.class));
                    return all;
                }));
    }

    /** @return whether this call wrote it; false where the subject has a name in the sector already */
    boolean insertIfAbsent(String sector, String subjectId, String sub, Instant now) {
        try {
            return jdbi.withHandle(handle -> handle.createUpdate("""
                            insert into pairwise_subject (sector, subject_id, sub, created_at)
                            values (:sector, :subject, :sub, :now)""")
                            .bind("sector", sector)
                            .bind("subject", subjectId)
                            .bind("sub", sub)
                            .bind("now", now.toEpochMilli())
                            .execute()
                    == 1);
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLIntegrityConstraintViolationException) {
                return false;
            }
            throw e;
        }
    }
}
