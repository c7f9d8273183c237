package dev.tamga.ca.revocation;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import dev.tamga.forge.ForgedCertificate;

import static dev.tamga.ca.revocation.CrlWorld.CRL;
import static dev.tamga.ca.revocation.CrlWorld.HOUR;
import static dev.tamga.ca.revocation.CrlWorld.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A fault of ours while a CRL is fetched: as patient as with any other CRL that cannot be had. */
class FailingFetchTest {
    private final CrlWorld world = new CrlWorld();
    private final ForgedCertificate leaf = world.leaf();
    private final CrlShelf shelf = new CrlShelf(new CrlIntake(world.fetcher, CrlStore.none(),
            new CrlSignatures((question, now, depth) -> Optional.empty()), RandomGenerator.getDefault()), 1 << 20);

    @Test
    void refreshThatBreaksIsTriedAgainLessAndLessOften() throws Unanswered {
        world.answering(CRL, world.crl());
        shelf.asking(NOW, 0).complete(order());
        breaking();
        Instant begin = NOW.plus(HOUR.multipliedBy(5));
        int tries = 0;
        for (Instant at = begin; at.isBefore(begin.plus(HOUR)); at = at.plusSeconds(5)) {
            for (CrlSlot slot : shelf.due(at)) {
                Instant then = at;
                assertThatThrownBy(() -> shelf.refresh(slot, HOUR, then)).hasMessage("broken");
                tries++;
            }
        }
        assertThat(tries).as("half a minute, one, two, four, eight, sixteen …").isBetween(6, 9);
        assertThat(shelf.fresh(begin.plus(HOUR)).complete(order()).header().number()).isPresent();
    }

    @Test
    void signInsAfterOneThatBrokeDoNotFetchAtOnceAgain() {
        breaking();
        assertThatThrownBy(() -> shelf.asking(NOW, 0).complete(order())).hasMessage("broken");

        assertThatThrownBy(() -> shelf.asking(NOW.plusSeconds(1), 0).complete(order()))
                .isInstanceOf(Unanswered.class).hasMessageContaining("IllegalStateException");
        assertThat(world.fetcher.asked()).containsExactly(CRL);
    }

    private void breaking() {
        world.fetcher.answering(CRL, posted -> {
            throw new IllegalStateException("broken");
        });
    }

    private CrlOrder order() throws Unanswered {
        return CrlOrders.complete(world.question(leaf, world.issuing)).getFirst().getFirst();
    }
}
