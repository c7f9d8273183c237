package dev.tamga.ca.fetch;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hosts that may be asked, {@code host} (ports 80 and 443) or {@code host:port}.
 *
 * @param names all hosts that may be asked
 * @param privateNames those among them whose address may be private or loopback
 */
public record AllowedHosts(Set<String> names, Set<String> privateNames) {
    /** Nobody may be asked. */
    public static final AllowedHosts NONE = new AllowedHosts(Set.of(), Set.of());

    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?(?::[1-9][0-9]{0,4})?");

    public AllowedHosts {
        names = Set.copyOf(names);
        privateNames = Set.copyOf(privateNames);
    }

    /** Hosts that may be asked though their address is private. */
    public static AllowedHosts ofPrivate(Set<String> hosts) {
        return new AllowedHosts(hosts, hosts);
    }

    /** Whether a text is {@code host} or {@code host:port}, lower case. */
    public static boolean hasForm(String host) {
        return FORM.matcher(host).matches();
    }

    /** Whether an address may be asked: http or https, no user, a host and port of the list. */
    public boolean allows(URI address) {
        return isHttp(address) && matches(names, address);
    }

    /** Whether an address may resolve to a private or loopback address. */
    public boolean allowsPrivate(URI address) {
        return matches(privateNames, address);
    }

    public AllowedHosts and(AllowedHosts others) {
        return new AllowedHosts(union(names, others.names), union(privateNames, others.privateNames));
    }

    public AllowedHosts without(AllowedHosts others) {
        return new AllowedHosts(difference(names, others.names), difference(privateNames, others.privateNames));
    }

    private static Set<String> difference(Set<String> all, Set<String> others) {
        return all.stream().filter(name -> !others.contains(name)).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an address is http or https with a host and without a user: everything else is never asked. */
    static boolean isHttp(URI address) {
        return address.getHost() != null
                && address.getRawUserInfo() == null
                && ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()));
    }

    private static boolean matches(Set<String> hosts, URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
        int port = address.getPort() == -1 ? usual : address.getPort();
        return port == usual && hosts.contains(host) || hosts.contains(host + ":" + port);
    }
}
