package dev.tamga.idp.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import dev.tamga.idp.secret.Ids;

/** Writes audit events; inside a caller's transaction the event stands or falls with it. */
public final class Audit {
    /** MDC keys that the web layer fills for each request. */
    public static final String INCIDENT = "incident";
    public static final String ADDRESS = "address";

    private static final Duration LOOKED_BACK = Duration.ofDays(180);
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private final Jdbi jdbi;
    private final EventIds ids;
    private final Clock clock;
    private final String node;
    private final SharedCommit<Entry> alone = new SharedCommit<>(this::insert);

    /** For what needs no seals, such as a test. */
    public Audit(Jdbi jdbi, Ids ids, Clock clock, String node) {
        this(jdbi, new EventIds(ids, clock), clock, node);
    }

    /** @param ids that the node's {@link Sealer} knows too */
    public Audit(Jdbi jdbi, EventIds ids, Clock clock, String node) {
        this.jdbi = jdbi;
        this.ids = ids;
        this.clock = clock;
        this.node = node;
    }

    /** One insert. */
    public void record(AuditEvent event) {
        Entry entry = entry(event);
        jdbi.useHandle(handle -> insert(handle, entry));
        log(event);
    }

    /**
     * For an event that is all that its request writes: one insert, which shares its commit with those of other requests
     * that come at the same time. Never inside a transaction.
     */
    public void recordAlone(AuditEvent event) {
        alone.write(entry(event));
        log(event);
    }

    /** An event with what is known of its request. */
    private record Entry(AuditEvent event, long occurredAt, String incident, String address) {}

    private Entry entry(AuditEvent event) {
        return new Entry(event, clock.millis(), MDC.get(INCIDENT), MDC.get(ADDRESS));
    }

    private void insert(List<Entry> entries) {
        if (entries.size() == 1) {
            jdbi.useHandle(handle -> insert(handle, entries.getFirst()));
        } else {
            jdbi.useTransaction(handle -> entries.forEach(entry -> insert(handle, entry)));
        }
    }

    private void insert(Handle handle, Entry entry) {
        ids.use(handle, id -> insert(handle, id, entry));
    }

    private void insert(Handle handle, String id, Entry entry) {
        AuditEvent event = entry.event();
        handle.createUpdate("""
                        insert into audit_event (id, occurred_at, node, event, code, incident, subject_id, platform_id,
                                                 ca_id, key_number, address, detail)
                        values (:id, :at, :node, :event, :code, :incident, :subject, :platform,
                                :ca, :keyNumber, :address, :detail)""")
                .bind("id", id)
                .bind("at", entry.occurredAt())
                .bind("node", node)
                .bind("event", event.type().word())
                .bind("code", event.code())
                .bind("incident", entry.incident())
                .bind("subject", event.subjectId())
                .bind("platform", event.platformId())
                .bind("ca", event.caId())
                .bind("keyNumber", event.keyNumber())
                .bind("address", entry.address())
                .bind("detail", event.detail())
                .execute();
    }

    private static void log(AuditEvent event) {
        LOG.atInfo()
                .addKeyValue("event", event.type().word())
                .addKeyValue("code", event.code().orElse(""))
                .addKeyValue("platform", event.platformId().orElse(""))
                .addKeyValue("ca", event.caId().orElse(""))
                .addKeyValue("detail", event.detail().orElse(""))
                .log("audit {} {} incident={} ca={} platform={} {}", event.type().word(), event.code().orElse("ok"),
                        MDC.get(INCIDENT), event.caId().orElse("-"), event.platformId().orElse("-"),
                        event.detail().orElse(""));
    }

    /** The platforms that a subject arrived on most often in the last 180 days, most used first; at most three. */
    public List<String> listMostUsedPlatforms(String subjectId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select platform_id
                        from audit_event
                        where subject_id = :subject and occurred_at >= :since and event = 'token'
                        group by platform_id
                        order by count(*) desc, platform_id
                        limit 3""")
                .bind("subject", subjectId)
                .bind("since", clock.instant().minus(LOOKED_BACK).toEpochMilli())
                .mapTo(String.class)
                .list());
    }

    /** @param address of the browser; null where it was not known */
    public record LastSignIn(String caId, String keyNumber, Instant at, String address) {}

    /** When and from where each key of a subject signed in last, of the last 180 days. */
    public List<LastSignIn> listLastSignIns(String subjectId) {
        // Ids are in the order of time, so the greatest one of a key is its last.
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select e.ca_id, e.key_number, e.occurred_at, e.address
                        from audit_event e
                        join (select max(id) as id
                              from audit_event
                              where subject_id = :subject and occurred_at >= :since and event = 'sign-in'
                                and (code is null or code = 'revocation-grace')
                              group by ca_id, key_number) last_one on last_one.id = e.id""")
                .bind("subject", subjectId)
                .bind("since", clock.instant().minus(LOOKED_BACK).toEpochMilli())
                .map((row, context) -> new LastSignIn(
                        row.getString("ca_id"),
                        row.getString("key_number"),
                        Instant.ofEpochMilli(row.getLong("occurred_at")),
                        row.getString("address")))
                .list());
    }
}
