package dev.tamga.ca.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * The CA certificates of one CA that an operator imported: anchors, and intermediates that lead to them. Immutable;
 * what it remembers of their signatures is true for good.
 */
public final class TrustMaterial {
    /** Longest chain, leaf and anchor included. */
    public static final int MAX_CHAIN = 8;

    /** No anchor yet: nothing is trusted. */
    public static final TrustMaterial NONE = new TrustMaterial(List.of(), List.of(), List.of());

    private final CaIndex index;
    private final LinkSignatures signatures = new LinkSignatures();
    private final List<CertificateView> issuing;
    private final List<CertificateView> ignored;

    private TrustMaterial(
            List<CertificateView> anchors, List<CertificateView> intermediates, List<CertificateView> ignored) {
        this.index = new CaIndex(anchors, intermediates);
        this.ignored = List.copyOf(ignored);
        // An anchor that certifies an intermediate of this CA is a root. It issues no keys, so CAs may share it.
        this.issuing = index.stream()
                .filter(ca -> ca.extensions().isCa())
                .filter(ca -> !index.isAnchor(ca) || intermediates.stream().noneMatch(other -> isIssuer(other, ca)))
                .toList();
    }

    /**
     * What an operator imported. An intermediate that leads to no anchor is left aside, see {@link #ignored}.
     *
     * @throws IllegalArgumentException naming every certificate that is neither a CA's nor a CRL signer's
     */
    public static TrustMaterial open(List<CertificateView> anchors, List<CertificateView> intermediates) {
        String faults = Stream.concat(
                        anchors.stream().filter(anchor -> CertificateForm.faultOfCa(anchor).isPresent()),
                        intermediates.stream().filter(one -> !isCrlSigner(one)
                                && CertificateForm.faultOfCa(one).isPresent()))
                .map(one -> "\"" + one.subject() + "\" is not a CA certificate: "
                        + CertificateForm.faultOfCa(one).get())
                .collect(Collectors.joining("; "));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults);
        }
        List<CertificateView> connected = connected(anchors, intermediates);
        List<CertificateView> others = intermediates.stream().filter(one -> !connected.contains(one)).toList();
        return new TrustMaterial(anchors, connected, others);
    }

    /**
     * Candidates of which nothing is known: useless ones among them, and what is no CA certificate, are simply never
     * part of a valid path.
     */
    public static TrustMaterial openTolerant(List<CertificateView> anchors, List<CertificateView> candidates) {
        return new TrustMaterial(anchors, candidates, List.of());
    }

    public boolean hasAnchor() {
        return index.hasAnchor();
    }

    /** The anchors; their dates count, so one that expires takes its CA's keys with it. */
    public List<CertificateView> anchors() {
        return index.stream().filter(index::isAnchor).toList();
    }

    public boolean isAnchor(CertificateView certificate) {
        return index.isAnchor(certificate);
    }

    /** Anchors and intermediates, those that are {@link #ignored} aside. */
    public List<CertificateView> certificates() {
        return index.stream().toList();
    }

    /** Intermediates whose issuer was not imported, or which are farther from an anchor than a chain may be long. */
    public List<CertificateView> ignored() {
        return ignored;
    }

    /** All certificates with a subject, anchors among them. Whether they can be trusted says {@link ChainBuilder}. */
    public List<CertificateView> named(X500Name subject) {
        try {
            return index.named(DistinguishedName.of(subject));
        } catch (IllegalArgumentException e) {
            // A stranger's CRL can have an issuer's name that is no text; no certificate here has that.
            return List.of();
        }
    }

    /** SHA-256 of the public keys that issue to holders: what no two CAs may share. */
    public Set<String> issuingKeys() {
        return issuing.stream().map(KeyHash::of).collect(Collectors.toUnmodifiableSet());
    }

    /** Recognises a certificate of this CA by the key that signed it, never by the issuer's name alone. */
    public Optional<IssuedLeaf> recognise(Leaf leaf) {
        return issuing.stream()
                .filter(ca -> leaf.view().namesIssuerKey(ca) && leaf.view().isSignedBy(ca))
                .findFirst()
                .map(signer -> new IssuedLeaf(leaf, signer, this));
    }

    CaIndex index() {
        return index;
    }

    LinkSignatures signatures() {
        return signatures;
    }

    private boolean isIssuer(CertificateView certificate, CertificateView ca) {
        return !certificate.isSame(ca)
                && certificate.issuer().isSame(ca.subject())
                && signatures.verified(certificate, ca);
    }

    /** The intermediates that lead to an anchor by signatures, in the order in which they were imported. */
    private static List<CertificateView> connected(List<CertificateView> anchors, List<CertificateView> others) {
        LinkSignatures signatures = new LinkSignatures();
        List<CertificateView> reached = new ArrayList<>(anchors);
        List<CertificateView> left = new ArrayList<>(others);
        // The leaf and the anchor are not among them.
        for (int level = 2; level < MAX_CHAIN; level++) {
            List<CertificateView> above = List.copyOf(reached);
            List<CertificateView> next = left.stream()
                    .filter(one -> above.stream().anyMatch(ca -> one.issuer().isSame(ca.subject())
                            && signatures.verified(one, ca)))
                    .toList();
            reached.addAll(next);
            left.removeAll(next);
        }
        return others.stream().filter(one -> !left.contains(one)).toList();
    }

    // RFC 5280 §6.3.3 (f): some CAs sign their CRLs with a key of its own.
    private static boolean isCrlSigner(CertificateView certificate) {
        return !certificate.extensions().isCa()
                && certificate.extensions().hasKeyUsage(KeyUsage.cRLSign)
                && !certificate.extensions().hasKeyUsage(KeyUsage.keyCertSign);
    }
}
