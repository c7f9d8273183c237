package dev.tamga.idp.binding;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.VerifiedHolder;
import dev.tamga.idp.Race;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.binding.KeyCabinet.Made;

import static org.assertj.core.api.Assertions.assertThat;

/** A change of name that waits, one for a browser, however many pages that browser has open. */
@Tag("database")
final class RenameStoreTest {
    @Test
    void ofTenPagesOfABrowserThatAskAtOnceOneWaitsAndNoneFails() throws Exception {
        try (TestDatabase database = TestDatabase.open()) {
            KeyCabinet cabinet = new KeyCabinet(database);
            cabinet.bind(Made.of("1A10").valid(-300, 30));
            VerifiedHolder next = Made.of("1A11").name("青城建设集团有限公司").valid(-1, 700).holder();
            var pending = new RenameStore.Pending(
                    cabinet.renewals.find(next).orElseThrow().former(), NewCertificate.of(next, "5303201712015217"));
            RenameStore store = new RenameStore(cabinet.jdbi);
            byte[] browser = new byte[32];

            List<Boolean> stored = Race.run(10, i -> () -> {
                store.insert(browser, pending, KeyCabinet.NOW.plus(Duration.ofMinutes(15)));
                return true;
            });

            assertThat(stored).hasSize(10);
            assertThat(store.find(browser, KeyCabinet.NOW)).isPresent();
        }
    }
}
