package dev.tamga.ca.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Resolves a host's name once for an exchange. The connection goes to the very addresses that were checked here: a name
 * that resolves to another address a moment later (DNS rebinding) gains nothing.
 */
record Names(Lookup lookup, Reach reach) {
    // One that answers with hundreds of addresses is not tried through.
    private static final int MOST = 4;

    /** {@link InetAddress#getAllByName}; tests give another. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    List<InetAddress> resolve(URI address) throws IOException {
        InetAddress[] found = lookup.resolve(address.getHost());
        if (!reach.allowsPrivate(address) && Arrays.stream(found).anyMatch(PrivateAddress::is)) {
            throw new IOException("host " + address.getHost()
                    + " resolves to a private address; expected a public one");
        }
        return Arrays.stream(found).limit(MOST).toList();
    }
}
