package dev.tamga.idp.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

/** Whom a request is counted for. */
final class Sender {
    // A literal: looking it up asks no DNS. A zone may follow.
    private static final Pattern IPV6 = Pattern.compile("\\[?([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(%.*)?]?");
    private static final int PREFIX_BYTES = 8;

    private Sender() {}

    /**
     * The address that the front vouches for, or the peer's. Of an IPv6 address its first 64 bits: whoever has one
     * has all of that network (RFC 4291 §2.5.4).
     */
    static String of(HttpServletRequest request) {
        return of(request.getRemoteAddr());
    }

    static String of(String address) {
        var six = IPV6.matcher(address);
        if (!six.matches()) {
            return address;
        }
        try {
            InetAddress parsed = InetAddress.getByName(six.group(1));
            byte[] bytes = parsed.getAddress();
            // An IPv4 address in IPv6 clothes comes back as what it is.
            return bytes.length == 4
                    ? parsed.getHostAddress()
                    : HexFormat.of().formatHex(Arrays.copyOf(bytes, PREFIX_BYTES)) + "/64";
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
