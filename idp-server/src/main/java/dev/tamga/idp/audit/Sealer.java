package dev.tamga.idp.audit;

import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.idp.secret.Ids;

/**
 * Chains this node's committed events. Each seal is logged too: who cuts the chain's end off in the database has to
 * find every copy of the log. One sealer a node name.
 */
public final class Sealer {
    private static final int MOST_EVENTS = 500;
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    private final SealStore store;
    private final SealKey key;
    private final EventIds ids;
    private final Clock clock;
    private final String node;
    private Seal last;
    private String sealedUpTo = "";

    /** @param ids that {@link Audit} uses */
    public Sealer(Jdbi jdbi, SealKey key, EventIds ids, Clock clock, String node) {
        this.store = new SealStore(jdbi);
        this.key = key;
        this.ids = ids;
        this.clock = clock;
        this.node = node;
    }

    /** Goes on where the node's chain ended; before the first event of this process. */
    public synchronized void open() {
        last = store.findLast(node).orElse(Seal.beforeFirst(node));
        if (last.number() > 0) {
            ids.startAt(Ids.millis(last.toId()) + 1);
        }
    }

    /** Seals what was decided since the last call, also by a process that died; without news no statement. */
    public synchronized void seal() {
        boolean first = sealedUpTo.isEmpty();
        if (!first && !ids.hasNewsSince(sealedUpTo)) {
            return;
        }
        String bound = ids.bound();
        SealStore.Range range = new SealStore.Range(last.toId(), bound);
        List<SealedEvent> events = store.listEvents(node, range, MOST_EVENTS);
        while (!events.isEmpty()) {
            append(events);
            events = store.listEvents(node, new SealStore.Range(last.toId(), bound), MOST_EVENTS);
        }
        sealedUpTo = bound;
    }

    private void append(List<SealedEvent> events) {
        Seal next = new Seal(
                node, last.number() + 1, events.getFirst().id(), events.getLast().id(), events.size(), clock.instant(),
                key.seal(last.value(), events));
        try {
            store.insert(next);
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLIntegrityConstraintViolationException) {
                last = store.findLast(node).orElseThrow();
                throw new IllegalStateException("another process seals as node " + node
                        + "; expected a tamga.node of its own for each", e);
            }
            throw e;
        }
        last = next;
        LOG.info("audit seal {} of node {}: {} events up to {}: {}", next.number(), node, next.events(), next.toId(),
                HexFormat.of().formatHex(next.value()));
    }
}
