package dev.tamga.idp.wiring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Each table that forgets does so by an index. */
@Tag("database")
final class ExpiredRowsTest {
    private static final List<String> TABLES = List.of(
            "authorization_request", "sign_in_session", "authorization_grant", "consent", "outbox_message",
            "spent_jti", "ended_key", "key_notice", "pending_rename", "unbinding_request", "unbinding_file", "outbox_mail",
            "counted_attempt");

    @Test
    void expiredRowsAreFoundByAnIndex() {
        try (TestDatabase database = TestDatabase.open()) {
            Jdbi jdbi = database.jdbi();
            for (String table : TABLES) {
                String plan = jdbi.withHandle(handle -> handle
                        .createQuery("explain select * from " + table + " where expires_at < 5")
                        .map((row, context) -> plan(row))
                        .one());
                assertThat(plan).as(table).containsIgnoringCase(table + "_expiry");
            }
        }
    }

    private static String plan(ResultSet row) throws SQLException {
        StringBuilder plan = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            plan.append(row.getString(i)).append(' ');
        }
        return plan.toString();
    }
}
