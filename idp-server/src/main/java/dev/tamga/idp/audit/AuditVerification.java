package dev.tamga.idp.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.jdbi.v3.core.Jdbi;

/** Walks every node's chain and says what was changed, removed or never sealed. */
public final class AuditVerification {
    private static final Duration SEALED_WITHIN = Duration.ofSeconds(60);

    private final SealStore store;
    private final SealKey key;
    private final Clock clock;

    public AuditVerification(Jdbi jdbi, SealKey key, Clock clock) {
        this.store = new SealStore(jdbi);
        this.key = key;
        this.clock = clock;
    }

    /** @param faults for a human; empty where everything is as it was sealed */
    public record Report(int nodes, long seals, long events, List<String> faults) {}

    public Report run() {
        List<String> nodes = store.listNodes();
        List<String> faults = new ArrayList<>();
        long seals = 0;
        long events = 0;
        for (String node : nodes) {
            Seal previous = Seal.beforeFirst(node);
            int maker = Integer.MAX_VALUE;
            for (List<Seal> page = store.listAfter(node, 0); !page.isEmpty();
                    page = store.listAfter(node, previous.number())) {
                for (Seal seal : page) {
                    maker = check(previous, seal, maker, faults);
                    seals++;
                    events += seal.events();
                    previous = seal;
                }
            }
            unsealed(previous, faults);
        }
        return new Report(nodes.size(), seals, events, List.copyOf(faults));
    }

    /**
     * @param maker which master key made the seal before it, as {@link SealKey#maker} says
     * @return which one made this
     */
    private int check(Seal previous, Seal seal, int maker, List<String> faults) {
        if (seal.number() != previous.number() + 1) {
            // Without the one before it a seal proves nothing; the next one is checked against it again.
            faults.add("gap: " + seal + " follows seal " + previous.number() + "; expected " + (previous.number() + 1));
            return maker;
        }
        // One more than were sealed is enough to see that there are more.
        List<SealedEvent> events = store.listEvents(
                seal.node(), new SealStore.Range(previous.toId(), seal.toId()), seal.events() + 1);
        if (events.size() != seal.events()) {
            faults.add("altered: " + seal + " covers " + seal.events() + " events up to " + seal.toId() + "; found "
                    + (events.size() > seal.events() ? "more" : events.size()));
            return maker;
        }
        OptionalInt found = key.maker(seal.value(), previous.value(), events);
        if (found.isEmpty()) {
            faults.add("altered: " + seal + " does not fit its " + seal.events() + " events from " + seal.fromId()
                    + " to " + seal.toId() + ", or the seal before it");
        } else if (found.getAsInt() > maker) {
            // Whoever learned a key that was replaced must not be able to go on with the chain.
            faults.add("altered: " + seal + " was made by an earlier master key than the seal before it");
        }
        return found.orElse(maker);
    }

    private void unsealed(Seal last, List<String> faults) {
        int late = store.countUnsealed(last.node(), last.toId(), clock.instant().minus(SEALED_WITHIN));
        if (late > 0) {
            faults.add("unsealed: " + late + " events of node " + last.node() + " after " + last
                    + " are older than 60 s; expected a seal within seconds");
        }
    }
}
