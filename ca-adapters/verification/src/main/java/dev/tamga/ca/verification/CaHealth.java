package dev.tamga.ca.verification;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.tamga.ca.CaId;
import dev.tamga.ca.revocation.LineHealth;
import dev.tamga.ca.revocation.RevocationSource.HeldList;

/**
 * How one CA is, as this process sees it.
 *
 * @param certificates its imported CA certificates; empty while no anchor was imported
 * @param lists CRLs that are held now
 * @param sources latency, breaker and last error of each source that its policy names
 */
public record CaHealth(
        CaId ca, List<Authority> certificates, List<HeldList> lists, List<LineHealth> sources, Optional<String> grace) {

    /** @param sha256 of the certificate, upper-case hex as ca.yml writes it */
    public record Authority(String subject, String sha256, boolean isAnchor, Instant notAfter) {}

    /** When the first of its certificates expires. */
    public Optional<Instant> nextExpiry() {
        return certificates.stream().map(Authority::notAfter).min(Comparator.naturalOrder());
    }

    /** When the oldest list was made that is held. */
    public Optional<Instant> oldestList() {
        return lists.stream().map(HeldList::thisUpdate).min(Comparator.naturalOrder());
    }
}
