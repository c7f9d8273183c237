package dev.tamga.idp.binding;

import java.time.Clock;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.signout.SignOut;

/** Puts a certificate in another's place, whole: never silently, and with nothing left of what the old one signed in. */
public final class Succession {
    private final Jdbi jdbi;
    private final KeyStore keys;
    private final RenewalStore store;
    private final KeyNotices notices;
    private final Keys.Consequences consequences;
    private final Clock clock;

    public Succession(Jdbi jdbi, Keys.Consequences consequences, Clock clock) {
        this.jdbi = jdbi;
        this.keys = new KeyStore(jdbi);
        this.store = new RenewalStore(jdbi);
        this.notices = consequences.notices();
        this.consequences = consequences;
        this.clock = clock;
    }

    /** Joins the caller's transaction. @return whether it was this call that did it */
    boolean take(FormerKey former, NewCertificate next, String why) {
        return jdbi.inTransaction(handle -> {
            keys.lock(former.subjectId());
            if (!store.replace(former, next, clock.instant())) {
                return false;
            }
            store.rememberEnd(former, next, clock.instant());
            signOut().ofKey(former.keyId());
            notices.tell(told(former, KeyNotices.RENEWED, former.keyNumber(), next.keyNumber()));
            audit().record(event(AuditEvent.Type.KEY_RENEWED, former, next)
                    .detail("in the place of " + former.keyNumber() + ": " + why));
            return true;
        });
    }

    /** The same under another name, which becomes the subject's where it is the primary key that was renamed. */
    boolean takeRenamed(FormerKey former, NewCertificate next) {
        return jdbi.inTransaction(handle -> {
            if (!take(former, next, "confirmed with its other name")) {
                return false;
            }
            if (former.primary()) {
                store.rename(former.subjectId(), next, clock.instant());
            }
            notices.tell(told(former, KeyNotices.RENAMED, former.subjectName(), next.name()));
            audit().record(event(AuditEvent.Type.NAME_CHANGED, former, next).detail("confirmed by its holder"));
            return true;
        });
    }

    private static KeyNotices.Told told(FormerKey key, String kind, String former, String present) {
        return new KeyNotices.Told(key.subjectId(), key.keyId(), kind, former, present);
    }

    private SignOut signOut() {
        return consequences.signOut();
    }

    private Audit audit() {
        return consequences.audit();
    }

    private static AuditEvent event(AuditEvent.Type type, FormerKey former, NewCertificate next) {
        return AuditEvent.of(type).subject(former.subjectId()).key(former.ca().value(), next.keyNumber());
    }
}
