package dev.tamga.idp.wiring;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jdbi.v3.core.Jdbi;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.tamga.ca.verification.CaImport;
import dev.tamga.ca.verification.CertificateVerifier;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditVerification;
import dev.tamga.idp.audit.EventIds;
import dev.tamga.idp.audit.SealKey;
import dev.tamga.idp.audit.Sealer;
import dev.tamga.idp.authorization.AuthorizationRequests;
import dev.tamga.idp.binding.KeyNotices;
import dev.tamga.idp.binding.Keys;
import dev.tamga.idp.binding.Renames;
import dev.tamga.idp.consent.Consents;
import dev.tamga.idp.grant.Grants;
import dev.tamga.idp.limit.Limits;
import dev.tamga.idp.mail.Mail;
import dev.tamga.idp.operator.Area;
import dev.tamga.idp.operator.AuditCommands;
import dev.tamga.idp.operator.CaCommands;
import dev.tamga.idp.operator.CommandTable;
import dev.tamga.idp.operator.KeyCommands;
import dev.tamga.idp.operator.MetricsCommand;
import dev.tamga.idp.operator.OperatorEndpoint;
import dev.tamga.idp.operator.OutboxCommands;
import dev.tamga.idp.operator.PlatformCommands;
import dev.tamga.idp.operator.UnbindingCommands;
import dev.tamga.idp.outbox.Outbox;
import dev.tamga.idp.platform.PlatformSecrets;
import dev.tamga.idp.replay.SpentJti;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.secret.MasterKey;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signingkey.SigningKeys;
import dev.tamga.idp.unbinding.Filing;
import dev.tamga.idp.unbinding.UnbindingDesk;

/** What runs beside the requests: sealing, reading keys anew, clean-up, the operators' commands. */
@Configuration(proxyBeanMethods = false)
class OperationsWiring {
    /** A seal comes within 2 s. */
    private static final Duration SEALS = Duration.ofSeconds(1);
    /** A key that another node published is published here long before any node signs with it. */
    private static final Duration KEYS = Duration.ofSeconds(5);
    private static final Duration CLEAN_UP = Duration.ofMinutes(1);
    private static final Duration ORPHANS = Duration.ofMinutes(10);
    private static final Duration GATHERED = Duration.ofSeconds(1);

    @Bean
    SealKey sealKey(MasterKey master) {
        return SealKey.of(master);
    }

    @Bean(initMethod = "open")
    @DependsOnDatabaseInitialization
    Sealer sealer(Jdbi jdbi, SealKey key, EventIds ids, Clock clock, TamgaSettings settings) {
        return new Sealer(jdbi, key, ids, clock, settings.node());
    }

    /** Rows of sign-ins under way, and of how often was tried what did not succeed. */
    record SignInRows(AuthorizationRequests requests, SignInSessions sessions, Limits limits) {}

    @Bean
    SignInRows signInRows(AuthorizationRequests requests, SignInSessions sessions, Limits limits) {
        return new SignInRows(requests, sessions, limits);
    }

    @Bean
    CleanUp cleanUp(SignInRows rows, Grants grants, Consents consents, LongRows others, KeyRows keys) {
        return new CleanUp(List.of(
                rows.requests()::deleteExpired, rows.sessions()::deleteExpired, rows.limits()::deleteExpired,
                grants::deleteExpired, consents::deleteExpired, others.spent()::deleteExpired,
                others.outbox()::deleteExpired, others.mail()::deleteExpired, others.filing()::deleteExpiredFiles,
                others.filing()::deleteExpired, keys.keys()::deleteExpired, keys.notices()::deleteExpired,
                keys.renames()::deleteExpired));
    }

    /** Rows of keys that changed. */
    record KeyRows(Keys keys, KeyNotices notices, Renames renames) {}

    @Bean
    KeyRows keyRows(Keys keys, KeyNotices notices, Renames renames) {
        return new KeyRows(keys, notices, renames);
    }

    /** Rows that are kept so that nothing is done twice. */
    record LongRows(SpentJti spent, Outbox outbox, Mail mail, Filing filing) {}

    @Bean
    LongRows longRows(SpentJti spent, Outbox outbox, Mail mail, Filing filing) {
        return new LongRows(spent, outbox, mail, filing);
    }

    @Bean
    Rounds rounds(Sealer sealer, SigningKeys keys, CleanUp cleanUp, Filing filing) {
        return new Rounds(4).every(SEALS, sealer::seal).every(KEYS, keys::refresh).every(CLEAN_UP, cleanUp::run)
                .every(ORPHANS, filing::deleteOrphans);
    }

    @Bean
    Rounds embeddedRounds(DataSource dataSource) {
        Rounds rounds = new Rounds(1);
        return CoreWiring.isMysql(dataSource) ? rounds : rounds.every(GATHERED, new EmbeddedFile(dataSource)::gather);
    }

    @Bean
    KeyCommands keyCommands(SigningKeys keys) {
        return new KeyCommands(keys);
    }

    @Bean
    AuditCommands auditCommands(AuditVerification audit) {
        return new AuditCommands(audit);
    }

    @Bean
    OutboxCommands outboxCommands(Outbox outbox) {
        return new OutboxCommands(outbox);
    }

    @Bean
    PlatformCommands platformCommands(PlatformSecrets secrets, Clock clock) {
        return new PlatformCommands(secrets, clock);
    }

    @Bean
    MetricsCommand metricsCommand(PrometheusMeterRegistry meters) {
        return new MetricsCommand(meters::scrape);
    }

    @Bean
    UnbindingCommands unbindingCommands(UnbindingDesk desk) {
        return new UnbindingCommands(desk);
    }

    @Bean
    AuditVerification auditVerification(Jdbi jdbi, SealKey key, Clock clock) {
        return new AuditVerification(jdbi, key, clock);
    }

    @Bean
    PrometheusMeterRegistry meters() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    @Bean
    CaCommands caCommands(CertificateVerifier verifier, TamgaSettings settings) {
        return new CaCommands(verifier, new CaImport(settings.ca().directory()));
    }

    @Bean(initMethod = "start")
    OperatorEndpoint operatorEndpoint(
            TamgaSettings settings, Ids ids, List<Area> areas, Audit audit) {
        return new OperatorEndpoint(
                settings.operator().port(), settings.data(), ids, CommandTable.of(areas, audit));
    }
}
