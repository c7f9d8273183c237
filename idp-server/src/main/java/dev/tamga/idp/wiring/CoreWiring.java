package dev.tamga.idp.wiring;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.SerializableTransactionRunner;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.EventIds;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.secret.MasterKey;
import dev.tamga.idp.web.Issuer;

/** Time, randomness, keys, database, audit. */
@Configuration(proxyBeanMethods = false)
class CoreWiring {
    private static final String MYSQL_TABLES = "ENGINE=InnoDB CHARSET=utf8mb4 COLLATE=utf8mb4_bin";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom random() throws NoSuchAlgorithmException {
        return SecureRandom.getInstance("DRBG");
    }

    @Bean
    Ids ids(SecureRandom random, Clock clock) {
        return new Ids(random, clock);
    }

    @Bean
    MasterKey masterKey(TamgaSettings settings) {
        MasterKey master = MasterKey.of("TAMGA_MASTER_KEY", settings.masterKey())
                .after("TAMGA_MASTER_KEY_PREVIOUS", settings.masterKeyPrevious());
        if (master.isReplacing()) {
            LoggerFactory.getLogger(CoreWiring.class).warn(
                    "TAMGA_MASTER_KEY_PREVIOUS is set: what earlier master keys made is accepted");
        }
        return master;
    }

    /** Also the place where profiles that weaken the server are refused on anything but this machine. */
    @Bean
    Issuer issuer(TamgaSettings settings, Environment environment) {
        if (settings.issuer() == null) {
            throw new IllegalArgumentException("tamga.issuer is not set; expected the address that users see");
        }
        Issuer issuer = new Issuer(settings.issuer());
        if (environment.acceptsProfiles(Profiles.of("demo | conformance")) && !issuer.isLoopback()) {
            throw new IllegalArgumentException(
                    "profiles demo and conformance run on localhost alone; tamga.issuer is " + issuer.value());
        }
        return issuer;
    }

    @Bean
    FlywayConfigurationCustomizer tableOptions(DataSource dataSource) {
        return flyway -> {
            flyway.placeholders(Map.of("table_options", tableOptionsOf(dataSource)));
            if (isMysql(dataSource)) {
                // A migration of a large table takes longer than any request may: connections without the pool's time limits.
                HikariDataSource pool = pool(dataSource);
                flyway.dataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
            }
        };
    }

    static boolean isMysql(DataSource dataSource) {
        return String.valueOf(pool(dataSource).getJdbcUrl()).startsWith("jdbc:mysql:");
    }

    private static HikariDataSource pool(DataSource dataSource) {
        try {
            return dataSource.unwrap(HikariDataSource.class);
        } catch (SQLException e) {
            throw new IllegalStateException("the pool is not Hikari's", e);
        }
    }

    private static String tableOptionsOf(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("H2") ? "" : MYSQL_TABLES;
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer: " + e.getMessage(), e);
        }
    }

    /**
     * A MySQL that hangs must not hang its callers: without these, Connector/J waits for ever. H2 refuses settings that it
     * does not know, so they are not in application.yml.
     */
    @Bean
    static BeanPostProcessor mysqlTimeouts() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool && isMysql(pool)) {
                    pool.addDataSourceProperty("connectTimeout", "3000");
                    pool.addDataSourceProperty("socketTimeout", "10000");
                }
                return bean;
            }
        };
    }

    @Bean
    Jdbi jdbi(DataSource dataSource) {
        Jdbi jdbi = Jdbi.create(dataSource);
        // A transaction that ends in SQLSTATE 40001 is retried once.
        jdbi.setTransactionHandler(new SerializableTransactionRunner());
        jdbi.getConfig(SerializableTransactionRunner.Configuration.class).setMaxRetries(1);
        // A failed statement must not print what was bound to it.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }

    @Bean
    EventIds eventIds(Ids ids, Clock clock) {
        return new EventIds(ids, clock);
    }

    @Bean
    Audit audit(Jdbi jdbi, EventIds ids, Clock clock, TamgaSettings settings) {
        return new Audit(jdbi, ids, clock, settings.node());
    }
}
