package dev.tamga.idp.unbinding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Table {@code unbinding_request}; every call joins the caller's transaction. */
final class RequestStore {
    private static final String COLUMNS = """
            select request_number, kind, state, subject_name, credit_code, identity_hash, identity_masked,
                   contact_name, contact_phone, contact_email, reason, locale, subject_id, key_id, filed_at,
                   decided_at, decided_by, decision_reason
            from unbinding_request
            """;

    private final Jdbi jdbi;

    RequestStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @return false if this form, or by a miracle this number, was there already */
    boolean insert(Request request, byte[] formHash) {
        try {
            insertRow(request, formHash);
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLIntegrityConstraintViolationException) {
                return false;
            }
            throw e;
        }
    }

    private void insertRow(Request request, byte[] formHash) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into unbinding_request (request_number, form_hash, kind, state, subject_name,
                                                       credit_code, identity_hash, identity_masked, contact_name,
                                                       contact_phone, contact_email, reason, locale, subject_id,
                                                       key_id, filed_at)
                        values (:number, :form, :kind, 'filed', :subjectName, :creditCode,
                                :identityHash, :masked, :name, :phone,
                                :email, :reason, :locale, :subject, :key, :filedAt)""")
                .bind("name", request.contact().name())
                .bind("phone", request.contact().phone())
                .bind("email", request.contact().email())
                .bind("number", request.number().value())
                .bind("form", formHash)
                .bind("kind", request.claimed().kind().word())
                .bind("subjectName", request.claimed().name())
                .bind("creditCode", request.claimed().creditCode())
                .bind("identityHash", request.claimed().identityHash().orElse(null))
                .bind("masked", request.claimed().masked())
                .bind("reason", request.reason())
                .bind("locale", request.locale().toLanguageTag())
                .bind("subject", request.bound().map(Bound::subjectId))
                .bind("key", request.bound().map(Bound::keyId))
                .bind("filedAt", request.filedAt().toEpochMilli())
                .execute());
    }

    Optional<Request> find(RequestNumber number) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + "where request_number = :number")
                .bind("number", number.value())
                .map(RequestStore::request)
                .findOne());
    }

    Optional<Request> findByForm(byte[] formHash) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + "where form_hash = :form")
                .bind("form", formHash)
                .map(RequestStore::request)
                .findOne());
    }

    /** The two hundred that wait the longest. */
    List<Request> listOpen() {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS
                        + "where state = 'filed' order by filed_at limit 200")
                .map(RequestStore::request)
                .list());
    }

    /** @return whether it was still undecided */
    boolean decide(RequestNumber number, Request.State state, Decision decision, Instant forgetAt) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update unbinding_request
                        set state = :state, decided_at = :at, decided_by = :by, decision_reason = :reason,
                            expires_at = :expires
                        where request_number = :number and state = 'filed'""")
                        .bind("state", state.word())
                        .bind("at", decision.at().toEpochMilli())
                        .bind("by", decision.by())
                        .bind("reason", decision.reason())
                        .bind("expires", forgetAt.toEpochMilli())
                        .bind("number", number.value())
                        .execute()
                == 1);
    }

    /** @return rows deleted, at most 500 */
    int deleteExpired(Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from unbinding_request where expires_at < :now limit 500")
                .bind("now", now.toEpochMilli())
                .execute());
    }

    private static Request request(ResultSet row, StatementContext context) throws SQLException {
        return new Request(
                new RequestNumber(row.getString("request_number")),
                Request.State.of(row.getString("state")),
                new Claimed(
                        Kind.of(row.getString("kind")), row.getString("subject_name"), text(row, "credit_code"),
                        Optional.ofNullable(row.getBytes("identity_hash")), text(row, "identity_masked")),
                new Contact(
                        row.getString("contact_name"), row.getString("contact_phone"), row.getString("contact_email")),
                row.getString("reason"),
                Locale.forLanguageTag(row.getString("locale")),
                bound(row),
                Instant.ofEpochMilli(row.getLong("filed_at")),
                decision(row));
    }

    private static Optional<Bound> bound(ResultSet row) throws SQLException {
        String key = row.getString("key_id");
        return key == null ? Optional.empty() : Optional.of(new Bound(row.getString("subject_id"), key));
    }

    private static Optional<Decision> decision(ResultSet row) throws SQLException {
        return row.getObject("decided_at") == null ? Optional.empty() : Optional.of(new Decision(
                Instant.ofEpochMilli(row.getLong("decided_at")), row.getString("decided_by"),
                text(row, "decision_reason")));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
