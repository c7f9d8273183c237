package dev.tamga.ca.chain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * CA certificates by the name they certify, nearest to an anchor first. Whether one really issued another is said by
 * its signature alone; here only names are compared.
 */
final class CaIndex {
    private final Map<String, CertificateView> anchors = new LinkedHashMap<>();
    private final List<CertificateView> all = new ArrayList<>();
    private final Map<String, List<CertificateView>> bySubject = new HashMap<>();
    private final Map<CertificateView, Integer> distances = new HashMap<>();
    private final Map<CertificateView, List<CertificateView>> issuersOfCas = new HashMap<>();

    CaIndex(List<CertificateView> anchors, List<CertificateView> others) {
        anchors.forEach(anchor -> this.anchors.putIfAbsent(anchor.hash(), anchor));
        Map<String, CertificateView> distinct = new LinkedHashMap<>(this.anchors);
        others.forEach(other -> distinct.putIfAbsent(other.hash(), other));
        all.addAll(distinct.values());
        all.forEach(ca -> bySubject.computeIfAbsent(ca.subject().canonical(), name -> new ArrayList<>()).add(ca));
        measure();
        all.forEach(ca -> issuersOfCas.put(ca, issuers(ca)));
    }

    Stream<CertificateView> stream() {
        return all.stream();
    }

    boolean isAnchor(CertificateView certificate) {
        return anchors.containsKey(certificate.hash());
    }

    boolean hasAnchor() {
        return !anchors.isEmpty();
    }

    List<CertificateView> named(DistinguishedName subject) {
        return bySubject.getOrDefault(subject.canonical(), List.of());
    }

    /**
     * Those that may have issued a certificate and lead to an anchor within a number of certificates, themselves
     * included: the best guess first. A wrong key identifier is no ground for refusal (RFC 5280 §6.1 does not read it),
     * so it only orders.
     */
    List<CertificateView> issuers(CertificateView certificate, int within) {
        List<CertificateView> known = issuersOfCas.get(certificate);
        return (known == null ? issuers(certificate) : known).stream()
                .filter(ca -> distances.get(ca) <= within)
                .toList();
    }

    private List<CertificateView> issuers(CertificateView certificate) {
        return named(certificate.issuer()).stream()
                .filter(distances::containsKey)
                .sorted(Comparator.comparing((CertificateView ca) -> !certificate.namesIssuerKey(ca))
                        .thenComparing(distances::get)
                        .thenComparing(CertificateView::notAfter, Comparator.reverseOrder()))
                .toList();
    }

    /** How many certificates it is to an anchor, by names: 1 is an anchor. Without it loops would be searched. */
    private void measure() {
        Map<String, List<CertificateView>> byIssuer = new HashMap<>();
        all.forEach(ca -> byIssuer.computeIfAbsent(ca.issuer().canonical(), name -> new ArrayList<>()).add(ca));
        Deque<CertificateView> reached = new ArrayDeque<>(anchors.values());
        reached.forEach(anchor -> distances.put(anchor, 1));
        while (!reached.isEmpty()) {
            CertificateView above = reached.poll();
            for (CertificateView below : byIssuer.getOrDefault(above.subject().canonical(), List.of())) {
                if (distances.putIfAbsent(below, distances.get(above) + 1) == null) {
                    reached.add(below);
                }
            }
        }
    }
}
