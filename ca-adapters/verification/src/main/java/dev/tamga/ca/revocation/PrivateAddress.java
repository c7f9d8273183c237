package dev.tamga.ca.revocation;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Addresses that are nobody's on the public internet (RFC 6890), so that a name in a certificate cannot reach inwards.
 */
final class PrivateAddress {
    private PrivateAddress() {}

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (address instanceof Inet6Address ? isInner6(bytes) : isInner4(bytes));
    }

    private static boolean isInner4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        // 0/8, carrier-grade NAT 100.64/10, benchmarks 198.18/15, reserved 240/4 and broadcast.
        return first == 0
                || first == 100 && (second & 0xc0) == 64
                || first == 198 && (second & 0xfe) == 18
                || first >= 240;
    }

    private static boolean isInner6(byte[] bytes) {
        // Unique local fc00::/7, and every prefix that embeds an IPv4 address: 64:ff9b::/96 and 2002::/16.
        return (bytes[0] & 0xfe) == 0xfc
                || bytes[0] == 0 && bytes[1] == 0x64
                || bytes[0] == 0x20 && bytes[1] == 0x02;
    }
}
