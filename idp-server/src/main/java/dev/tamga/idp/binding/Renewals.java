package dev.tamga.idp.binding;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Jdbi;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.ca.holder.IdentityNumber;
import dev.tamga.idp.signin.BoundKeys;

/**
 * The bound keys as sign-in sees them: the certificate itself, or the one bound key that it renews (domain.md §5.7). A
 * renewal is written with its sign-in, audited, and told to every key of the subject.
 */
public final class Renewals implements BoundKeys {
    private final SubjectStore subjects;
    private final KeyStore keys;
    private final RenewalStore store;
    private final Knowledge knowledge;
    private final RenewalRule rule;
    private final Succession succession;
    private final Clock clock;

    /**
     * What is known of CAs and people.
     *
     * @param isNumberPerKey {@code key-number-is-per-key} in ca.yml
     */
    public record Knowledge(Predicate<CaId> isNumberPerKey, RevocationReasons reasons, IdentityHash identities) {}

    /** Why a certificate was revoked, as far as memory goes. */
    @FunctionalInterface
    public interface RevocationReasons {
        /** RFC 5280 §5.3.1; never asks the CA. */
        Set<Integer> of(CaId ca, String issuerKeyId, String keyNumber);
    }

    public Renewals(Jdbi jdbi, Knowledge knowledge, Succession succession, Clock clock) {
        this.subjects = new SubjectStore(jdbi);
        this.keys = new KeyStore(jdbi);
        this.store = new RenewalStore(jdbi);
        this.knowledge = knowledge;
        this.rule = new RenewalRule(knowledge.isNumberPerKey());
        this.succession = succession;
        this.clock = clock;
    }

    /** What an unbound certificate would do. */
    record Found(FormerKey former, Standing standing) {
        BoundKey key() {
            return new BoundKey(
                    former.keyId(), former.subjectId(), former.subjectName(), former.ca(), former.keyNumber(),
                    former.mediumNumber(), former.notBefore(), former.notAfter(), standing);
        }
    }

    @Override
    public Optional<BoundKey> findByHolder(VerifiedHolder holder) {
        Optional<BoundCertificate> bound = subjects.findCertificate(holder.key());
        if (bound.isPresent() && (bound.get().isOf(holder) || !knowledge.isNumberPerKey().test(holder.ca()))) {
            // RFC 5280 §4.1.2.2: a number that comes again in another certificate is nobody's.
            return bound.filter(certificate -> certificate.isOf(holder)).map(BoundCertificate::key);
        }
        return find(holder).map(Found::key);
    }

    /** Of a certificate that is not bound; only one bound key may qualify. */
    Optional<Found> find(VerifiedHolder holder) {
        List<FormerKey> keysOfHolder = store.list(holder, identity(holder));
        return one(holder, keysOfHolder, Standing.RENEWS)
                .or(() -> one(holder, keysOfHolder, Standing.RENAMED))
                // What was removed or released does not come back as a renewal of what is left.
                .filter(found -> !keys.isEnded(holder.key()));
    }

    private Optional<Found> one(VerifiedHolder holder, List<FormerKey> bound, Standing standing) {
        List<FormerKey> qualified = bound.stream().filter(key -> qualifies(holder, key, standing)).toList();
        return qualified.size() == 1 ? Optional.of(new Found(qualified.get(0), standing)) : Optional.empty();
    }

    private boolean qualifies(VerifiedHolder holder, FormerKey bound, Standing standing) {
        Set<Integer> reasons = reasons(bound);
        return standing == Standing.RENEWS
                ? rule.isRenewal(holder, bound, reasons, clock.instant())
                : rule.isRenamed(holder, bound, reasons, clock.instant());
    }

    private Set<Integer> reasons(FormerKey bound) {
        return knowledge.reasons().of(bound.ca(), bound.issuerKeyId(), bound.keyNumber());
    }

    private Optional<byte[]> identity(VerifiedHolder holder) {
        return holder.identityNumber().flatMap(IdentityNumber::of).map(knowledge.identities()::of);
    }

    @Override
    public Optional<Refusal> settle(BoundKey key, VerifiedHolder holder) {
        Optional<FormerKey> former = find(holder)
                .filter(found -> found.standing() == Standing.RENEWS && found.former().keyId().equals(key.keyId()))
                .map(Found::former);
        boolean isSettled = former.filter(bound -> succession.take(
                                bound, NewCertificate.of(holder, mediumNumber(bound, holder)), why(bound)))
                        .isPresent()
                // Another browser with the same certificate was quicker: it is in the place of the same key.
                || subjects.findCertificate(holder.key())
                        .filter(bound -> bound.isOf(holder) && bound.key().keyId().equals(key.keyId()))
                        .isPresent();
        return isSettled
                ? Optional.empty()
                : Optional.of(new Refusal.NotBound("another certificate renewed key " + key.keyId() + " meanwhile"));
    }

    private String why(FormerKey bound) {
        String reasons = reasons(bound).stream().map(String::valueOf).sorted().collect(Collectors.joining(" "));
        return reasons.isEmpty() ? "due " + bound.notAfter() : "revoked, reasons " + reasons;
    }

    /** A replacement (补办) revokes the old certificate, changes the device and ends on the original's day. */
    private String mediumNumber(FormerKey bound, VerifiedHolder holder) {
        Duration apart = Duration.between(bound.notAfter(), holder.key().notAfter()).abs();
        boolean isReplacement = !reasons(bound).isEmpty() && apart.compareTo(Duration.ofDays(1)) < 0;
        return isReplacement ? "" : bound.mediumNumber();
    }
}
