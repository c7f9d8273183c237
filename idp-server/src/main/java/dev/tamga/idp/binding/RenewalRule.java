package dev.tamga.idp.binding;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;

import dev.tamga.ca.CaId;
import dev.tamga.ca.VerifiedHolder;

/**
 * Whether a certificate that is not bound renews, or replaces, one that is: domain.md §5.7, a line for each of its
 * conditions. That exactly one bound key of the subject qualifies is {@link Renewals}' to see.
 */
final class RenewalRule {
    static final Duration DUE = Duration.ofDays(90);

    // RFC 5280 §5.3.1
    private static final int KEY_COMPROMISE = 1;
    private static final int SUPERSEDED = 4;
    private static final int CESSATION_OF_OPERATION = 5;

    private final Predicate<CaId> isNumberPerKey;

    /** @param isNumberPerKey {@code key-number-is-per-key} in ca.yml */
    RenewalRule(Predicate<CaId> isNumberPerKey) {
        this.isNumberPerKey = isNumberPerKey;
    }

    /** Everything holds, the name included. */
    boolean isRenewal(VerifiedHolder certificate, FormerKey bound, Set<Integer> reasons, Instant now) {
        return succeeds(certificate, bound, reasons, now) && isSameName(certificate, bound);
    }

    /** Everything holds but the name: the company was renamed, which its holder has to confirm. */
    boolean isRenamed(VerifiedHolder certificate, FormerKey bound, Set<Integer> reasons, Instant now) {
        return succeeds(certificate, bound, reasons, now) && !isSameName(certificate, bound);
    }

    private boolean succeeds(VerifiedHolder certificate, FormerKey bound, Set<Integer> reasons, Instant now) {
        return isSameCa(certificate, bound)
                && isSameKind(certificate, bound)
                && isSameCode(certificate, bound)
                && (isDue(bound, now) || isRevokedAsReplaced(reasons))
                && !isCompromised(reasons)
                && !bound.frozen()
                && isLater(certificate, bound)
                && isSameIdentifier(certificate, bound);
    }

    private static boolean isSameCa(VerifiedHolder certificate, FormerKey bound) {
        return certificate.ca().equals(bound.ca());
    }

    private static boolean isSameKind(VerifiedHolder certificate, FormerKey bound) {
        return certificate.kind().name().equals(bound.holderKind());
    }

    /** A person's checked code is the identity number; by its hash the bound key was found. */
    private static boolean isSameCode(VerifiedHolder certificate, FormerKey bound) {
        return switch (certificate.kind()) {
            case ENTERPRISE -> certificate.code().isPresent() && certificate.code().equals(bound.code());
            case PERSON -> certificate.identityNumber().isPresent();
            case ORGANIZATION_PERSON -> false;
        };
    }

    private static boolean isSameName(VerifiedHolder certificate, FormerKey bound) {
        return certificate.normalisedName().equals(bound.normalisedName());
    }

    /** It expires within 90 days, or has expired, however long ago. */
    private static boolean isDue(FormerKey bound, Instant now) {
        return !bound.notAfter().isAfter(now.plus(DUE));
    }

    private static boolean isRevokedAsReplaced(Set<Integer> reasons) {
        return reasons.contains(SUPERSEDED) || reasons.contains(CESSATION_OF_OPERATION);
    }

    /** Never a renewal, whatever else holds. */
    private static boolean isCompromised(Set<Integer> reasons) {
        return reasons.contains(KEY_COMPROMISE);
    }

    private static boolean isLater(VerifiedHolder certificate, FormerKey bound) {
        return certificate.key().notBefore().isAfter(bound.notBefore());
    }

    /** Where the CA numbers keys the number stays. Where it numbers certificates, a number that comes again is a recycled one. */
    private boolean isSameIdentifier(VerifiedHolder certificate, FormerKey bound) {
        boolean isSameNumber = certificate.key().keyNumber().equals(bound.keyNumber());
        return isNumberPerKey.test(bound.ca()) == isSameNumber;
    }
}
