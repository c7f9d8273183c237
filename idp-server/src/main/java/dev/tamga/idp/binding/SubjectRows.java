package dev.tamga.idp.binding;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tamga.ca.CaId;
import dev.tamga.idp.signin.BoundKeys.BoundKey;

/** From columns to records. */
final class SubjectRows {
    private SubjectRows() {}

    static Subject subject(ResultSet row, String id) throws SQLException {
        return new Subject(
                id,
                Subject.Kind.of(row.getString("kind")),
                row.getString("name"),
                row.getString("preferred_username"),
                text(row, "credit_code"),
                text(row, "identity_masked"),
                text(row, "legal_representative"),
                text(row, "division_code"),
                text(row, "subject_types").map(types -> List.of(types.split(","))).orElse(List.of()),
                Optional.ofNullable(row.getBigDecimal("registered_capital")).map(SubjectRows::plain),
                text(row, "phone_number"),
                text(row, "address"),
                instant(row, "updated_at"));
    }

    static SubjectKey key(ResultSet row) throws SQLException {
        return new SubjectKey(
                row.getString("id"),
                subject(row, row.getString("subject_id")),
                new CaId(row.getString("ca_id")),
                row.getString("key_number"),
                row.getString("medium_number"),
                SubjectKey.Role.of(row.getString("role")),
                text(row, "holder_id"),
                instant(row, "not_before"),
                instant(row, "not_after"),
                isFrozen(row) ? Optional.of(instant(row, "frozen_at")) : Optional.empty(),
                text(row, "label"),
                text(row, "renewed_from"),
                instant(row, "key_created_at"));
    }

    static BoundCertificate certificate(ResultSet row) throws SQLException {
        BoundKey key = new BoundKey(
                row.getString("id"),
                row.getString("subject_id"),
                row.getString("name"),
                new CaId(row.getString("ca_id")),
                row.getString("key_number"),
                row.getString("medium_number"),
                instant(row, "not_before"),
                instant(row, "not_after"),
                isFrozen(row));
        return new BoundCertificate(key, row.getBytes("certificate_hash"), row.getBytes("spki_hash"));
    }

    // As it was entered: the column pads to four decimals.
    private static BigDecimal plain(BigDecimal padded) {
        BigDecimal stripped = padded.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static boolean isFrozen(ResultSet row) throws SQLException {
        return row.getObject("frozen_at") != null;
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
