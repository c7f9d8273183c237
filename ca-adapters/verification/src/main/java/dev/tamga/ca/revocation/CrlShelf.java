package dev.tamga.ca.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.ca.crl.Crl;

/**
 * The CRLs that are kept, by address. Of many that want one at once, one fetches and the others wait for it, each as
 * long as he may.
 */
final class CrlShelf {
    private static final Logger LOG = LoggerFactory.getLogger(CrlShelf.class);
    private static final int MOST_SLOTS = 512;
    // Who was not asked for so long is not fetched any more.
    private static final Duration IDLE = Duration.ofDays(7);

    private final CrlIntake intake;
    private final long mostBytes;
    private final Map<CrlAddress, CrlSlot> slots = new LinkedHashMap<>(16, 0.75f, true);

    /** @param mostBytes that all indexes may hold; beyond, those go first that nobody asked for longest */
    CrlShelf(CrlIntake intake, long mostBytes) {
        this.intake = intake;
        this.mostBytes = mostBytes;
    }

    /** What answers at once. */
    CrlSearch.Shelf fresh(Instant now) {
        return new Fresh(now);
    }

    /** What was kept last, however old. */
    CrlSearch.Shelf last() {
        return new Last();
    }

    /** What is kept, or what is fetched now because nothing fresh is. */
    CrlSearch.Shelf asking(Instant now, int depth) {
        return new Asking(now, depth);
    }

    private Optional<Crl> kept(CrlOrder order) {
        return find(order.address()).flatMap(CrlSlot::kept);
    }

    private final class Fresh implements CrlSearch.Shelf {
        private final Instant now;

        private Fresh(Instant now) {
            this.now = now;
        }

        @Override
        public Crl complete(CrlOrder order) throws Unanswered {
            return fresh(order).orElseThrow(() -> Unanswered.notAsked("no CRL is kept"));
        }

        /** A delta CRL that nobody tried to get yet may say more than the complete one. */
        @Override
        public Optional<Crl> delta(CrlOrder order) throws Unanswered {
            Optional<Crl> delta = fresh(order);
            if (delta.isEmpty() && !find(order.address()).map(CrlSlot::isTried).orElse(false)) {
                throw Unanswered.notAsked("the delta CRL was not asked for yet");
            }
            return delta;
        }

        @Override
        public Optional<Crl> endedDelta(CrlOrder order) {
            return kept(order);
        }

        private Optional<Crl> fresh(CrlOrder order) {
            Optional<CrlSlot> slot = find(order.address());
            slot.ifPresent(found -> found.asked(order, now));
            return slot.flatMap(found -> found.fresh(order.maxAge(), now));
        }
    }

    private final class Last implements CrlSearch.Shelf {
        @Override
        public Crl complete(CrlOrder order) throws Unanswered {
            return kept(order).orElseThrow(() -> Unanswered.notAsked("no CRL is kept"));
        }

        @Override
        public Optional<Crl> delta(CrlOrder order) {
            return kept(order);
        }

        @Override
        public Optional<Crl> endedDelta(CrlOrder order) {
            return Optional.empty();
        }
    }

    private final class Asking implements CrlSearch.Shelf {
        private final Instant now;
        private final int depth;

        private Asking(Instant now, int depth) {
            this.now = now;
            this.depth = depth;
        }

        @Override
        public Crl complete(CrlOrder order) throws Unanswered {
            return get(order, now, depth);
        }

        @Override
        public Optional<Crl> delta(CrlOrder order) {
            try {
                return Optional.of(get(order, now, depth));
            } catch (Unanswered e) {
                LOG.debug("ca {}: no delta CRL of {}: {}", order.address().ca(), order.address(), e.getMessage());
                return Optional.empty();
            }
        }

        @Override
        public Optional<Crl> endedDelta(CrlOrder order) {
            return kept(order);
        }
    }

    /** What is kept, or what is fetched now because nothing fresh is. */
    Crl get(CrlOrder order, Instant now, int depth) throws Unanswered {
        CrlSlot slot = open(order.address());
        slot.asked(order, now);
        Optional<Crl> fresh = slot.fresh(order.maxAge(), now);
        if (fresh.isPresent()) {
            return fresh.get();
        }
        try {
            Optional<Unanswered> pause = slot.pause(now);
            if (pause.isPresent()) {
                throw Unanswered.notAsked(pause.get().getMessage());
            }
            return fetchOrWait(slot, order, now, depth);
        } catch (Unanswered e) {
            return slot.usable(order.maxAge(), now).orElseThrow(() -> e);
        }
    }

    /** Those whose next CRL should be fetched now. */
    List<CrlSlot> due(Instant now) {
        return list().stream().filter(slot -> slot.isDue(now, IDLE)).toList();
    }

    /** Fetches a slot's next CRL with more patience than somebody would have who waits for it. */
    void refresh(CrlSlot slot, Duration patience, Instant now) {
        Optional<CrlOrder> order = slot.order().map(asked -> asked.withPatience(patience));
        CompletableFuture<Crl> mine = new CompletableFuture<>();
        if (order.isEmpty() || slot.join(mine) != mine) {
            return;
        }
        try {
            mine.complete(intake.fetch(slot, order.get(), now, 0));
            trim(slot);
        } catch (Unanswered e) {
            mine.completeExceptionally(e);
            LOG.warn("ca {}: the next CRL of {} was not taken: {}",
                    slot.address().ca(), slot.address(), e.getMessage());
        } finally {
            mine.completeExceptionally(Unanswered.unreachable("the fetch that others waited for failed"));
            slot.left(mine);
        }
    }

    List<CrlSlot> list() {
        synchronized (slots) {
            return List.copyOf(slots.values());
        }
    }

    private Crl fetchOrWait(CrlSlot slot, CrlOrder order, Instant now, int depth) throws Unanswered {
        CompletableFuture<Crl> mine = new CompletableFuture<>();
        CompletableFuture<Crl> running = slot.join(mine);
        if (running != mine) {
            return await(running, order.patience());
        }
        try {
            Crl crl = intake.next(slot, order, now, depth);
            mine.complete(crl);
            trim(slot);
            return crl;
        } catch (Unanswered e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            // Whatever happened, nobody waits for ever.
            mine.completeExceptionally(Unanswered.unreachable("the fetch that others waited for failed"));
            slot.left(mine);
        }
    }

    private static Crl await(CompletableFuture<Crl> running, Duration patience) throws Unanswered {
        try {
            return running.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw Unanswered.notAsked(e.getCause().getMessage());
        } catch (TimeoutException e) {
            throw Unanswered.notAsked("the CRL is still being fetched");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Unanswered.notAsked("the wait was interrupted");
        }
    }

    private Optional<CrlSlot> find(CrlAddress address) {
        synchronized (slots) {
            return Optional.ofNullable(slots.get(address));
        }
    }

    private CrlSlot open(CrlAddress address) {
        synchronized (slots) {
            CrlSlot slot = slots.computeIfAbsent(address, CrlSlot::new);
            if (slots.size() > MOST_SLOTS) {
                slots.remove(slots.keySet().iterator().next());
            }
            return slot;
        }
    }

    /** Lets those go that nobody asked for longest, until the rest is within its limit. */
    private void trim(CrlSlot newest) {
        synchronized (slots) {
            long held = slots.values().stream().mapToLong(CrlShelf::retained).sum();
            Iterator<CrlSlot> eldest = slots.values().iterator();
            while (held > mostBytes && eldest.hasNext()) {
                CrlSlot slot = eldest.next();
                if (slot != newest && slot.kept().isPresent()) {
                    held -= retained(slot);
                    eldest.remove();
                }
            }
        }
    }

    private static long retained(CrlSlot slot) {
        return slot.kept().map(Crl::retained).orElse(0L);
    }
}
