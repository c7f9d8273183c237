package dev.tamga.idp.benchmark.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.CompleteSignIn;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.benchmark.OpenKey;
import dev.tamga.idp.benchmark.Stage;

/**
 * {@code mvn -Pbenchmark,mysql -Dbenchmark.main=dev.tamga.idp.benchmark.load.FlatCost}: two providers on one MySQL, one
 * with few subjects and rows and one with many, measured in turn; then how the many rows leave once they expire.
 */
public final class FlatCost {
    private static final int ROUNDS = Integer.getInteger("flat.rounds", 3);
    private static final int SESSIONS = 500;
    /** Until the rows expire: long enough to measure before. */
    private static final Duration LIFE = Duration.ofMinutes(Integer.getInteger("flat.minutes", 60));

    private final Path folder;
    private final Instant expiry = Instant.now().plus(LIFE);

    private FlatCost(Path folder) {
        this.folder = folder;
    }

    /** A provider with its rows. */
    private record Filled(String name, String url, Stage stage, List<String> cookies) {
        List<String> load() {
            return List.of("-Dload.cookies=" + String.join("|", cookies), "-Dload.keys=" + stage.keys());
        }
    }

    public static void main(String[] none) throws Exception {
        System.setProperty("tamga.mysql.home", System.getProperty("benchmark.mysql-home"));
        Path target = Files.createDirectories(Path.of(System.getProperty("benchmark.target")));
        FlatCost cost = new FlatCost(Files.createTempDirectory(target, "flat-"));
        roomy();
        Filled few = cost.open("few", 10_000, 100_000);
        Filled many = cost.open(
                "many", Long.getLong("flat.subjects", 1_000_000), Long.getLong("flat.rows", 10_000_000));
        try (Stage one = few.stage(); Stage other = many.stage()) {
            cost.measure(few, many);
            cost.cleanUp(many);
        }
        System.exit(0);
    }

    /** As a production server of that size: MySQL's default of 128 MB would measure the disk. */
    private static void roomy() throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestDatabase.newUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("set global innodb_buffer_pool_size = 6 * 1024 * 1024 * 1024");
            statement.execute("set global innodb_redo_log_capacity = 4 * 1024 * 1024 * 1024");
        }
    }

    private Filled open(String name, long subjects, long rows) throws Exception {
        String url = TestDatabase.newUrl();
        Stage stage = Stage.open(folder.resolve(name), "--spring.datasource.url=" + url, "--logging.level.root=warn");
        stage.bind();
        for (String key : Stage.KEYS) {
            OpenKey opened = OpenKey.open(stage.key(key));
            new CompleteSignIn(new Bidder(stage.tamga()), opened::proof)
                    .walk(new PlatformClient(stage.tamga(), Target.OURS.clientId()).request());
        }
        OldRows old = OldRows.open(url, subjects, expiry);
        old.fill(rows);
        return new Filled(name, url, stage, old.sessions(SESSIONS));
    }

    private void measure(Filled few, Filled many) throws Exception {
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            Pinned.pin(child.pid(), Pinned.SERVER);
        }
        Map<String, List<Figure>> all = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Filled filled : List.of(few, many)) {
                GatlingRun gatling = new GatlingRun(folder.resolve(filled.name() + "-" + round));
                gatling.run("load", filled.stage().issuer(), Target.OURS, filled.load()).forEach((path, figure) ->
                        all.computeIfAbsent(path + ", " + filled.name(), key -> new ArrayList<>()).add(figure));
            }
        }
        System.out.printf("%n| path | p50 ms | p95 ms | p99 ms | per second, of each round |%n|---|---|---|---|---|%n");
        all.forEach((path, figures) -> System.out.printf("| %s | %s | %s | %s | %s |%n", path,
                figures.stream().map(Figure::p50).toList(), figures.stream().map(Figure::p95).toList(),
                figures.stream().map(Figure::p99).toList(),
                figures.stream().map(figure -> Math.round(figure.perSecond())).toList()));
    }

    /** What MySQL says of the statements that delete, while one round of load goes on beside them. */
    private void cleanUp(Filled many) throws Exception {
        TimeUnit.MILLISECONDS.sleep(Math.max(0, Duration.between(Instant.now(), expiry).toMillis() + 70_000));
        try (Connection connection = DriverManager.getConnection(many.url());
                Statement statement = connection.createStatement()) {
            statement.execute("truncate performance_schema.events_statements_summary_by_digest");
            GatlingRun gatling = new GatlingRun(folder.resolve("clean-up"));
            Figure.print(Map.of("while 10 million expired rows leave",
                    gatling.run("load", many.stage().issuer(), Target.OURS, many.load())));
            try (ResultSet row = statement.executeQuery("""
                    select digest_text, count_star, sum_rows_affected, avg_timer_wait / 1e9, quantile_95 / 1e9,
                           max_timer_wait / 1e9
                    from performance_schema.events_statements_summary_by_digest
                    where digest_text like 'DELETE%' and schema_name = database()""")) {
                System.out.printf("%n| statement | batches | rows | mean ms | p95 ms | longest ms |%n");
                while (row.next()) {
                    System.out.printf("| %s | %d | %d | %.1f | %.1f | %.1f |%n", row.getString(1), row.getLong(2),
                            row.getLong(3), row.getDouble(4), row.getDouble(5), row.getDouble(6));
                }
            }
        }
    }
}
