package dev.tamga.idp;

import java.security.SecureRandom;
import java.time.Clock;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.outbox.Outbox;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.secret.Ids;

/** An outbox that nobody empties. */
public final class TestOutbox {
    private TestOutbox() {}

    public static Outbox silent(Jdbi jdbi, Audit audit, Clock clock) {
        return new Outbox(
                jdbi, new Outbox.Delivering(new Platforms(jdbi, clock), null, null),
                new Outbox.Setting(audit, new Ids(new SecureRandom(), clock), clock, new SecureRandom()));
    }
}
