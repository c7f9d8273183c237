package dev.tamga.ca.revocation;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import dev.tamga.ca.CaId;
import dev.tamga.ca.crl.Crl;
import dev.tamga.ca.fetch.Fetcher;

/**
 * Looks a certificate up in its CA's CRLs: complete, delta, partial and indirect ones (RFC 5280 §6.3.3). A sign-in
 * fetches only where no usable CRL is kept; once {@link #start started}, the next ones are fetched in the background.
 */
public final class CrlSource implements RevocationSource, AutoCloseable {
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
        return kept(question, shelf.fresh(now));
    }

    @Override
    public Optional<Answer> stale(Question question) {
        return kept(question, shelf.last());
    }

    @Override
    public List<HeldList> held(CaId ca) {
        return shelf.list().stream()
                .filter(slot -> slot.address().ca().equals(ca))
                .flatMap(slot -> slot.kept().map(crl -> held(slot.address(), crl)).stream())
                .toList();
    }

    /**
     * Why a certificate was revoked, by what is in memory alone: nothing is fetched, nobody is asked, and a CRL counts
     * however old it is, for nothing takes a revocation back.
     *
     * @param issuerKeyId hex SHA-256 of the issuing key, as {@link dev.tamga.ca.CertifiedKey} has it
     * @return the reasons of all entries that are kept (RFC 5280 §5.3.1); empty where none is known
     */
    public Set<Integer> reasons(CaId ca, String issuerKeyId, BigInteger serial) {
        return shelf.list().stream()
                .filter(slot -> slot.address().ca().equals(ca) && slot.address().issuerKey().equals(issuerKeyId))
                .flatMap(slot -> slot.entry(serial).stream())
                .filter(entry -> !entry.isRemoval())
                .map(Crl.Entry::reason)
                .collect(Collectors.toUnmodifiableSet());
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

    private Answer ask(Question question, Instant now, int depth) throws Unanswered {
        return new CrlSearch(shelf.asking(now, depth)).ask(question);
    }

    private static Optional<Answer> kept(Question question, CrlSearch.Shelf from) {
        try {
            return Optional.of(new CrlSearch(from).ask(question));
        } catch (Unanswered e) {
            return Optional.empty();
        }
    }
}
