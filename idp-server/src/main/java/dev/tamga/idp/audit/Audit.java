package dev.tamga.idp.audit;

import java.time.Clock;
import java.util.List;

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

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private final Jdbi jdbi;
    private final Ids ids;
    private final Clock clock;
    private final String node;

    public Audit(Jdbi jdbi, Ids ids, Clock clock, String node) {
        this.jdbi = jdbi;
        this.ids = ids;
        this.clock = clock;
        this.node = node;
    }

    /** One insert. */
    public void record(AuditEvent event) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into audit_event (id, occurred_at, node, event, code, incident, subject_id, platform_id,
                                                 ca_id, key_number, address, detail)
                        values (:id, :at, :node, :event, :code, :incident, :subject, :platform,
                                :ca, :keyNumber, :address, :detail)""")
                .bind("id", ids.next())
                .bind("at", clock.millis())
                .bind("node", node)
                .bind("event", event.type().word())
                .bind("code", event.code())
                .bind("incident", MDC.get(INCIDENT))
                .bind("subject", event.subjectId())
                .bind("platform", event.platformId())
                .bind("ca", event.caId())
                .bind("keyNumber", event.keyNumber())
                .bind("address", MDC.get(ADDRESS))
                .bind("detail", event.detail())
                .execute());
        LOG.atInfo()
                .addKeyValue("event", event.type().word())
                .addKeyValue("code", event.code().orElse(""))
                .addKeyValue("platform", event.platformId().orElse(""))
                .addKeyValue("ca", event.caId().orElse(""))
                .log("audit {} {}", event.type().word(), event.code().orElse("ok"));
    }

    /** The platforms that a subject was signed in to most often since a moment, most used first; at most 3. */
    public List<String> listMostUsedPlatforms(String subjectId, long sinceMillis) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select platform_id, count(*) as uses
                        from audit_event
                        where subject_id = :subject and occurred_at >= :since and event = 'token'
                        group by platform_id
                        order by uses desc, platform_id
                        limit 3""")
                .bind("subject", subjectId)
                .bind("since", sinceMillis)
                .map((row, context) -> row.getString("platform_id"))
                .list());
    }
}
