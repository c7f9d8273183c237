package dev.tamga.idp;

import java.util.Map;
import java.util.UUID;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.SerializableTransactionRunner;

/**
 * A freshly migrated schema of its own: H2 in memory, or a real MySQL where {@code -Pmysql} runs the tests.
 */
public final class TestDatabase implements AutoCloseable {
    private final HikariDataSource dataSource;

    private TestDatabase(HikariDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public static TestDatabase open() {
        TestDatabase database = openEmpty();
        database.migrations().load().migrate();
        return database;
    }

    /** Without a table. */
    static TestDatabase openEmpty() {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(10);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setJdbcUrl(newUrl());
        return new TestDatabase(new HikariDataSource(config));
    }

    FluentConfiguration migrations() {
        return Flyway.configure()
                .dataSource(dataSource)
                .placeholders(Map.of("table_options", MySqlServer.isWanted()
                        ? "ENGINE=InnoDB CHARSET=utf8mb4 COLLATE=utf8mb4_bin"
                        : ""));
    }

    /** JDBC address of an empty schema. */
    public static String newUrl() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        return MySqlServer.isWanted()
                ? MySqlServer.get().newSchema(name)
                : "jdbc:h2:mem:" + name + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1";
    }

    /** Whether it is a server that several processes share: this run's MySQL. */
    public static boolean isServer() {
        return MySqlServer.isWanted();
    }

    public HikariDataSource dataSource() {
        return dataSource;
    }

    /** As the application has it. */
    public Jdbi jdbi() {
        Jdbi jdbi = Jdbi.create(dataSource);
        jdbi.setTransactionHandler(new SerializableTransactionRunner());
        jdbi.getConfig(SerializableTransactionRunner.Configuration.class).setMaxRetries(1);
        return jdbi;
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
