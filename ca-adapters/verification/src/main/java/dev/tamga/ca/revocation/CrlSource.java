package dev.tamga.ca.revocation;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.ca.CaId;
import dev.tamga.ca.crl.Crl;
import dev.tamga.ca.crl.UnusableCrl;
import dev.tamga.ca.fetch.Fetcher;

/**
 * Looks a certificate up in its CA's CRLs: complete, delta, partial and indirect ones (RFC 5280 §6.3.3). A sign-in
 * fetches only where no usable CRL is kept; once {@link #start started}, the next ones are fetched in the background.
 */
public final class CrlSource implements RevocationSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CrlSource.class);
    /** That all indexes may hold. */
    private static final long MOST_BYTES = 512L * 1024 * 1024;

    private final CrlShelf shelf;
    private CrlRefresher refresher;

    /** Keeps CRLs in memory alone. */
    public CrlSource(Fetcher fetcher) {
        this(fetcher, CrlStore.none(), MOST_BYTES);
    }

    /** @param folder where verified CRLs are kept over a restart; made when the first one comes */
    public CrlSource(Fetcher fetcher, Path folder) {
        this(fetcher, CrlStore.in(folder), MOST_BYTES);
    }

    CrlSource(Fetcher fetcher, CrlStore store, long mostBytes) {
        CrlSignatures signatures = new CrlSignatures((question, now, depth) ->
                CrlOrders.namesSource(question.certificate())
                        ? Optional.of(ask(question, now, depth))
                        : Optional.empty());
        this.shelf = new CrlShelf(
                new CrlIntake(fetcher, store, signatures, RandomGenerator.getDefault()), mostBytes);
    }

    /** Fetches the next CRLs in the background from now on, until {@link #close}. */
    public synchronized void start(Clock clock) {
        if (refresher == null) {
            refresher = new CrlRefresher(shelf);
            refresher.start(clock);
        }
    }

    /** Fetches the next of all CRLs that are kept, due or not, on this thread. */
    void refresh(Instant now) {
        shelf.list().forEach(slot -> shelf.refresh(slot, CrlRefresher.PATIENCE, now));
    }

    @Override
    public synchronized void close() {
        if (refresher != null) {
            refresher.close();
        }
    }

    @Override
    public RevocationPolicy.Kind kind() {
        return RevocationPolicy.Kind.CRL;
    }

    @Override
    public Answer ask(Question question, Instant now) throws Unanswered {
        return ask(question, now, 0);
    }

    @Override
    public Optional<Answer> known(Question question, Instant now) {
        return kept(question, order -> shelf.fresh(order, now));
    }

    @Override
    public Optional<Answer> stale(Question question) {
        return kept(question, shelf::last);
    }

    @Override
    public List<HeldList> held(CaId ca) {
        return shelf.list().stream()
                .filter(slot -> slot.address().ca().equals(ca))
                .flatMap(slot -> slot.kept().map(crl -> held(slot.address(), crl)).stream())
                .toList();
    }

    private static HeldList held(CrlAddress address, Crl crl) {
        return new HeldList(
                address.toString(),
                crl.header().issuer().toString(),
                crl.header().thisUpdate(),
                crl.header().nextUpdate().orElse(crl.header().thisUpdate()),
                crl.header().number(),
                crl.count(),
                crl.size());
    }

    /** Where the search takes a CRL from. */
    @FunctionalInterface
    private interface Shelf {
        Crl get(CrlOrder order) throws Unanswered;
    }

    private Answer ask(Question question, Instant now, int depth) throws Unanswered {
        return search(question, order -> shelf.get(order, now, depth));
    }

    private Optional<Answer> kept(Question question, Function<CrlOrder, Optional<Crl>> from) {
        try {
            return Optional.of(search(question,
                    order -> from.apply(order).orElseThrow(() -> Unanswered.notAsked("no CRL is kept"))));
        } catch (Unanswered e) {
            return Optional.empty();
        }
    }

    private static Answer search(Question question, Shelf shelf) throws Unanswered {
        CrlVerdict verdict = new CrlVerdict(question.certificate());
        List<Unanswered> failures = new ArrayList<>();
        for (List<CrlOrder> point : CrlOrders.complete(question)) {
            take(point, verdict, shelf, failures);
            if (verdict.isSettled()) {
                return verdict.answer();
            }
        }
        if (failures.isEmpty()) {
            return verdict.answer();
        }
        throw Unanswered.ofAll(failures);
    }

    /** One point may name several places of one CRL: the first that can be had will do. */
    private static void take(List<CrlOrder> point, CrlVerdict verdict, Shelf shelf, List<Unanswered> failures) {
        for (CrlOrder order : point) {
            try {
                Crl complete = shelf.get(order);
                verdict.take(order.point(), complete, delta(order, complete, shelf));
                return;
            } catch (Unanswered e) {
                failures.add(e);
            } catch (UnusableCrl e) {
                failures.add(new Unanswered(e.getMessage()));
            }
        }
    }

    /** RFC 5280 §6.3.3 (c): a delta CRL adds to a complete one that is good without it. */
    private static Optional<Crl> delta(CrlOrder order, Crl complete, Shelf shelf) throws UnusableCrl {
        for (CrlOrder named : CrlOrders.delta(order, complete)) {
            try {
                Crl delta = shelf.get(named);
                if (complete.isContinuedBy(delta)) {
                    return Optional.of(delta);
                }
            } catch (Unanswered e) {
                LOG.debug("ca {}: no delta CRL of {}: {}", named.address().ca(), named.address(), e.getMessage());
            }
        }
        return Optional.empty();
    }
}
