package dev.tamga.ca.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One search for a valid path, from a certificate up to an anchor. What a link breaks by itself is found here, link by
 * link, so that a wrong turn is left early and can be explained; a path that reaches an anchor is put to PKIX, which
 * decides. Bounded: a mesh of cross-certified CAs has more paths than anybody can try.
 */
final class PathSearch {
    private static final int MOST_LINKS = 20_000;
    private static final int MOST_SIGNATURES = 600;
    private static final int MOST_PATHS = 100;
    private static final int EXPLAINED = 4;

    private final CaIndex index;
    private final LinkSignatures signatures;
    private final Instant now;
    private final boolean isWeakAllowed;
    private final Map<CertificateView, Optional<String>> faultsOfCas = new HashMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Set<String> weaknesses = new LinkedHashSet<>();
    private int links;
    private int verifications;
    private int paths;

    /** Where a path ended before its time; the longest way says most. */
    private record Failure(int length, String reason) {}

    /** @param isWeakAllowed to learn whether only algorithms stand between a certificate and an anchor */
    PathSearch(CaIndex index, LinkSignatures signatures, Instant now, boolean isWeakAllowed) {
        this.index = index;
        this.signatures = signatures;
        this.now = now;
        this.isWeakAllowed = isWeakAllowed;
    }

    /** The first path that holds: the certificate first, the anchor last. */
    Optional<List<CertificateView>> find(CertificateView leaf) {
        Optional<String> fault = CertificateForm.faultOfLeaf(leaf)
                .or(() -> weakness(AlgorithmRule.faultOfKey(leaf), leaf));
        if (fault.isPresent()) {
            fail(List.of(leaf), leaf.named() + ": " + fault.get());
            return Optional.empty();
        }
        if (index.isAnchor(leaf)) {
            // Trusted by declaration; its dates and its form count all the same.
            return faultOfCa(leaf).isEmpty() ? Optional.of(List.of(leaf, leaf)) : ended(List.of(leaf), faultOfCa(leaf));
        }
        return extended(new ArrayList<>(List.of(leaf)));
    }

    /** Why there is none, the way that led farthest first. */
    String explanation() {
        String reasons = failures.stream()
                .sorted(Comparator.comparingInt(Failure::length).reversed())
                .map(Failure::reason)
                .distinct()
                .limit(EXPLAINED)
                .collect(Collectors.joining("; "));
        return isExhausted()
                ? reasons + "; the search ended after " + links + " links and " + paths + " paths"
                : reasons;
    }

    /** The weak algorithms that were met. */
    Set<String> weaknesses() {
        return weaknesses;
    }

    private Optional<List<CertificateView>> extended(List<CertificateView> path) {
        CertificateView last = path.getLast();
        List<CertificateView> issuers = index.issuers(last, TrustMaterial.MAX_CHAIN - path.size());
        if (issuers.isEmpty()) {
            fail(path, whyNone(last));
        }
        for (CertificateView ca : issuers) {
            if (isExhausted()) {
                return Optional.empty();
            }
            Optional<List<CertificateView>> found = isIn(path, ca) ? Optional.empty() : extended(path, ca);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<List<CertificateView>> extended(List<CertificateView> path, CertificateView ca) {
        links++;
        Optional<String> fault = faultOfLink(path, ca);
        if (fault.isPresent()) {
            return ended(path, fault);
        }
        List<CertificateView> longer = new ArrayList<>(path);
        longer.add(ca);
        if (!index.isAnchor(ca)) {
            return extended(longer);
        }
        paths++;
        fault = PkixPath.faultOf(longer, signatures, now);
        return fault.isPresent() ? ended(longer, fault) : Optional.of(longer);
    }

    private Optional<List<CertificateView>> ended(List<CertificateView> path, Optional<String> fault) {
        fail(path, fault.orElse(""));
        return Optional.empty();
    }

    /** What keeps a CA from being the next on a path. */
    private Optional<String> faultOfLink(List<CertificateView> path, CertificateView ca) {
        CertificateView below = path.getLast();
        return faultOfCa(ca)
                .or(() -> weakness(AlgorithmRule.faultOfSignature(below), below).map(on(below)))
                .or(() -> faultOfSignature(below, ca))
                .or(() -> faultOfLength(path, ca).map(on(ca)))
                .or(() -> faultOfNames(path, ca));
    }

    private Optional<String> faultOfCa(CertificateView ca) {
        return faultsOfCas.computeIfAbsent(ca, one -> CertificateForm.faultOfCa(one)
                .or(() -> faultOfDates(one))
                .or(() -> weakness(AlgorithmRule.faultOfKey(one), one))
                .map(on(one)));
    }

    private Optional<String> faultOfDates(CertificateView ca) {
        return ca.isValidAt(now)
                ? Optional.empty()
                : Optional.of("valid " + ca.notBefore() + " to " + ca.notAfter() + "; expected it valid at " + now);
    }

    private Optional<String> faultOfSignature(CertificateView below, CertificateView ca) {
        if (!signatures.isKnown(below, ca)) {
            verifications++;
        }
        return signatures.verified(below, ca)
                ? Optional.empty()
                : Optional.of(below.named() + ": not signed by the key of " + ca.named() + ", serial number "
                        + ca.keyNumber() + ", which has its issuer's name");
    }

    // RFC 5280 §4.2.1.9: self-issued certificates do not count, nor does the last one.
    private static Optional<String> faultOfLength(List<CertificateView> path, CertificateView ca) {
        long following = path.stream().skip(1).filter(one -> !one.isSelfIssued()).count();
        return ca.pathRules().pathLength()
                .filter(most -> most.bitLength() < Integer.SIZE && following > most.intValue())
                .map(most -> "path length is " + most + "; found " + following + " CAs below");
    }

    // RFC 5280 §6.1.3 (b): self-issued certificates are exempt, except for the last one.
    private static Optional<String> faultOfNames(List<CertificateView> path, CertificateView ca) {
        for (int i = 0; i < path.size(); i++) {
            Optional<String> fault = i > 0 && path.get(i).isSelfIssued()
                    ? Optional.empty()
                    : NameConstraintsRule.faultOf(ca, path.get(i));
            if (fault.isPresent()) {
                String found = path.get(i).named();
                return fault.map(text -> ca.named() + " constrains names: " + text + " (" + found + ")");
            }
        }
        return Optional.empty();
    }

    private Optional<String> weakness(Optional<String> fault, CertificateView certificate) {
        fault.map(on(certificate)).ifPresent(weaknesses::add);
        return isWeakAllowed ? Optional.empty() : fault;
    }

    // A certificate twice is a loop, and so is a name with its key: what follows was tried before (RFC 4158 §5.2).
    private static boolean isIn(List<CertificateView> path, CertificateView ca) {
        return path.stream().anyMatch(one -> one.isSame(ca)
                || one.subject().isSame(ca.subject()) && KeyHash.of(one).equals(KeyHash.of(ca)));
    }

    private String whyNone(CertificateView last) {
        if (last.isSelfIssued() && index.named(last.subject()).stream().allMatch(last::isSame)) {
            return last.named() + " is self-issued and not among the anchors";
        }
        return index.named(last.issuer()).isEmpty()
                ? last.named() + ": issuer is " + last.namedIssuer() + "; no CA certificate of that name is known"
                : last.named() + ": issuer " + last.namedIssuer() + " leads to no anchor within "
                        + TrustMaterial.MAX_CHAIN + " certificates";
    }

    private void fail(List<CertificateView> path, String reason) {
        if (failures.size() < MOST_LINKS) {
            failures.add(new Failure(path.size(), reason));
        }
    }

    private boolean isExhausted() {
        return links >= MOST_LINKS || verifications >= MOST_SIGNATURES || paths >= MOST_PATHS;
    }

    private static UnaryOperator<String> on(CertificateView certificate) {
        return fault -> certificate.named() + ": " + fault;
    }
}
