package dev.tamga.idp.unbinding;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.upload.UploadFolder.Stored;

/** Table {@code unbinding_file}; every call joins the caller's transaction. */
final class FileStore {
    private final Jdbi jdbi;

    FileStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(RequestNumber number, List<Attached> files) {
        for (Attached attached : files) {
            jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into unbinding_file (file_name, request_number, purpose, bytes, sha256)
                            values (:name, :number, :purpose, :bytes, :sha256)""")
                    .bind("name", attached.file().name())
                    .bind("number", number.value())
                    .bind("purpose", attached.purpose().word())
                    .bind("bytes", attached.file().bytes())
                    .bind("sha256", attached.file().sha256())
                    .execute());
        }
    }

    List<Attached> list(RequestNumber number) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select file_name, purpose, bytes, sha256
                        from unbinding_file where request_number = :number order by file_name""")
                .bind("number", number.value())
                .map((row, context) -> new Attached(
                        Purpose.of(row.getString("purpose")),
                        new Stored(row.getString("file_name"), row.getLong("bytes"), row.getBytes("sha256"))))
                .list());
    }

    /** Of at most 500 names those that have a row. */
    Set<String> known(List<String> names) {
        return jdbi.withHandle(handle -> new HashSet<>(handle.createQuery(
                        "select file_name from unbinding_file where file_name in (<names>)")
                .bindList("names", names)
                .mapTo(String.class)
                .list()));
    }

    /** From then on the files are orphans. */
    void forgetAt(RequestNumber number, Instant then) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update unbinding_file set expires_at = :then where request_number = :number")
                .bind("then", then.toEpochMilli())
                .bind("number", number.value())
                .execute());
    }

    /** @return rows deleted, at most 500 */
    int deleteExpired(Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from unbinding_file where expires_at < :now limit 500")
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
