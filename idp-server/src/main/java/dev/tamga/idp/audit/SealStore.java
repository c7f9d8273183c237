package dev.tamga.idp.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Table {@code audit_seal}, and {@code audit_event} as it is sealed. */
final class SealStore {
    private static final String SEALS =
            "select node, seal_number, from_id, to_id, event_count, sealed_at, seal from audit_seal ";
    private static final List<String> COLUMNS = List.of(
            "id", "occurred_at", "node", "event", "code", "incident", "subject_id", "platform_id", "ca_id", "key_number",
            "address", "detail");

    private final Jdbi jdbi;

    SealStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(Seal seal) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into audit_seal (node, seal_number, from_id, to_id, event_count, sealed_at, seal)
                        values (:node, :number, :from, :to, :events, :sealedAt, :seal)""")
                .bind("node", seal.node())
                .bind("number", seal.number())
                .bind("from", seal.fromId())
                .bind("to", seal.toId())
                .bind("events", seal.events())
                .bind("sealedAt", seal.sealedAt().toEpochMilli())
                .bind("seal", seal.value())
                .execute());
    }

    Optional<Seal> findLast(String node) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        SEALS + "where node = :node order by seal_number desc limit 1")
                .bind("node", node)
                .map(SealStore::seal)
                .findOne());
    }

    /** The next seals of a chain, at most 500. */
    List<Seal> listAfter(String node, long number) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        SEALS + "where node = :node and seal_number > :number order by seal_number limit 500")
                .bind("node", node)
                .bind("number", number)
                .map(SealStore::seal)
                .list());
    }

    /** A node's events between two ids, the first of which is not among them; at most {@code limit}. */
    List<SealedEvent> listEvents(String node, Range range, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, occurred_at, node, event, code, incident, subject_id, platform_id, ca_id, key_number,
                               address, detail
                        from audit_event
                        where id > :after and id <= :upTo and node = :node
                        order by id limit :limit""")
                .bind("after", range.after())
                .bind("upTo", range.upTo())
                .bind("node", node)
                .bind("limit", limit)
                .map(SealStore::event)
                .list());
    }

    /** Ids after one, up to and including another. */
    record Range(String after, String upTo) {}

    /** Every node that wrote or sealed an event. Reads the table: for {@code audit verify} alone. */
    List<String> listNodes() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select node from audit_event union select node from audit_seal order by 1")
                .mapTo(String.class)
                .list());
    }

    int countUnsealed(String node, String afterId, Instant before) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from audit_event
                        where id > :after and node = :node and occurred_at < :before""")
                .bind("after", afterId)
                .bind("node", node)
                .bind("before", before.toEpochMilli())
                .mapTo(Integer.class)
                .one());
    }

    private static Seal seal(ResultSet row, StatementContext context) throws SQLException {
        return new Seal(
                row.getString("node"), row.getLong("seal_number"), row.getString("from_id"), row.getString("to_id"),
                row.getInt("event_count"), Instant.ofEpochMilli(row.getLong("sealed_at")), row.getBytes("seal"));
    }

    private static SealedEvent event(ResultSet row, StatementContext context) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (String column : COLUMNS) {
            columns.add(row.getString(column));
        }
        return new SealedEvent(columns.get(0), columns);
    }
}
