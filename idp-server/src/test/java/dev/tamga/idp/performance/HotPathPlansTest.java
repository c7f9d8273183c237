package dev.tamga.idp.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.CompleteSignIn;
import dev.tamga.idp.KeyClient;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestClients;
import dev.tamga.idp.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Has MySQL explain every statement that the hot paths send, in a schema of 100 thousand rows a table: none may scan a
 * table or a whole index.
 */
@Tag("database")
final class HotPathPlansTest {
    private static final String KEY = "nmgca-enterprise";

    private final Map<String, StatementContext> statements = new ConcurrentHashMap<>();

    @Test
    void noStatementOfAHotPathScansATable() throws Exception {
        assumeTrue(TestDatabase.isServer(), "plans are MySQL's: runs with -Pmysql");
        walk();
        assertThat(statements).hasSizeGreaterThan(15);
        try (TestDatabase crowded = TestDatabase.open()) {
            Crowd.fill(crowded.jdbi());
            List<String> scans = new ArrayList<>();
            crowded.jdbi().useHandle(handle -> statements.forEach((sql, context) -> {
                for (Map<String, Object> step : explain(handle, context)) {
                    String table = String.valueOf(step.get("table"));
                    if (isScan(step) && !Crowd.SMALL.contains(table)) {
                        scans.add(step.get("type") + " of " + table + ": " + sql);
                    }
                }
            }));
            assertThat(scans).isEmpty();
        }
    }

    private void walk() throws Exception {
        RunningTamga tamga = RunningTamga.get();
        Jdbi jdbi = tamga.ownJdbi();
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                statements.putIfAbsent(context.getRenderedSql(), context);
            }
        });
        try {
            Bidder bidder = new Bidder(tamga);
            PlatformClient platform = new PlatformClient(tamga, "150100");
            bidder.bind(KEY);
            for (int round = 0; round < 2; round++) {
                CompleteSignIn signIn = new CompleteSignIn(bidder, challenge -> bidder.proof(KEY, challenge));
                String code = PlatformClient.query(signIn.walk(platform.request())).get("code");
                PlatformClient.Answer tokens = platform.redeem(code);
                platform.userInfo(tokens.text("access_token"));
                platform.refresh(tokens.text("refresh_token"));
                // Reuse: the refusals have statements of their own.
                platform.refresh(tokens.text("refresh_token"));
                platform.redeem(code);
                askAboutTokens(tamga, tokens);
                bidder.browser().get("/portal");
            }
            bidder.browser().get("/connect/logout");
            bidder.browser().post("/sign-out", Map.of());
        } finally {
            jdbi.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        }
    }

    private static void askAboutTokens(RunningTamga tamga, PlatformClient.Answer tokens) throws Exception {
        KeyClient client = new KeyClient(tamga, "150100");
        KeyClient keys = new KeyClient(tamga, TestClients.KEYS);
        String service = keys.token(keys.authenticated(), KeyClient.service()).text("access_token");
        keys.post("/oauth2/introspect", keys.authenticated().field("token", service));
        keys.post("/oauth2/revoke", keys.authenticated().field("token", service));
        for (String path : List.of("/oauth2/introspect", "/oauth2/revoke")) {
            client.post(path, client.authenticated().field("token", tokens.text("access_token")));
            client.post(path, client.authenticated().field("token", tokens.text("refresh_token")));
        }
    }

    // Jdbi offers no other way to bind again what was bound before.
    @SuppressWarnings("removal")
    private static List<Map<String, Object>> explain(Handle handle, StatementContext context) {
        String sql = context.getRenderedSql();
        // An insert of values has no plan.
        if (sql.strip().startsWith("insert") && !sql.contains("select")) {
            return List.of();
        }
        Query query = handle.createQuery("explain " + sql);
        context.getParsedSql().getParameters().getParameterNames().forEach(name ->
                context.getBinding().findForName(name, context).ifPresent(value -> query.bind(name, value)));
        return query.mapToMap().list();
    }

    // MySQL 8.0 reference manual §10.8.2: ALL is a full table scan, index a full scan of an index.
    private static boolean isScan(Map<String, Object> step) {
        Object type = step.get("type");
        return "ALL".equals(type) || "index".equals(type);
    }
}
