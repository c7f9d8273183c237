package dev.tamga.idp.binding;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Challenge.Purpose;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.Verification;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.ca.holder.HolderName;
import dev.tamga.idp.audit.AuditEvent;
import dev.tamga.idp.binding.Bindings.Outcome;
import dev.tamga.idp.binding.Bindings.Submission;
import dev.tamga.idp.binding.RenameStore.Pending;
import dev.tamga.idp.signin.BoundKeys.Standing;
import dev.tamga.idp.signin.Proofs;

/**
 * Change of name (domain.md §5.7): a certificate that renews a bound one under another name. Its holder proves to have
 * the key, is shown the change, and confirms it in the same browser; until then nothing is changed.
 */
public final class Renames {
    private static final Duration WAITS = Duration.ofMinutes(15);

    private final RenameStore store;
    private final Proofs proofs;
    private final Renewals renewals;
    private final Succession succession;
    private final Bindings.Writing writing;
    private final Clock clock;

    /** What finds the bound key, and what puts another certificate in its place. */
    public record Keys(Renewals renewals, Succession succession) {}

    public Renames(Jdbi jdbi, Proofs proofs, Keys keys, Bindings.Writing writing, Clock clock) {
        this.store = new RenameStore(jdbi);
        this.proofs = proofs;
        this.renewals = keys.renewals();
        this.succession = keys.succession();
        this.writing = writing;
        this.clock = clock;
    }

    /** Finds what is to be confirmed; {@link Outcome.Bound} where there is something. */
    Outcome ask(Submission submission) {
        BindingForm form = submission.form();
        Map<String, String> errors = form.errors();
        if (!errors.isEmpty() || submission.proof().isEmpty()) {
            return new Outcome.Invalid(errors.isEmpty() ? Map.of("proof", FormField.NO_PROOF) : errors);
        }
        var posted = new Proofs.Posted(submission.proof().get(), form.shown(), submission.browserHash());
        return switch (proofs.check(posted, Purpose.BIND)) {
            case Verification.Rejected rejected ->
                turnAway(rejected.refusal(), rejected.ca(), AuditEvent.of(AuditEvent.Type.NAME_CHANGED));
            case Verification.Accepted accepted -> ask(form, accepted.holder(), submission.browserHash().orElseThrow());
        };
    }

    private Outcome ask(BindingForm form, VerifiedHolder holder, byte[] browserHash) {
        AuditEvent event =
                AuditEvent.of(AuditEvent.Type.NAME_CHANGED).key(holder.ca().value(), holder.key().keyNumber());
        Map<String, String> differences = CertificateFields.differences(form, holder);
        if (!differences.isEmpty()) {
            return writing.failures().count(holder.key())
                    .<Outcome>map(tooMany -> turnAway(tooMany, Optional.of(holder.ca()), event))
                    .orElseGet(() -> new Outcome.Invalid(differences));
        }
        Optional<FormerKey> former = renewals.findByHolder(holder)
                .filter(key -> key.standing() == Standing.RENAMED)
                .flatMap(key -> renewals.find(holder))
                .map(Renewals.Found::former);
        if (former.isEmpty()) {
            return turnAway(holder, new Refusal.NotBound("no bound key that it renews under another name"), event);
        }
        if (!mayRename(former.get(), holder)) {
            return turnAway(
                    holder, new Refusal.NameMismatch("the primary key's certificate goes first"),
                    event.subject(former.get().subjectId()));
        }
        NewCertificate next = NewCertificate.of(holder, form.get(CertificateFields.KEY_MEDIUM_NUMBER));
        store.insert(browserHash, new Pending(former.get(), next), clock.instant().plus(WAITS));
        return new Outcome.Bound();
    }

    /** 「主锁与副锁单位名称不一致，绑定失败」: a secondary key takes the name that the primary one brought, and no other. */
    private static boolean mayRename(FormerKey former, VerifiedHolder holder) {
        return former.primary() || holder.normalisedName().equals(HolderName.normalise(former.subjectName()));
    }

    Optional<Pending> find(byte[] browserHash) {
        return store.find(browserHash, clock.instant());
    }

    /** @return whether there was something to confirm and it was done; a second click finds nothing */
    boolean confirm(byte[] browserHash) {
        Optional<Pending> pending = find(browserHash);
        boolean done = pending.filter(change -> succession.takeRenamed(change.former(), change.next())).isPresent();
        store.delete(browserHash);
        return done;
    }

    private Outcome turnAway(VerifiedHolder holder, Refusal refusal, AuditEvent event) {
        return turnAway(writing.failures().counted(refusal, holder.key()), Optional.of(holder.ca()), event);
    }

    private Outcome turnAway(Refusal refusal, Optional<CaId> ca, AuditEvent event) {
        AuditEvent told = event.code(refusal.code()).detail(refusal.detail());
        writing.audit().record(told.caId().isPresent() ? told : ca.map(known -> told.ca(known.value())).orElse(told));
        return new Outcome.TurnedAway(refusal, ca);
    }

    /** @return rows deleted; call again while it is full */
    public int deleteExpired() {
        return store.deleteExpired(clock.instant());
    }
}
