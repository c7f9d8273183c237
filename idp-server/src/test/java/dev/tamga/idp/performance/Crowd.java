package dev.tamga.idp.performance;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Fills every large table of a MySQL schema with rows of the right shape, so that its planner has something to plan. */
final class Crowd {
    /** Read whole into a cache, a few dozen rows at most: no index would help. */
    static final Set<String> SMALL = Set.of(
            "platform", "platform_secret", "signing_key", "notice", "flyway_schema_history");

    private static final int ROWS = 100_000;

    private Crowd() {}

    private record Column(String table, String name, String type, long length) {
        /** A value that differs from row to row, in MySQL, of {@code n}. */
        String value() {
            return switch (type) {
                case "char", "varchar" -> length <= 12 ? "lpad(conv(n, 10, 36), " + Math.min(length, 8) + ", '0')"
                        : "lpad(concat('x', n), " + Math.min(length, 26) + ", 'a')";
                case "binary" -> "unhex(sha2(concat('" + name + "', n), 256))";
                case "varbinary" -> "unhex(sha2(n, 256))";
                // Instants: about half of them past.
                case "bigint" -> "1700000000000 + n * 1900000";
                default -> "n % 1000";
            };
        }
    }

    static void fill(Jdbi jdbi) {
        jdbi.useHandle(handle -> {
            handle.execute("set session cte_max_recursion_depth = " + ROWS);
            handle.execute("create table crowd_number (n int not null primary key)");
            handle.execute("insert into crowd_number with recursive c as (select 1 n union all select n + 1 from c where n < "
                    + ROWS + ") select n from c");
            columns(handle).stream()
                    .filter(column -> !SMALL.contains(column.table()) && !column.table().equals("crowd_number"))
                    .collect(Collectors.groupingBy(Column::table))
                    .forEach((table, columns) -> fill(handle, table, columns));
        });
    }

    private static void fill(Handle handle, String table, List<Column> columns) {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String values = columns.stream().map(Column::value).collect(Collectors.joining(", "));
        handle.execute("insert into " + table + " (" + names + ") select " + values + " from crowd_number");
        handle.createQuery("analyze table " + table).mapToMap().list();
    }

    private static List<Column> columns(Handle handle) {
        return handle.createQuery("""
                        select table_name t, column_name c, data_type d, coalesce(character_maximum_length, 0) l
                        from information_schema.columns where table_schema = database() order by 1, 2""")
                .map((row, context) -> new Column(
                        row.getString("t"), row.getString("c"), row.getString("d"), row.getLong("l")))
                .list();
    }
}
