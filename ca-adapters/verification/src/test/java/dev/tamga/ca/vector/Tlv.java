package dev.tamga.ca.vector;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/** DER, and what only looks like it, written octet by octet. */
final class Tlv {
    static final int INTEGER = 0x02;
    static final int SEQUENCE = 0x30;

    private Tlv() {}

    static byte[] tlv(int tag, byte[]... contents) {
        byte[] content = concat(contents);
        byte[] length = content.length < 0x80
                ? new byte[] {(byte) content.length}
                : content.length < 0x100
                        ? new byte[] {(byte) 0x81, (byte) content.length}
                        : new byte[] {(byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        return concat(new byte[] {(byte) tag}, length, content);
    }

    /** The length in one octet more than it needs. */
    static byte[] longer(int tag, byte[]... contents) {
        byte[] content = concat(contents);
        return content.length < 0x80
                ? concat(new byte[] {(byte) tag, (byte) 0x81, (byte) content.length}, content)
                : concat(new byte[] {(byte) tag, (byte) 0x82, 0, (byte) content.length}, content);
    }

    static byte[] integer(BigInteger number) {
        return tlv(INTEGER, number.toByteArray());
    }

    static byte[] pair(BigInteger r, BigInteger s) {
        return tlv(SEQUENCE, integer(r), integer(s));
    }

    /** Right-aligned in so many octets; what is beyond them is lost. */
    static byte[] fixed(BigInteger number, int size) {
        byte[] bytes = new byte[size];
        byte[] magnitude = number.toByteArray();
        int skip = Math.max(0, magnitude.length - size);
        System.arraycopy(magnitude, skip, bytes, size - magnitude.length + skip, magnitude.length - skip);
        return bytes;
    }

    static byte[] plain(BigInteger r, BigInteger s, int size) {
        return concat(fixed(r, size), fixed(s, size));
    }

    static byte[] cut(byte[] whole, int from, int to) {
        return Arrays.copyOfRange(whole, from, to);
    }

    static byte[] bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return bytes;
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
