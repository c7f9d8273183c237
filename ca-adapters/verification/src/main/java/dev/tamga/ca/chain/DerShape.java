package dev.tamga.ca.chain;

import java.io.IOException;

/**
 * The outer form of DER, before any parser sees it: one element and nothing after it, definite and shortest lengths,
 * no strings in pieces, bounded depth. Keeps deep nesting (a parser's stack) and two spellings of one structure out.
 */
public final class DerShape {
    private static final int MAX_DEPTH = 24;
    private static final int MAX_ELEMENTS = 8_000_000;

    private final byte[] der;
    private int elements;

    private DerShape(byte[] der) {
        this.der = der;
    }

    /** @throws IOException naming the place that is not DER */
    public static void check(byte[] der) throws IOException {
        int end = new DerShape(der).element(0, der.length, 0);
        if (end != der.length) {
            throw new IOException((der.length - end) + " bytes follow the DER element");
        }
    }

    /** Where the content of an element begins, in bytes whose form was checked. */
    static int contentOf(byte[] der, int start) {
        return start + 2 + (der[start + 1] >= 0 ? 0 : der[start + 1] & 0x7f);
    }

    /** Where an element ends, in bytes whose form was checked. */
    static int endOf(byte[] der, int start) {
        int content = contentOf(der, start);
        int length = content == start + 2 ? der[start + 1] : 0;
        for (int i = start + 2; i < content; i++) {
            length = length << 8 | der[i] & 0xff;
        }
        return content + length;
    }

    /** Checks the element that begins at a place; returns where it ends. */
    private int element(int start, int limit, int depth) throws IOException {
        if (depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
            throw new IOException("DER is nested deeper than " + MAX_DEPTH + " or has too many elements");
        }
        int tag = octet(start, limit);
        boolean constructed = (tag & 0x20) != 0;
        if ((tag & 0x1f) == 0x1f) {
            throw new IOException("DER tag at " + start + " is a long one; X.509 has none");
        }
        // X.690 §10.2: strings in pieces are BER. Of the universal types only SEQUENCE and SET are constructed.
        boolean isList = (tag & 0x1f) == 0x10 || (tag & 0x1f) == 0x11;
        if (tag < 0x40 && constructed != isList) {
            throw new IOException("DER element at " + start + " is in pieces, or is none");
        }
        int lengthOctets = octet(start + 1, limit) < 0x80 ? 0 : octet(start + 1, limit) & 0x7f;
        int length = length(start + 1, lengthOctets, limit);
        int content = start + 2 + lengthOctets;
        if (length > limit - content) {
            throw new IOException("DER element at " + start + " is longer than what holds it");
        }
        int end = content + length;
        for (int at = content; constructed && at < end; ) {
            at = element(at, end, depth + 1);
        }
        return end;
    }

    // X.690 §10.1: definite form, as few octets as possible.
    private int length(int at, int octets, int limit) throws IOException {
        if (octets == 0 && octet(at, limit) < 0x80) {
            return octet(at, limit);
        }
        if (octets < 1 || octets > 4 || octet(at + 1, limit) == 0) {
            throw new IOException("DER length at " + at + " is indefinite or padded");
        }
        long length = 0;
        for (int i = 1; i <= octets; i++) {
            length = length << 8 | octet(at + i, limit);
        }
        if (length < 0x80 || length > Integer.MAX_VALUE) {
            throw new IOException("DER length at " + at + " is not in its shortest form");
        }
        return (int) length;
    }

    private int octet(int at, int limit) throws IOException {
        if (at >= limit) {
            throw new IOException("DER ends early at " + at);
        }
        return der[at] & 0xff;
    }
}
