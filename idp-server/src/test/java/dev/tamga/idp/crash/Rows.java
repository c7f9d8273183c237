package dev.tamga.idp.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** All rows of a moment, to go back to; and what they say, in words that do not change from one run to the next. */
final class Rows {
    private static final List<String> TABLES = List.of(
            "subject", "subject_key", "ended_key", "key_notice", "pending_rename", "sign_in_session",
            "authorization_request", "authorization_grant", "consent", "pairwise_subject", "spent_jti",
            "counted_attempt", "unbinding_request", "unbinding_file", "outbox_mail", "outbox_message", "audit_event");

    private static final List<String> FACTS = List.of(
            """
            select concat('subject ', name, ' ', coalesce(legal_representative, '-'), ' ', coalesce(address, '-'))
            from subject""",
            """
            select concat('key ', key_number, ' ', role, ' ', coalesce(label, '-'), ' ', coalesce(renewed_from, '-'),
                          case when frozen_at is null then '' else ' frozen' end,
                          case when news_at is null then '' else ' has news' end)
            from subject_key""",
            "select concat('ended ', serial, ' ', reason) from ended_key",
            "select concat('told ', kind) from key_notice where dismissed_at is null",
            """
            select concat('to confirm ', p.name) from pending_rename p
            join subject_key k on k.id = p.key_id and k.certificate_hash = p.former_hash""",
            """
            select distinct concat('signed in ', k.key_number) from sign_in_session i
            join subject_key k on k.id = i.key_id
            where i.ended_at is null""",
            "select concat('granted ', platform_id) from authorization_grant where ended_at is null",
            "select concat('consent ', platform_id) from consent",
            "select concat('request ', state) from unbinding_request",
            "select concat('file ', purpose) from unbinding_file",
            "select 'mail' from outbox_mail",
            "select concat('to tell ', platform_id) from outbox_message");
    private static final String AUDIT = "select concat('audit ', event, ' ', coalesce(code, '')) from audit_event";

    private final Jdbi jdbi;
    private final Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();

    Rows(Jdbi jdbi) {
        this.jdbi = jdbi;
        jdbi.useHandle(handle -> TABLES.forEach(table ->
                rows.put(table, handle.createQuery("select * from " + table).mapToMap().list())));
    }

    /** Everything is as it was. */
    void putBack() {
        jdbi.useTransaction(handle -> rows.forEach((table, all) -> {
            handle.execute("delete from " + table);
            insert(handle, table, all);
        }));
    }

    private static void insert(Handle handle, String table, List<Map<String, Object>> all) {
        if (all.isEmpty()) {
            return;
        }
        List<String> columns = List.copyOf(all.getFirst().keySet());
        PreparedBatch batch = handle.prepareBatch("insert into " + table + " (" + String.join(", ", columns)
                + ") values (" + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")");
        for (Map<String, Object> row : all) {
            for (int i = 0; i < columns.size(); i++) {
                batch.bind(i, row.get(columns.get(i)));
            }
            batch.add();
        }
        batch.execute();
    }

    /** What is bound, granted, told and asked for now. */
    static String facts(Jdbi jdbi) {
        List<String> all = new ArrayList<>();
        FACTS.forEach(sql -> all.addAll(list(jdbi, sql)));
        return String.join("\n", all);
    }

    /** What was written down of it. */
    static String audit(Jdbi jdbi) {
        return String.join("\n", list(jdbi, AUDIT));
    }

    private static List<String> list(Jdbi jdbi, String sql) {
        return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list()).stream().sorted().toList();
    }
}
