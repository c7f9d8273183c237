package dev.tamga.ca.fetch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Addresses that are nobody's on the public internet (RFC 6890 and IANA's special-purpose registries), so that a name
 * in a certificate or of a platform cannot reach inwards.
 */
final class PrivateAddress {
    private static final List<Block> INNER_4 = List.of(
            Block.of(8, 0), Block.of(8, 10), Block.of(10, 100, 64), Block.of(8, 127), Block.of(16, 169, 254),
            Block.of(12, 172, 16), Block.of(24, 192, 0, 0), Block.of(24, 192, 0, 2), Block.of(24, 192, 88, 99),
            Block.of(16, 192, 168), Block.of(15, 198, 18), Block.of(24, 198, 51, 100), Block.of(24, 203, 0, 113),
            Block.of(4, 224), Block.of(4, 240));
    // Global unicast is 2000::/3 and nothing else: that leaves out loopback, IPv4-mapped and -compatible, NAT64
    // (64:ff9b::/96), unique local, link-local and multicast.
    private static final Block GLOBAL_6 = Block.of(3, 0x20);
    // Of it: protocol assignments with Teredo and ORCHID (2001::/23), documentation, and 6to4, which embeds IPv4.
    private static final List<Block> INNER_6 = List.of(
            Block.of(23, 0x20, 0x01, 0x00, 0x00), Block.of(32, 0x20, 0x01, 0x0d, 0xb8), Block.of(16, 0x20, 0x02),
            Block.of(20, 0x3f, 0xff, 0x00));

    private PrivateAddress() {}

    static boolean is(InetAddress address) {
        // Java turns IPv4-mapped IPv6 addresses into Inet4Address itself.
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address
                ? !GLOBAL_6.holds(bytes) || INNER_6.stream().anyMatch(block -> block.holds(bytes))
                : INNER_4.stream().anyMatch(block -> block.holds(bytes));
    }

    /** The addresses that begin with these bits. */
    private record Block(int length, int... beginning) {

        static Block of(int length, int... beginning) {
            return new Block(length, beginning);
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < length; bit++) {
                int expected = bit / 8 < beginning.length ? beginning[bit / 8] : 0;
                if (((expected ^ address[bit / 8]) >> 7 - bit % 8 & 1) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
