package dev.tamga.idp.benchmark.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Years of use in a MySQL schema, made in SQL: each row is a copy of one that a real sign-in left, with other keys.
 * Rows of a table follow each other in time; subjects lie anywhere.
 */
final class OldRows {
    /** Of one statement. */
    private static final int PORTION = 100_000;
    private static final String TIME_ID = "concat('22', lpad(n, 10, '0'), left(sha2(n, 256), 14))";

    private static final long LIFE = Duration.ofHours(10).toMillis();
    private static final String THEN = "1700000000000 + n";

    private final Connection connection;
    private final long subjects;
    private final Instant expiry;

    /** @param expiry of all rows that expire */
    OldRows(Connection connection, long subjects, Instant expiry) {
        this.connection = connection;
        this.subjects = subjects;
        this.expiry = expiry;
    }

    static OldRows open(String url, long subjects, Instant expiry) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            // Keys are unique by construction; the check would read each index page at random.
            statement.execute("set session unique_checks = 0, cte_max_recursion_depth = " + PORTION);
            statement.execute("create table if not exists old_number (n int not null primary key)");
            statement.execute("insert ignore into old_number with recursive c as "
                    + "(select 1 n union all select n + 1 from c where n < " + PORTION + ") select n from c");
        }
        return new OldRows(connection, subjects, expiry);
    }

    /** @param rows of all tables that grow with use together, beside the subjects with their keys and consents */
    void fill(long rows) throws SQLException {
        subjects();
        copy("audit_event", rows * 4 / 10, with("id", TIME_ID, "occurred_at", THEN, "subject_id", subject(),
                "key_number", "concat('old', n)"));
        copy("authorization_grant", rows * 3 / 10, with("id", TIME_ID, "subject_id", subject(), "sub", subject(),
                "key_id", key(), "session_id", TIME_ID, "code_hash", hash("code"), "family_hash", hash("family"),
                "refresh_hash", hash("refresh"), "previous_refresh_hash", hash("previous"), "created_at", THEN,
                "code_redeemed_at", THEN, "ended_at", THEN, "expires_at", expires()));
        copy("sign_in_session", rows / 10, with("id", TIME_ID, "token_hash", hash("token"), "subject_id", subject(),
                "key_id", key(), "ended_at", THEN, "expires_at", expires()));
        copy("authorization_request", rows / 10, with("id_hash", hash("request"), "browser_hash", hash("browser"),
                "fulfilled_at", THEN, "expires_at", expires()));
        copy("spent_jti", rows / 10, with("jti_hash", hash("jti"), "expires_at", expires()));
    }

    private void subjects() throws SQLException {
        copy("subject", subjects, with("id", subject(), "preferred_username", "concat('old', n)",
                "credit_code", "concat('9', lpad(n, 17, '0'))", "organization_code", "concat('X', lpad(n, 8, '0'))"));
        copy("subject_key", subjects, with("id", key(), "subject_id", subject(), "serial", "concat('old', n)",
                "key_number", "concat('old', n)", "certificate_hash", hash("certificate"), "spki_hash", hash("spki")));
        copy("consent", subjects, with("subject_id", subject()));
    }

    /** Sessions of subjects from all over the table, which stay alive for ten hours. @return their cookies */
    List<String> sessions(int count) throws SQLException {
        long now = System.currentTimeMillis();
        copy("sign_in_session", count, with("id", "concat('23', lpad(n, 10, '0'), left(sha2(n, 256), 14))",
                "token_hash", "unhex(sha2(concat('living-session-', lpad(n, 28, '0')), 256))",
                "subject_id", subject(), "key_id", key(),
                "ended_at", "null", "auth_time", String.valueOf(now), "last_seen_at", String.valueOf(now + LIFE),
                "expires_at", String.valueOf(now + LIFE)));
        List<String> cookies = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            cookies.add("__Host-tamga=living-session-%1$028d; __Host-tamga-browser=living-browser-%1$028d"
                    .formatted(n));
        }
        return cookies;
    }

    // The n-th row's subject; rows are many, subjects few. By a hash: subjects' ids tell no time.
    private String subject() {
        return "left(sha2(concat('subject', 1 + n % " + subjects + "), 256), 26)";
    }

    private String key() {
        return "left(sha2(concat('key', 1 + n % " + subjects + "), 256), 26)";
    }

    private static String hash(String what) {
        return "unhex(sha2(concat('" + what + "', n), 256))";
    }

    private String expires() {
        return expiry.toEpochMilli() + " + n % 1000";
    }

    private static Map<String, String> with(String... columnsAndValues) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            all.put(columnsAndValues[i], columnsAndValues[i + 1]);
        }
        return all;
    }

    private void copy(String table, long rows, Map<String, String> changed) throws SQLException {
        List<String> columns = columns(table);
        String values = columns.stream()
                .map(column -> changed.getOrDefault(column, "t." + column))
                .collect(Collectors.joining(", "));
        boolean whole = changed.keySet().containsAll(columns);
        String model = whole ? "" : " cross join (select * from " + table + " limit 1) t";
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            for (long offset = 0; offset < rows; offset += PORTION) {
                statement.execute("insert into " + table + " (" + String.join(", ", columns) + ") select " + values
                        + " from (select n + " + offset + " n from old_number where n <= " + (rows - offset) + ") x"
                        + model);
            }
        }
        System.out.printf("%,d rows of %s in %d s%n", rows, table, (System.nanoTime() - start) / 1_000_000_000);
    }

    private List<String> columns(String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet row = connection.getMetaData().getColumns(connection.getCatalog(), null, table, null)) {
            while (row.next()) {
                names.add(row.getString("COLUMN_NAME"));
            }
        }
        return names;
    }
}
