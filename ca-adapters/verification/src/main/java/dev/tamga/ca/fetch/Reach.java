package dev.tamga.ca.fetch;

import java.net.URI;

/** Whom a fetcher may ask. */
sealed interface Reach {

    /** Whether an address may be asked at all. */
    boolean allows(URI address);

    /** Whether an address may resolve to a private or loopback one. */
    boolean allowsPrivate(URI address);

    /** What stands in the message about a refused address. */
    String expected();

    /** Only hosts of a list. */
    record Listed(AllowedHosts hosts) implements Reach {
        @Override
        public boolean allows(URI address) {
            return hosts.allows(address);
        }

        @Override
        public boolean allowsPrivate(URI address) {
            return hosts.allowsPrivate(address);
        }

        @Override
        public String expected() {
            return "is not among revocation.hosts";
        }
    }

    /** Everybody on the public internet over https; http and private addresses only by name. */
    record Public(AllowedHosts inner) implements Reach {
        @Override
        public boolean allows(URI address) {
            return AllowedHosts.isHttp(address)
                    && ("https".equalsIgnoreCase(address.getScheme()) || inner.allowsPrivate(address));
        }

        @Override
        public boolean allowsPrivate(URI address) {
            return inner.allowsPrivate(address);
        }

        @Override
        public String expected() {
            return "is not allowed; expected https without user, or a host among the allowed private ones";
        }
    }
}
