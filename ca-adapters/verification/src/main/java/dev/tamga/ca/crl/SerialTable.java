package dev.tamga.ca.crl;

import java.math.BigInteger;
import java.time.Instant;

/**
 * The entries of a CRL by serial number: 29 bytes each where serial numbers have 16, 33 where they have 20. The hash
 * only says where to look; what decides is the whole serial number, kept and compared, so no answer rests on a
 * fingerprint.
 */
final class SerialTable {
    /** RFC 5280 §4.1.2.2: a serial number has at most 20 octets. */
    static final int MOST_OCTETS = 20;

    /** RFC 5280 §5.3.1. */
    static final int CERTIFICATE_HOLD = 6;
    static final int REMOVE_FROM_CRL = 8;

    private final int words;
    private final int[] serials;
    private final int[] revokedAt;
    private final byte[] reasons;
    private final char[] issuers;
    private final int[] slots;
    private final long seed;
    private int count;

    /**
     * @param most entries that are to be added at most
     * @param octets of the longest serial number among them
     * @param indirect whether entries are of several issuers
     * @param seed of the hash: what the CRL's issuer could not know when it chose the serial numbers
     */
    SerialTable(int most, int octets, boolean indirect, long seed) {
        this.words = Math.max(1, (octets + 3) / 4);
        this.serials = new int[Math.multiplyExact(most, words)];
        this.revokedAt = new int[most];
        this.reasons = new byte[most];
        this.issuers = indirect ? new char[most] : new char[0];
        this.slots = new int[Math.max(1, Math.multiplyExact(2, most))];
        this.seed = seed;
    }

    /** Adds an entry. Of two for one certificate the graver counts: suspended may be lifted, revoked may not. */
    void add(byte[] der, int from, int to, int issuer, int reason, long seconds) {
        int row = count;
        for (int word = 0, end = to; word < words; word++, end -= 4) {
            serials[row * words + word] = word(der, from, end);
        }
        int slot = slot(row, issuer);
        int found = slots[slot] - 1;
        if (found < 0) {
            slots[slot] = row + 1;
            count++;
            if (issuers.length > 0) {
                issuers[row] = (char) issuer;
            }
            found = row;
        } else if (gravity(reasons[found]) >= gravity(reason)) {
            return;
        }
        reasons[found] = (byte) reason;
        revokedAt[found] = (int) Math.clamp(seconds, 0, 0xffff_ffffL);
    }

    /** The entry of a serial number, or null. */
    Crl.Entry find(BigInteger serial, int issuer) {
        if (serial.signum() < 0 || serial.bitLength() > 32 * words) {
            return null;
        }
        byte[] octets = serial.toByteArray();
        int[] asked = new int[words];
        for (int word = 0, end = octets.length; word < words; word++, end -= 4) {
            asked[word] = word(octets, 0, end);
        }
        for (int slot = first(asked, 0, issuer); slots[slot] != 0; slot = next(slot)) {
            int row = slots[slot] - 1;
            if (isSame(row, asked, 0, issuer)) {
                return new Crl.Entry(reasons[row], Instant.ofEpochSecond(revokedAt[row] & 0xffff_ffffL));
            }
        }
        return null;
    }

    int count() {
        return count;
    }

    /** What the arrays hold. */
    long bytes() {
        return 4L * (serials.length + revokedAt.length + slots.length) + reasons.length + 2L * issuers.length;
    }

    /** The slot of a row's serial number, or the free one in which it belongs. */
    private int slot(int row, int issuer) {
        int slot = first(serials, row * words, issuer);
        while (slots[slot] != 0 && !isSame(slots[slot] - 1, serials, row * words, issuer)) {
            slot = next(slot);
        }
        return slot;
    }

    private boolean isSame(int row, int[] others, int at, int issuer) {
        for (int word = 0; word < words; word++) {
            if (serials[row * words + word] != others[at + word]) {
                return false;
            }
        }
        return issuers.length == 0 || issuers[row] == issuer;
    }

    private int first(int[] of, int at, int issuer) {
        long hash = seed ^ issuer;
        for (int word = 0; word < words; word++) {
            hash = (hash ^ of[at + word]) * 0x9e37_79b9_7f4a_7c15L;
            hash ^= hash >>> 29;
        }
        hash *= 0xbf58_476d_1ce4_e5b9L;
        return (int) ((hash >>> 32) * slots.length >>> 32);
    }

    private int next(int slot) {
        return slot + 1 == slots.length ? 0 : slot + 1;
    }

    /** The last four octets before a place, less where there are less. */
    private static int word(byte[] octets, int from, int end) {
        int word = 0;
        for (int at = Math.max(from, end - 4); at < end; at++) {
            word = word << 8 | octets[at] & 0xff;
        }
        return word;
    }

    private static int gravity(int reason) {
        return switch (reason) {
            case REMOVE_FROM_CRL -> 0;
            case CERTIFICATE_HOLD -> 1;
            default -> 2;
        };
    }
}
