package dev.tamga.idp.web;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * The fronts whose word about a client counts. They append to what they received, so addresses are read from the right,
 * past further fronts of ours, and the first that is none of them is the client.
 */
public final class TrustedProxies {
    // Addresses alone, never a name: nothing here may ask the DNS. A port may follow (RFC 7239 §6).
    private static final Pattern IPV4 = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3})(?::[0-9]{1,5})?");
    private static final Pattern IPV6 = Pattern.compile(
            "\\[([0-9A-Fa-f:.]{2,45})](?::[0-9]{1,5})?|([0-9A-Fa-f:.]{2,45})");
    private static final Pattern CIDR = Pattern.compile(
            "([0-9]{1,3}(\\.[0-9]{1,3}){3}|(?=.*:)[0-9A-Fa-f:.]{2,45})(/[0-9]{1,3})?");
    private static final int LONGEST_HEADER = 1000;

    private final List<IpAddressMatcher> fronts;

    /** @param addresses of the fronts, such as {@code 127.0.0.1} or {@code 10.20.0.0/16} */
    public TrustedProxies(List<String> addresses) {
        this.fronts = addresses.stream().map(TrustedProxies::matcher).toList();
    }

    private static IpAddressMatcher matcher(String address) {
        try {
            if (CIDR.matcher(address).matches()) {
                return new IpAddressMatcher(address);
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new IllegalArgumentException(
                "tamga.trusted-proxies holds \"" + address + "\"; expected an address such as 10.0.0.1 or 10.0.0.0/8");
    }

    /** What a front said of its client. */
    record Said(String address, Optional<String> host, boolean https) {}

    /** Empty unless the peer is a front that says something that can be read. */
    Optional<Said> said(HttpServletRequest request) {
        if (!isFront(request.getRemoteAddr())) {
            return Optional.empty();
        }
        List<String> forwarded = list(request, "Forwarded");
        List<String> addresses = list(request, "X-Forwarded-For");
        if (forwarded.isEmpty() == addresses.isEmpty()) {
            // Both: one of them came through the front unseen, and there is no telling which.
            return Optional.empty();
        }
        if (addresses.isEmpty()) {
            String last = forwarded.getLast();
            return client(forwarded.stream().map(element -> pair(element, "for").orElse("")).toList())
                    .map(address -> new Said(
                            address, pair(last, "host"), pair(last, "proto").filter("https"::equals).isPresent()));
        }
        return client(addresses).map(address -> new Said(
                address, last(request, "X-Forwarded-Host"),
                last(request, "X-Forwarded-Proto").filter("https"::equals).isPresent()));
    }

    private boolean isFront(String address) {
        return fronts.stream().anyMatch(front -> front.matches(address));
    }

    private Optional<String> client(List<String> addresses) {
        for (String text : addresses.reversed()) {
            Optional<String> address = address(text);
            if (address.isEmpty() || !isFront(address.get())) {
                return address;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> address(String text) {
        var four = IPV4.matcher(text);
        if (four.matches()) {
            return Optional.of(four.group(1)).filter(TrustedProxies::isAddress);
        }
        var six = IPV6.matcher(text);
        return six.matches()
                ? Optional.of(six.group(1) == null ? six.group(2) : six.group(1)).filter(TrustedProxies::isAddress)
                : Optional.empty();
    }

    private static boolean isAddress(String text) {
        try {
            new IpAddressMatcher(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    // RFC 7239 §4: for=192.0.2.43;proto=https, values quoted or not.
    private static Optional<String> pair(String element, String name) {
        return Arrays.stream(element.split(";"))
                .map(String::strip)
                .filter(pair -> pair.regionMatches(true, 0, name + "=", 0, name.length() + 1))
                .map(pair -> pair.substring(name.length() + 1).replace("\"", ""))
                .findFirst();
    }

    private static Optional<String> last(HttpServletRequest request, String name) {
        List<String> all = list(request, name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    // A front appends what it saw to what the client sent, however long that was: the end is the part to be believed.
    private static String end(String line) {
        if (line.length() <= LONGEST_HEADER) {
            return line;
        }
        int comma = line.indexOf(',', line.length() - LONGEST_HEADER);
        return comma < 0 ? "" : line.substring(comma + 1);
    }

    /** RFC 9110 §5.3: several lines of a name are one list. */
    private static List<String> list(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name)).stream()
                .map(TrustedProxies::end)
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
