package dev.tamga.ca.revocation;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.ca.crl.Crl;
import dev.tamga.ca.crl.UnusableCrl;
import dev.tamga.ca.crl.UnverifiedCrl;
import dev.tamga.ca.fetch.Fetcher;

/**
 * How a CRL gets into a slot: from the network or from the folder, and in both cases verified, of the kind that was
 * wanted, and not older than what is kept. From the network it must be fresh as well.
 */
final class CrlIntake {
    private static final Logger LOG = LoggerFactory.getLogger(CrlIntake.class);

    private final Fetcher fetcher;
    private final CrlStore store;
    private final CrlSignatures signatures;
    private final RandomGenerator random;

    CrlIntake(Fetcher fetcher, CrlStore store, CrlSignatures signatures, RandomGenerator random) {
        this.fetcher = fetcher;
        this.store = store;
        this.signatures = signatures;
        this.random = random;
    }

    /** The first time what was kept over a restart, if that is fresh; else what the CA publishes now. */
    Crl next(CrlSlot slot, CrlOrder order, Instant now, int depth) throws Unanswered {
        if (slot.isFirstLook()) {
            restore(slot, order, now, depth);
            Optional<Crl> fresh = slot.fresh(order.maxAge(), now);
            if (fresh.isPresent()) {
                return fresh.get();
            }
        }
        return fetch(slot, order, now, depth);
    }

    /** Asks the CA. */
    Crl fetch(CrlSlot slot, CrlOrder order, Instant now, int depth) throws Unanswered {
        try {
            byte[] der = fetcher.fetch(Fetcher.Request.get(
                    order.address().uri(), order.patience(), order.question().policy().crlMaxBytes()));
            Crl crl = read(der, order, now, depth);
            CrlDates.check(crl, order.maxAge(), now);
            slot.take(crl, order.maxAge(), now, random);
            store.keep(order.address(), der);
            return crl;
        } catch (IOException e) {
            throw failed(slot, Unanswered.of(e), now);
        } catch (UnusableCrl e) {
            throw failed(slot, new Unanswered(e.getMessage()), now);
        } catch (Unanswered e) {
            throw failed(slot, e, now);
        } catch (RuntimeException e) {
            // A fault of ours: fetched again later and later, like any other CRL that cannot be had.
            failed(slot, new Unanswered("the CRL was not taken: " + e.getClass().getSimpleName()), now);
            throw e;
        }
    }

    private Unanswered failed(CrlSlot slot, Unanswered why, Instant now) {
        slot.failed(why, now, random);
        return why;
    }

    private void restore(CrlSlot slot, CrlOrder order, Instant now, int depth) {
        Optional<byte[]> der = store.find(order.address(), order.question().policy().crlMaxBytes());
        if (der.isEmpty()) {
            return;
        }
        try {
            slot.remember(read(der.get(), order, now, depth), order.maxAge(), now, random);
        } catch (UnusableCrl e) {
            LOG.warn("ca {}: what was kept of {} is not used: {}",
                    order.address().ca(), order.address(), e.getMessage());
        }
    }

    private Crl read(byte[] der, CrlOrder order, Instant now, int depth) throws UnusableCrl {
        Crl crl = signatures.verify(UnverifiedCrl.read(der), order.question(), now, depth);
        order.checkFits(crl);
        return crl;
    }
}
