package dev.tamga.idp.notice;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.notice.Notice.Audience;

/**
 * The door to notices. Each node holds those that have not ended and reads them anew every few seconds beside the requests:
 * no page waits for them, and a page shows them even when the database is away.
 */
public final class Notices {
    private final NoticeStore store;
    private final Clock clock;
    private volatile List<Notice> known = List.of();

    public Notices(Jdbi jdbi, Clock clock) {
        this.store = new NoticeStore(jdbi);
        this.clock = clock;
    }

    /** Reads them anew. */
    public void refresh() {
        known = store.list(clock.instant());
    }

    /** Those for everybody that are shown now. */
    List<Notice> forEverybody() {
        return shown(Audience::isEverybody);
    }

    List<Notice> ofCa(String caId) {
        return shown(audience -> audience.caId().equals(Optional.of(caId)));
    }

    /** Of every platform. */
    List<Notice> ofPlatforms() {
        return shown(audience -> audience.platformId().isPresent());
    }

    List<Notice> ofPlatform(String platformId) {
        return shown(audience -> audience.platformId().equals(Optional.of(platformId)));
    }

    private List<Notice> shown(Predicate<Audience> audience) {
        return known.stream()
                .filter(notice -> audience.test(notice.audience()) && notice.isShown(clock.instant()))
                .toList();
    }

    /** Those that have not ended, also those still to come. One select. */
    public List<Notice> list() {
        return store.list(clock.instant());
    }

    /** Seen on this node at once, on others within seconds. @return its number */
    public long add(Notice notice) {
        long number = store.insert(notice, clock.instant());
        refresh();
        return number;
    }

    /** @return whether this call ended it */
    public boolean end(long number) {
        boolean ended = store.end(number, clock.instant());
        refresh();
        return ended;
    }
}
