package dev.tamga.ca.crl;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * The parts of a CertificateList (RFC 5280 §5.1) by where they begin and end.
 *
 * @param signedFrom where tbsCertList begins
 * @param entriesFrom where the content of revokedCertificates begins; where it ends too if there is none
 */
record Envelope(
        int signedFrom,
        int signedTo,
        int entriesFrom,
        int entriesTo,
        AlgorithmIdentifier algorithm,
        byte[] signature,
        CrlHeader header) {
    private static final int MOST_NAME_BYTES = 8 * 1024;
    private static final int MOST_ALGORITHM_BYTES = 512;
    private static final int MOST_SIGNATURE_BYTES = 2048;
    private static final int V2 = 1;

    static Envelope read(byte[] der) throws UnusableCrl {
        DerWalk walk = new DerWalk(der, 0);
        int end = walk.enter(DerWalk.SEQUENCE, der.length);
        int signedFrom = walk.skip(DerWalk.SEQUENCE, end);
        int signedTo = walk.at();
        byte[] algorithm = element(walk, DerWalk.SEQUENCE, end, MOST_ALGORITHM_BYTES);
        byte[] signature = signature(walk, end);
        walk.end(end);
        walk.end(der.length);
        walk.goTo(signedFrom);
        walk.enter(DerWalk.SEQUENCE, signedTo);
        try {
            return list(walk, signedFrom, signedTo, algorithm, signature);
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle answers malformed structures with a dozen kinds of RuntimeException.
            throw new UnusableCrl("the CRL is malformed: " + e.getMessage());
        }
    }

    private static Envelope list(DerWalk walk, int from, int to, byte[] algorithm, byte[] signature)
            throws UnusableCrl, IOException {
        boolean isV2 = isV2(walk, to);
        if (!Arrays.equals(element(walk, DerWalk.SEQUENCE, to, MOST_ALGORITHM_BYTES), algorithm)) {
            throw new UnusableCrl("the CRL's two signature algorithms differ");
        }
        X500Name issuer = issuer(walk, to);
        Instant thisUpdate = Instant.ofEpochSecond(DerTime.read(walk, to));
        Optional<Instant> nextUpdate = DerTime.isNext(walk, to)
                ? Optional.of(Instant.ofEpochSecond(DerTime.read(walk, to)))
                : Optional.empty();
        int entriesTo = walk.peek(to) == DerWalk.SEQUENCE ? walk.enter(DerWalk.SEQUENCE, to) : walk.at();
        int entriesFrom = walk.at();
        walk.goTo(entriesTo);
        Extensions extensions = extensions(walk, to, isV2);
        walk.end(to);
        CrlHeader header = CrlHeader.of(issuer, thisUpdate, nextUpdate, extensions);
        AlgorithmIdentifier id = AlgorithmIdentifier.getInstance(CrlHeader.element(algorithm));
        return new Envelope(from, to, entriesFrom, entriesTo, id, signature, header);
    }

    // RFC 5280 §5.1.2.1: absent, or 2 and then there may be extensions.
    private static boolean isV2(DerWalk walk, int limit) throws UnusableCrl {
        if (walk.peek(limit) != DerWalk.INTEGER) {
            return false;
        }
        int from = walk.integer(limit);
        if (walk.at() - from != 1 || walk.der()[from] != V2) {
            throw new UnusableCrl("the CRL's version is not 2");
        }
        return true;
    }

    private static X500Name issuer(DerWalk walk, int limit) throws UnusableCrl, IOException {
        byte[] name = element(walk, DerWalk.SEQUENCE, limit, MOST_NAME_BYTES);
        X500Name issuer = CrlNames.bounded(X500Name.getInstance(CrlHeader.element(name)));
        if (issuer.size() == 0) {
            throw new UnusableCrl("the CRL names no issuer");
        }
        return issuer;
    }

    private static Extensions extensions(DerWalk walk, int limit, boolean isV2) throws UnusableCrl, IOException {
        if (walk.peek(limit) != DerWalk.EXPLICIT_0) {
            return null;
        }
        if (!isV2) {
            throw new UnusableCrl("the CRL has extensions and is not of version 2");
        }
        int end = walk.enter(DerWalk.EXPLICIT_0, limit);
        int from = walk.skip(DerWalk.SEQUENCE, end);
        walk.end(end);
        // Refuses an extension that is there twice.
        return Extensions.getInstance(CrlHeader.element(walk.copy(from, end)));
    }

    private static byte[] element(DerWalk walk, int tag, int limit, int mostBytes) throws UnusableCrl {
        int from = walk.skip(tag, limit);
        if (walk.at() - from > mostBytes) {
            throw walk.malformed("an element has more than " + mostBytes + " bytes");
        }
        return walk.copy(from, walk.at());
    }

    private static byte[] signature(DerWalk walk, int limit) throws UnusableCrl {
        int end = walk.enter(DerWalk.BIT_STRING, limit);
        int from = walk.at();
        if (end - from < 2 || end - from > MOST_SIGNATURE_BYTES || walk.der()[from] != 0) {
            throw walk.malformed("the signature is empty, too long or no whole octets");
        }
        walk.goTo(end);
        return walk.copy(from + 1, end);
    }
}
