package dev.tamga.ca.chain;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * The CA certificates of one CA that an operator imported: anchors, and intermediates that lead to them. Which path a
 * certificate takes is found here once, when the server starts.
 */
public final class TrustMaterial {
    /** Longest chain, leaf and anchor included. */
    public static final int MAX_CHAIN = 5;

    /** No anchor yet: nothing is trusted. */
    public static final TrustMaterial NONE = new TrustMaterial(List.of(), List.of());

    private final List<CertificateView> anchors;
    private final List<CertificateView> all;
    private final List<CertificateView> issuing;
    // Validated once: the keys of CAs do not change while the server runs, only dates do.
    private final Map<CertificateView, List<List<CertificateView>>> paths = new IdentityHashMap<>();

    private TrustMaterial(List<CertificateView> anchors, List<CertificateView> intermediates) {
        this.anchors = List.copyOf(anchors);
        this.all = Stream.concat(anchors.stream(), intermediates.stream()).toList();
        // An anchor that certifies an intermediate of this CA is a root. It issues no keys, so CAs may share it.
        this.issuing = all.stream()
                .filter(ca -> intermediates.contains(ca)
                        || intermediates.stream().noneMatch(other -> isIssuer(other, ca)))
                .toList();
        this.all.forEach(ca -> paths.put(ca, pathsFrom(ca)));
    }

    /** @throws IllegalArgumentException if a certificate is no CA's, or an intermediate leads to no anchor */
    public static TrustMaterial open(List<CertificateView> anchors, List<CertificateView> intermediates) {
        TrustMaterial material = new TrustMaterial(anchors, intermediates);
        for (CertificateView ca : material.all) {
            boolean signsCertificates = ca.extensions().keyUsage().isEmpty()
                    || ca.extensions().hasKeyUsage(KeyUsage.keyCertSign);
            if (!ca.extensions().isCa() || !signsCertificates) {
                throw new IllegalArgumentException("\"" + ca.subject() + "\" is not a CA certificate");
            }
            if (material.paths(ca).isEmpty()) {
                throw new IllegalArgumentException("\"" + ca.subject() + "\" leads to no anchor");
            }
        }
        return material;
    }

    public boolean hasAnchor() {
        return !anchors.isEmpty();
    }

    /** SHA-256 of the public keys that issue to holders: what no two CAs may share. */
    public Set<String> issuingKeys() {
        return issuing.stream().map(KeyHash::of).collect(Collectors.toUnmodifiableSet());
    }

    /** Recognises a certificate of this CA by the key that signed it, never by the issuer's name alone. */
    public Optional<IssuedLeaf> recognise(Leaf leaf) {
        Optional<CertificateView> signer = issuing.stream()
                .filter(ca -> leaf.view().namesIssuerKey(ca) && leaf.view().isSignedBy(ca))
                .findFirst();
        return signer.map(found -> new IssuedLeaf(leaf, all.stream()
                .filter(ca -> KeyHash.of(ca).equals(KeyHash.of(found)))
                .toList()));
    }

    /** All paths from a CA certificate to an anchor: that certificate first, the anchor last. */
    List<List<CertificateView>> paths(CertificateView from) {
        return paths.get(from);
    }

    private List<List<CertificateView>> pathsFrom(CertificateView from) {
        List<List<CertificateView>> found = new ArrayList<>();
        extend(List.of(from), found);
        return List.copyOf(found);
    }

    private void extend(List<CertificateView> path, List<List<CertificateView>> found) {
        CertificateView last = path.getLast();
        if (anchors.contains(last)) {
            found.add(path);
            return;
        }
        if (path.size() == MAX_CHAIN - 1) {
            return;
        }
        all.stream().filter(ca -> !path.contains(ca) && isIssuer(last, ca)).forEach(ca -> {
            List<CertificateView> longer = new ArrayList<>(path);
            longer.add(ca);
            extend(List.copyOf(longer), found);
        });
    }

    private static boolean isIssuer(CertificateView certificate, CertificateView ca) {
        return !certificate.isSame(ca) && certificate.isIssuedBy(ca);
    }
}
