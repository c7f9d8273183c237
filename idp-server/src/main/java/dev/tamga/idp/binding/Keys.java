package dev.tamga.idp.binding;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.signout.SignOut;

/**
 * The door that changes bound keys (domain.md §5.6, §5.8). Each call is one transaction or joins the caller's, writes its
 * audit event in it, and says whether it was this call that changed something: a second click changes nothing.
 */
public final class Keys {
    private static final String REMOVED = "removed";
    private static final String RELEASED = "released";

    private final Jdbi jdbi;
    private final KeyStore store;
    private final SubjectStore subjects;
    private final SignOut signOut;
    private final Audit audit;
    private final KeyNotices notices;
    private final Ids ids;
    private final Clock clock;

    /** What else happens when a key changes. */
    public record Consequences(SignOut signOut, Audit audit, KeyNotices notices) {}

    public Keys(Jdbi jdbi, Consequences consequences, Ids ids, Clock clock) {
        this.jdbi = jdbi;
        this.store = new KeyStore(jdbi);
        this.subjects = new SubjectStore(jdbi);
        this.signOut = consequences.signOut();
        this.audit = consequences.audit();
        this.notices = consequences.notices();
        this.ids = ids;
        this.clock = clock;
    }

    /** A key that its holder proved to have. */
    record Addition(VerifiedHolder holder, String mediumNumber, Optional<String> label) {}

    /**
     * Adds a secondary key. One that was removed before may come back this way, for the primary key says so.
     *
     * @return why not
     */
    Optional<Refusal> add(SubjectKey primary, Addition addition) {
        String subjectId = primary.subject().id();
        return LostRace.retry(() -> jdbi.inTransaction(handle -> {
            store.lock(subjectId);
            VerifiedHolder holder = addition.holder();
            // The session may be older than what another browser did to its key.
            if (current(primary).filter(key -> key.isPrimary() && !key.isFrozen()).isEmpty()) {
                return Optional.of(new Refusal.SessionEnded("key " + primary.id() + " is not the primary key any more"));
            }
            if (subjects.findCertificate(holder.key()).isPresent()) {
                return Optional.of(new Refusal.KeyAlreadyBound("key " + holder.key().keyNumber() + " of " + holder.ca()));
            }
            store.forgetEnd(holder.key());
            NewKey key = new NewKey(
                    ids.next(), subjectId, holder, addition.mediumNumber(), SubjectKey.Role.SECONDARY, clock.millis());
            subjects.insert(key);
            addition.label().ifPresent(label -> store.label(key.id(), subjectId, label));
            audit.record(AuditEvent.of(AuditEvent.Type.KEY_ADDED)
                    .subject(subjectId)
                    .key(holder.ca().value(), holder.key().keyNumber())
                    .detail("by key " + primary.keyNumber()));
            return Optional.empty();
        }));
    }

    /** @param label what its owner calls the key; empty to call it by its number again */
    public boolean label(SubjectKey key, Optional<String> label) {
        return jdbi.inTransaction(handle ->
                told(store.label(key.id(), key.subject().id(), label.orElse(null)), event(AuditEvent.Type.KEY_LABELLED, key)));
    }

    /** 挂失: from now on the key signs nobody in, and whatever it signed in or granted ends in the same transaction. */
    public boolean freeze(SubjectKey key, String byKeyNumber) {
        return jdbi.inTransaction(handle -> {
            if (!store.freeze(key, clock.instant())) {
                return false;
            }
            signOut.ofKey(key.id());
            return told(true, event(AuditEvent.Type.KEY_FROZEN, key).detail("by key " + byKeyNumber));
        });
    }

    public boolean unfreeze(SubjectKey key, String byKeyNumber) {
        return jdbi.inTransaction(handle -> {
            if (!store.unfreeze(key)) {
                return false;
            }
            // A sign-in that was under way when the key was frozen may have left a session: it does not wake up now.
            signOut.ofKey(key.id());
            return told(true, event(AuditEvent.Type.KEY_UNFROZEN, key).detail("by key " + byKeyNumber));
        });
    }

    /** Secondary keys alone: the primary one ends by an approved unbinding. */
    public boolean remove(SubjectKey key, String byKeyNumber) {
        return jdbi.inTransaction(handle -> {
            store.lock(key.subject().id());
            boolean removable = current(key).filter(found -> !found.isPrimary()).isPresent();
            return removable
                    && told(end(key, REMOVED), event(AuditEvent.Type.KEY_REMOVED, key).detail("by key " + byKeyNumber));
        });
    }

    /**
     * An approved unbinding (5.8): the key ends. If it was the primary one, the oldest secondary key that is not frozen
     * becomes it; where there is none, the frozen ones end too, and the subject may be bound anew by another key.
     *
     * @param lostAt a certificate that took the key's place later is in somebody's hands, and not the lost one
     * @return whether there was such a key
     */
    public boolean release(String subjectId, String lostKeyId, Instant lostAt) {
        return jdbi.inTransaction(handle -> {
            store.lock(subjectId);
            Optional<SubjectKey> lost = subjects.findKey(lostKeyId)
                    .filter(key -> key.subject().id().equals(subjectId))
                    .filter(key -> !store.isRenewedSince(key.id(), lostAt));
            if (lost.isEmpty() || !end(lost.get(), RELEASED)) {
                return false;
            }
            audit.record(event(AuditEvent.Type.KEY_RELEASED, lost.get()));
            if (lost.get().isPrimary()) {
                succeed(lost.get(), subjects.listKeys(subjectId));
            }
            return true;
        });
    }

    /** The key that would become the primary one if this one ended; empty where it is not the primary one, or the last. */
    public Optional<SubjectKey> findSuccessor(String keyId) {
        return subjects.findKey(keyId)
                .filter(SubjectKey::isPrimary)
                .flatMap(key -> successor(subjects.listKeys(key.subject().id()).stream()
                        .filter(other -> !other.id().equals(keyId))
                        .toList()));
    }

    private Optional<SubjectKey> successor(List<SubjectKey> left) {
        // An expired key can still be renewed, but whoever has a good one at hand goes first.
        return left.stream()
                .filter(key -> !key.isFrozen())
                .min(Comparator.<SubjectKey, Boolean>comparing(key -> key.notAfter().isBefore(clock.instant()))
                        .thenComparing(SubjectKey::createdAt)
                        .thenComparing(SubjectKey::id));
    }

    private void succeed(SubjectKey lost, List<SubjectKey> left) {
        Optional<SubjectKey> next = successor(left);
        if (next.isPresent()) {
            store.setRole(next.get(), SubjectKey.Role.PRIMARY);
            audit.record(event(AuditEvent.Type.KEY_MADE_PRIMARY, next.get()));
            notices.tell(new KeyNotices.Told(
                    next.get().subject().id(), next.get().id(), KeyNotices.MADE_PRIMARY, lost.keyNumber(),
                    next.get().keyNumber()));
            return;
        }
        for (SubjectKey frozen : left) {
            end(frozen, RELEASED);
            audit.record(event(AuditEvent.Type.KEY_RELEASED, frozen).detail("frozen, and no key is left to unfreeze it"));
        }
    }

    /** What the key granted ends while the grants still find its subject by it. */
    private boolean end(SubjectKey key, String reason) {
        signOut.ofKey(key.id());
        return store.end(key, reason, clock.instant());
    }

    private Optional<SubjectKey> current(SubjectKey key) {
        return subjects.findKey(key.id()).filter(found -> found.subject().id().equals(key.subject().id()));
    }

    private boolean told(boolean changed, AuditEvent event) {
        if (changed) {
            audit.record(event);
        }
        return changed;
    }

    private static AuditEvent event(AuditEvent.Type type, SubjectKey key) {
        return AuditEvent.of(type).subject(key.subject().id()).key(key.ca().value(), key.keyNumber());
    }

    /** @return rows deleted; call again while it is full */
    public int deleteExpired() {
        return store.deleteExpired(clock.instant());
    }
}
