package dev.tamga.ca.crl;

import java.util.Arrays;

/**
 * Walks DER (X.690 §10.1) over bytes that stay where they are: definite lengths in their shortest form, and no element
 * reaches beyond the one that holds it. One walk allocates nothing, however many elements it passes.
 */
final class DerWalk {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_ID = 0x06;
    static final int ENUMERATED = 0x0a;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int EXPLICIT_0 = 0xa0;
    private static final int NOTHING = -1;

    private final byte[] der;
    private int at;

    DerWalk(byte[] der, int at) {
        this.der = der;
        this.at = at;
    }

    int at() {
        return at;
    }

    void goTo(int place) {
        at = place;
    }

    byte[] der() {
        return der;
    }

    /** The tag of the next element, or a negative number where there is none before the limit. */
    int peek(int limit) {
        return at < limit ? der[at] & 0xff : NOTHING;
    }

    /** Steps into the next element; returns where its content ends. */
    int enter(int tag, int limit) throws UnusableCrl {
        if (peek(limit) != tag) {
            throw malformed("tag is " + peek(limit) + ", expected " + tag);
        }
        at++;
        int length = length(limit);
        if (length > limit - at) {
            throw malformed("the element is longer than what holds it");
        }
        return at + length;
    }

    /** Steps over the next element; returns where it began. */
    int skip(int tag, int limit) throws UnusableCrl {
        int start = at;
        at = enter(tag, limit);
        return start;
    }

    /** Where an element has to end. */
    void end(int limit) throws UnusableCrl {
        if (at != limit) {
            throw malformed("something follows what was expected");
        }
    }

    /** Steps over an INTEGER in its shortest form (X.690 §8.3.2); returns where its content begins. */
    int integer(int limit) throws UnusableCrl {
        int end = enter(INTEGER, limit);
        int start = at;
        boolean padded = end - start > 1 && (der[start] == 0 && der[start + 1] >= 0
                || der[start] == -1 && der[start + 1] < 0);
        if (end == start || padded) {
            throw malformed("the number is empty or padded");
        }
        at = end;
        return start;
    }

    /** The bytes of one element, header included. */
    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(der, from, to);
    }

    UnusableCrl malformed(String what) {
        return new UnusableCrl("the CRL is malformed at byte " + at + ": " + what);
    }

    private int length(int limit) throws UnusableCrl {
        int first = octet(limit);
        if (first < 0x80) {
            return first;
        }
        int octets = first & 0x7f;
        if (octets < 1 || octets > 4) {
            throw malformed("the length is indefinite or too long");
        }
        long length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | octet(limit);
        }
        boolean shortest = length >= 0x80 && length >>> 8 * (octets - 1) != 0;
        if (!shortest || length > Integer.MAX_VALUE) {
            throw malformed("the length is not in its shortest form or too long");
        }
        return (int) length;
    }

    private int octet(int limit) throws UnusableCrl {
        if (at >= limit) {
            throw malformed("it ends early");
        }
        return der[at++] & 0xff;
    }
}
