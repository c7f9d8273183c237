package dev.tamga.idp;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A database of any earlier release, with rows in each of its tables, becomes one of this release and loses nothing. */
@Tag("database")
final class MigrationTest {
    private static final String HISTORY = "flyway_schema_history";

    static Stream<String> earlierReleases() {
        List<String> versions;
        try (TestDatabase empty = TestDatabase.openEmpty()) {
            versions = Arrays.stream(empty.migrations().load().info().all())
                    .map(MigrationInfo::getVersion)
                    .map(Object::toString)
                    .toList();
        }
        return versions.subList(0, versions.size() - 1).stream();
    }

    @ParameterizedTest
    @MethodSource("earlierReleases")
    void rowsOfAnEarlierReleaseAreStillThere(String version) throws SQLException {
        try (TestDatabase database = TestDatabase.openEmpty()) {
            database.migrations().target(version).load().migrate();
            Map<String, List<Column>> tables;
            Map<String, String> before;
            try (Connection connection = database.dataSource().getConnection()) {
                tables = tables(connection);
                assertThat(tables).containsKeys("subject", "audit_event");
                for (Map.Entry<String, List<Column>> table : tables.entrySet()) {
                    insert(connection, table.getKey(), table.getValue(), 'a');
                    insert(connection, table.getKey(), table.getValue().stream().filter(Column::isNeeded).toList(), 'b');
                }
                before = rows(connection, tables);
            }

            Flyway head = database.migrations().load();
            head.migrate();

            head.validate();
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(rows(connection, tables)).isEqualTo(before);
            }
        }
    }

    /** @param isNeeded not null and without a default */
    private record Column(String name, int type, int size, boolean isNeeded) {
        Object value(char letter) {
            return switch (type) {
                case Types.CHAR, Types.VARCHAR -> String.valueOf(letter).repeat(Math.min(size, 40));
                case Types.BINARY, Types.VARBINARY -> String.valueOf(letter).repeat(Math.min(size, 40)).getBytes();
                case Types.BIGINT -> (long) letter;
                case Types.INTEGER -> (int) letter;
                case Types.DECIMAL, Types.NUMERIC -> BigDecimal.valueOf(letter);
                default -> throw new IllegalArgumentException(name + " has type " + type);
            };
        }
    }

    private static Map<String, List<Column>> tables(Connection connection) throws SQLException {
        DatabaseMetaData schema = connection.getMetaData();
        Map<String, List<Column>> tables = new LinkedHashMap<>();
        try (ResultSet row = schema.getColumns(connection.getCatalog(), connection.getSchema(), null, null)) {
            while (row.next()) {
                tables.computeIfAbsent(row.getString("TABLE_NAME"), name -> new ArrayList<>())
                        .add(new Column(
                                row.getString("COLUMN_NAME"), row.getInt("DATA_TYPE"), row.getInt("COLUMN_SIZE"),
                                row.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls
                                        && row.getString("COLUMN_DEF") == null));
            }
        }
        tables.remove(HISTORY);
        return tables;
    }

    private static void insert(Connection connection, String table, List<Column> columns, char letter)
            throws SQLException {
        String sql = "insert into " + table + " (" + names(columns) + ") values ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                insert.setObject(i + 1, columns.get(i).value(letter));
            }
            insert.executeUpdate();
        }
    }

    /** What the columns of that release hold, by table. */
    private static Map<String, String> rows(Connection connection, Map<String, List<Column>> tables) throws SQLException {
        Map<String, String> all = new LinkedHashMap<>();
        for (Map.Entry<String, List<Column>> table : tables.entrySet()) {
            List<String> rows = new ArrayList<>();
            try (ResultSet row = connection.createStatement()
                    .executeQuery("select " + names(table.getValue()) + " from " + table.getKey())) {
                while (row.next()) {
                    List<String> values = new ArrayList<>();
                    for (Column column : table.getValue()) {
                        values.add(column.name() + "=" + row.getString(column.name()));
                    }
                    rows.add(values.toString());
                }
            }
            assertThat(rows).as(table.getKey()).hasSize(2);
            Collections.sort(rows);
            all.put(table.getKey(), rows.toString());
        }
        return all;
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    @Test
    void aFileOfAnEarlierReleaseWithLargePagesGoesOn(@TempDir Path folder) throws SQLException {
        // docs/decisions/0064: what application.yml says, before and after.
        String former = "jdbc:h2:file:" + folder.resolve("tamga") + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0";
        try (Connection connection = DriverManager.getConnection(former)) {
            connection.createStatement().execute("create table t (id int primary key, text varchar(200))");
            connection.createStatement()
                    .execute("insert into t select \"X\", repeat('a', 150) from system_range(1, 5000)");
        }
        try (Connection connection = DriverManager.getConnection(former + ";PAGE_SIZE=4096")) {
            connection.createStatement().execute("update t set text = 'b' where mod(id, 7) = 0");
        }
        try (Connection connection = DriverManager.getConnection(former + ";PAGE_SIZE=4096");
                ResultSet row = connection.createStatement()
                        .executeQuery("select count(*), sum(case when text = 'b' then 1 else 0 end) from t")) {
            assertThat(row.next()).isTrue();
            assertThat(List.of(row.getInt(1), row.getInt(2))).containsExactly(5000, 714);
        }
    }
}
