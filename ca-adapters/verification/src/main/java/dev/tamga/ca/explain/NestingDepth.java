package dev.tamga.ca.explain;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** How deep BER nests, found without recursion: a parser's stack is not a stranger's to exhaust. */
final class NestingDepth {
    private static final int INDEFINITE = -1;

    private NestingDepth() {}

    /** @throws IOException if elements nest deeper than that, or a length leads out of the bytes */
    static void check(byte[] bytes, int most) throws IOException {
        Deque<Integer> ends = new ArrayDeque<>();
        int at = 0;
        while (at < bytes.length) {
            while (!ends.isEmpty() && ends.peek() == at) {
                ends.pop();
            }
            boolean endOfContents = bytes[at] == 0 && at + 1 < bytes.length && bytes[at + 1] == 0;
            if (endOfContents && !ends.isEmpty() && ends.peek() == INDEFINITE) {
                ends.pop();
                at += 2;
                continue;
            }
            boolean constructed = (bytes[at] & 0x20) != 0;
            Header header = Header.read(bytes, at);
            if (constructed) {
                ends.push(header.length() == INDEFINITE ? INDEFINITE : header.content() + header.length());
            }
            if (ends.size() > most) {
                throw new IOException("nested deeper than " + most);
            }
            at = constructed ? header.content() : header.content() + header.length();
        }
    }

    /** Tag and length of one element. */
    private record Header(int content, int length) {

        static Header read(byte[] bytes, int start) throws IOException {
            int at = start + 1;
            if ((bytes[start] & 0x1f) == 0x1f) {
                throw new IOException("a long tag; X.509 has none");
            }
            int first = octet(bytes, at++);
            if (first == 0x80 && (bytes[start] & 0x20) != 0) {
                return new Header(at, INDEFINITE);
            }
            long length = first & 0x7f;
            if (first >= 0x80) {
                int octets = first & 0x7f;
                length = 0;
                for (int i = 0; i < octets; i++) {
                    length = Math.min(length << 8 | octet(bytes, at++), Integer.MAX_VALUE);
                }
            }
            if (length > bytes.length - at) {
                throw new IOException("an element is longer than what holds it");
            }
            return new Header(at, (int) length);
        }

        private static int octet(byte[] bytes, int at) throws IOException {
            if (at >= bytes.length) {
                throw new IOException("ends early");
            }
            return bytes[at] & 0xff;
        }
    }
}
