package dev.tamga.idp;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.SerializableTransactionRunner;

/**
 * A freshly migrated schema of its own: H2 in memory, or a real MySQL where the system property {@code tamga.mysql.url}
 * names one (JDBC URL without a schema, with user and password).
 */
public final class TestDatabase implements AutoCloseable {
    private final HikariDataSource dataSource;

    private TestDatabase(HikariDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public static TestDatabase open() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        String server = System.getProperty("tamga.mysql.url");
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(10);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setJdbcUrl(server == null
                ? "jdbc:h2:mem:" + name + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1"
                : schema(server, name));
        HikariDataSource dataSource = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(dataSource)
                .placeholders(Map.of("table_options", server == null
                        ? ""
                        : "ENGINE=InnoDB CHARSET=utf8mb4 COLLATE=utf8mb4_bin"))
                .load()
                .migrate();
        return new TestDatabase(dataSource);
    }

    private static String schema(String server, String name) {
        try (HikariDataSource root = new HikariDataSource(config(server));
                Connection connection = root.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create a schema on MySQL: " + e.getMessage(), e);
        }
        // jdbc:mysql://host:port/?user=… : the schema stands before the question mark.
        return server.contains("?") ? server.replaceFirst("/?\\?", "/" + name + "?") : server + "/" + name;
    }

    private static HikariConfig config(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1);
        return config;
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
