package dev.tamga.ca.revocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tamga.ca.crl.Crl;
import dev.tamga.ca.crl.UnusableCrl;

/** Looks one certificate up in the CRLs that it names, wherever those are taken from. */
final class CrlSearch {
    private final Shelf shelf;

    /** Where CRLs are taken from. */
    interface Shelf {
        /** @throws Unanswered if there is none to answer by */
        Crl complete(CrlOrder order) throws Unanswered;

        /**
         * The next delta CRL, if it can be had.
         *
         * @throws Unanswered if the complete one may not answer without it
         */
        Optional<Crl> delta(CrlOrder order) throws Unanswered;

        /** The last delta CRL that was had, even if its time is over. */
        Optional<Crl> endedDelta(CrlOrder order);
    }

    CrlSearch(Shelf shelf) {
        this.shelf = shelf;
    }

    Answer ask(Question question) throws Unanswered {
        CrlVerdict verdict = new CrlVerdict(question.certificate());
        List<Unanswered> failures = new ArrayList<>();
        for (List<CrlOrder> point : CrlOrders.complete(question)) {
            take(point, verdict, failures);
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
    private void take(List<CrlOrder> point, CrlVerdict verdict, List<Unanswered> failures) {
        for (CrlOrder order : point) {
            try {
                take(order, shelf.complete(order), verdict);
                return;
            } catch (Unanswered e) {
                failures.add(e);
            } catch (UnusableCrl e) {
                failures.add(new Unanswered(e.getMessage()));
            }
        }
    }

    /** RFC 5280 §6.3.3 (c): a delta CRL adds to a complete one that is good without it. */
    private void take(CrlOrder order, Crl complete, CrlVerdict verdict) throws Unanswered, UnusableCrl {
        List<CrlOrder> deltas = CrlOrders.delta(order, complete);
        for (CrlOrder named : deltas) {
            Optional<Crl> delta = shelf.delta(named).filter(complete::isContinuedBy);
            if (delta.isPresent()) {
                verdict.take(order.point(), complete, delta);
                return;
            }
        }
        Optional<Crl> ended = deltas.stream()
                .flatMap(named -> shelf.endedDelta(named).stream())
                .filter(complete::isContinuedBy)
                .findFirst();
        if (ended.isPresent()) {
            verdict.takeEnded(order.point(), complete, ended.get());
        } else {
            verdict.take(order.point(), complete, Optional.empty());
        }
    }
}
