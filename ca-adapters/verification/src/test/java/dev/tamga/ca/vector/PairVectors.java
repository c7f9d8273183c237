package dev.tamga.ca.vector;

import java.math.BigInteger;
import java.util.function.Predicate;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;

import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedKey;

import static dev.tamga.ca.vector.Forged.ACCEPTED;
import static dev.tamga.ca.vector.Forged.INVALID;
import static dev.tamga.ca.vector.Forged.TEXT;
import static dev.tamga.ca.vector.Forged.UNKNOWN;
import static dev.tamga.ca.vector.Tlv.SEQUENCE;
import static dev.tamga.ca.vector.Tlv.bytes;
import static dev.tamga.ca.vector.Tlv.concat;
import static dev.tamga.ca.vector.Tlv.cut;
import static dev.tamga.ca.vector.Tlv.integer;
import static dev.tamga.ca.vector.Tlv.pair;
import static dev.tamga.ca.vector.Tlv.plain;
import static dev.tamga.ca.vector.Tlv.tlv;

/** Wycheproof's way: every edge of a pair r, s on one curve. */
record PairVectors(Forged all, String family, ForgedCertificate signer, BigInteger n, int size) {
    private static final BigInteger ONE = BigInteger.ONE;

    void forge() {
        BigInteger[] rs = signed(pair -> true);
        forms(rs[0], rs[1]);
        numbers(rs[0], rs[1]);
        encodings(rs[0], rs[1]);
        lengths(rs[0], rs[1]);
        BigInteger[] shortR = signed(pair -> pair[0].bitLength() <= 8 * (size - 1));
        BigInteger[] shortS = signed(pair -> pair[1].bitLength() <= 8 * (size - 1));
        BigInteger[] highR = signed(pair -> pair[0].testBit(8 * size - 1) && !pair[1].testBit(8 * size - 1));
        both("short-r", shortR[0], shortR[1], ACCEPTED);
        both("short-s", shortS[0], shortS[1], ACCEPTED);
        both("high-bit-of-r-only", highR[0], highR[1], ACCEPTED);
        add("der-without-the-zero-of-a-high-r", tlv(SEQUENCE,
                tlv(0x02, Tlv.fixed(highR[0], size)), integer(highR[1])), UNKNOWN);
        add("raw-without-the-zero-of-a-short-r", concat(Tlv.fixed(shortR[0], size - 1),
                Tlv.fixed(shortR[1], size)), UNKNOWN);
    }

    private void forms(BigInteger r, BigInteger s) {
        both("signature", r, s, ACCEPTED);
        boolean isSm2 = family.equals("sm2");
        add("blob", plain(r, s, 64), isSm2 ? ACCEPTED : UNKNOWN);
        add("blob-left-aligned", concat(Tlv.fixed(r, size), new byte[64 - size], Tlv.fixed(s, size),
                new byte[64 - size]), UNKNOWN);
        add("blob-with-more-than-zeros", plain(r.setBit(8 * size), s, 64), UNKNOWN);
        both("swapped-halves", s, r, INVALID);
        both("by-another-key", signer.key().algorithm() == dev.tamga.forge.SigningAlgorithm.SM3_WITH_SM2
                ? ForgedKey.sm2() : size == 32 ? ForgedKey.p256() : ForgedKey.p384());
        byte[] other = signer.sign(concat(TEXT, bytes(0)));
        add("der-over-another-text", other, INVALID);
    }

    private void numbers(BigInteger r, BigInteger s) {
        BigInteger zero = BigInteger.ZERO;
        BigInteger last = n.subtract(ONE);
        raw("r-0", zero, s, INVALID);
        raw("s-0", r, zero, INVALID);
        raw("r-0-s-0", zero, zero, INVALID);
        add("der-r-0", pair(zero, s), UNKNOWN);
        add("der-s-0", pair(r, zero), UNKNOWN);
        both("r-n", n, s, INVALID);
        both("s-n", r, n, INVALID);
        both("r-n-plus-1", n.add(ONE), s, INVALID);
        both("s-n-plus-1", r, n.add(ONE), INVALID);
        both("r-1", ONE, s, INVALID);
        both("s-1", r, ONE, INVALID);
        both("r-1-s-1", ONE, ONE, INVALID);
        both("r-n-minus-1", last, s, INVALID);
        both("s-n-minus-1", r, last, INVALID);
        both("r-s-n-minus-1", last, last, INVALID);
        // SM2: t = r + s mod n = 0.
        both("s-n-minus-r", r, n.subtract(r), INVALID);
        both("r-n-minus-r", n.subtract(r), s, INVALID);
        BigInteger all = ONE.shiftLeft(8 * size).subtract(ONE);
        both("r-all-ones", all, s, INVALID);
        both("s-all-ones", r, all, INVALID);
        add("der-r-plus-n", pair(r.add(n), s), r.add(n).bitLength() > 8 * size ? UNKNOWN : INVALID);
        add("der-s-plus-n", pair(r, s.add(n)), s.add(n).bitLength() > 8 * size ? UNKNOWN : INVALID);
        add("der-r-beyond-the-field", pair(r.setBit(8 * size + 8), s), UNKNOWN);
        add("der-negative-r", pair(r.negate(), s), UNKNOWN);
        add("der-negative-s", pair(r, s.negate()), UNKNOWN);
        // ECDSA's twin is a signature, SM2's is none.
        both("s-twin", r, n.subtract(s), family.equals("sm2") ? INVALID : ACCEPTED);
    }

    private void encodings(BigInteger r, BigInteger s) {
        byte[] ri = integer(r);
        byte[] si = integer(s);
        byte[] rc = r.toByteArray();
        add("der-empty-sequence", tlv(SEQUENCE), UNKNOWN);
        add("der-r-alone", tlv(SEQUENCE, ri), UNKNOWN);
        add("der-three-numbers", tlv(SEQUENCE, ri, si, si), UNKNOWN);
        add("der-null-appended", tlv(SEQUENCE, ri, si, bytes(5, 0)), UNKNOWN);
        add("der-set", tlv(0x31, ri, si), UNKNOWN);
        add("der-primitive-sequence", tlv(0x10, ri, si), UNKNOWN);
        add("der-application-tag", tlv(0x70, ri, si), UNKNOWN);
        add("der-enumerated-r", tlv(SEQUENCE, tlv(0x0a, rc), si), UNKNOWN);
        add("der-octet-string-s", tlv(SEQUENCE, ri, tlv(0x04, s.toByteArray())), UNKNOWN);
        add("der-constructed-integer", tlv(SEQUENCE, tlv(0x22, ri), si), UNKNOWN);
        add("der-in-an-octet-string", tlv(0x04, tlv(SEQUENCE, ri, si)), UNKNOWN);
        add("der-in-a-bit-string", tlv(0x03, bytes(0), tlv(SEQUENCE, ri, si)), UNKNOWN);
        add("der-twice", concat(tlv(SEQUENCE, ri, si), tlv(SEQUENCE, ri, si)), UNKNOWN);
        add("der-empty-r", tlv(SEQUENCE, bytes(2, 0), si), UNKNOWN);
        add("der-empty-s", tlv(SEQUENCE, ri, bytes(2, 0)), UNKNOWN);
        add("der-r-with-a-zero-too-many", tlv(SEQUENCE, tlv(2, bytes(0), rc), si), UNKNOWN);
        add("der-s-with-a-zero-too-many", tlv(SEQUENCE, ri, tlv(2, bytes(0), s.toByteArray())), UNKNOWN);
        add("der-r-with-two-zeros-too-many", tlv(SEQUENCE, tlv(2, bytes(0, 0), rc), si), UNKNOWN);
        add("der-r-of-ones", tlv(SEQUENCE, tlv(2, bytes(255, 255), rc), si), UNKNOWN);
    }

    private void lengths(BigInteger r, BigInteger s) {
        byte[] der = pair(r, s);
        byte[] raw = plain(r, s, size);
        byte[] content = cut(der, 2, der.length);
        add("der-long-length", Tlv.longer(SEQUENCE, content), UNKNOWN);
        add("der-long-length-of-r", tlv(SEQUENCE, Tlv.longer(2, r.toByteArray()), integer(s)), UNKNOWN);
        add("der-long-length-of-s", tlv(SEQUENCE, integer(r), Tlv.longer(2, s.toByteArray())), UNKNOWN);
        add("der-indefinite", concat(bytes(0x30, 0x80), content, bytes(0, 0)), UNKNOWN);
        add("der-indefinite-without-end", concat(bytes(0x30, 0x80), content), UNKNOWN);
        add("der-length-one-more", concat(bytes(0x30, der[1] + 1), content), UNKNOWN);
        add("der-length-one-less", concat(bytes(0x30, der[1] - 1), content), UNKNOWN);
        add("der-length-4-octets", concat(bytes(0x30, 0x84, 0, 0, 0, content.length), content), UNKNOWN);
        add("der-length-of-2-gigabytes", concat(bytes(0x30, 0x84, 0x7f, 0xff, 0xff, 0xff), content), UNKNOWN);
        add("der-zero-after", concat(der, bytes(0)), UNKNOWN);
        add("der-zero-inside", tlv(SEQUENCE, content, bytes(0)), UNKNOWN);
        add("der-zero-before", concat(bytes(0), der), UNKNOWN);
        add("der-truncated", cut(der, 0, der.length - 1), UNKNOWN);
        add("der-truncated-in-r", cut(der, 0, 10), UNKNOWN);
        add("der-tag-alone", bytes(0x30), UNKNOWN);
        add("empty", new byte[0], UNKNOWN);
        add("raw-one-less", cut(raw, 0, raw.length - 1), UNKNOWN);
        add("raw-zero-after", concat(raw, bytes(0)), UNKNOWN);
        add("raw-all-zeros", new byte[2 * size], INVALID);
        add("blob-one-less", cut(plain(r, s, 64), 1, 128), UNKNOWN);
        add("blob-one-more", concat(plain(r, s, 64), bytes(0)), UNKNOWN);
    }

    private void both(String name, ForgedKey other) {
        BigInteger[] rs = integers(other.sign(TEXT));
        both(name, rs[0], rs[1], INVALID);
    }

    private void both(String name, BigInteger r, BigInteger s, String expect) {
        add("der-" + name, pair(r, s), expect);
        raw(name, r, s, expect);
    }

    private void raw(String name, BigInteger r, BigInteger s, String expect) {
        add("raw-" + name, plain(r, s, size), expect);
    }

    private void add(String name, byte[] signature, String expect) {
        all.add(family + "-" + name, signer, signature, expect);
    }

    private BigInteger[] signed(Predicate<BigInteger[]> wanted) {
        while (true) {
            BigInteger[] rs = integers(signer.sign(TEXT));
            if (wanted.test(rs)) {
                return rs;
            }
        }
    }

    static BigInteger[] integers(byte[] der) {
        ASN1Sequence pair = ASN1Sequence.getInstance(der);
        return new BigInteger[] {
            ASN1Integer.getInstance(pair.getObjectAt(0)).getValue(),
            ASN1Integer.getInstance(pair.getObjectAt(1)).getValue()
        };
    }
}
