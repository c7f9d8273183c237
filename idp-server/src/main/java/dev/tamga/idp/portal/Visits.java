package dev.tamga.idp.portal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.jdbi.v3.core.Jdbi;

/** Where a subject went: read from the audit, which has an event for every arrival on a platform. */
public final class Visits {
    private static final Duration LOOKED_BACK = Duration.ofDays(180);

    private final Jdbi jdbi;
    private final Clock clock;

    public Visits(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Ids of the platforms that the subject entered most often, at most three, the most used first. */
    List<String> mostUsed(String subjectId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select platform_id
                        from audit_event
                        where subject_id = :subject and occurred_at > :since and event = 'token'
                              and platform_id is not null
                        group by platform_id
                        order by count(*) desc, platform_id
                        limit 3""")
                .bind("subject", subjectId)
                .bind("since", clock.instant().minus(LOOKED_BACK).toEpochMilli())
                .mapTo(String.class)
                .list());
    }
}
