package dev.tamga.ca.revocation;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The one door to the network. */
public interface Fetcher {

    /**
     * Asks one address once.
     *
     * @return the body of a 200 answer
     * @throws IOException whatever went wrong: host not allowed, no connection, another status, too slow, too large
     */
    byte[] fetch(Request request) throws IOException;

    /**
     * What to ask.
     *
     * @param post an OCSP request to post; a GET without
     * @param timeout for the whole exchange, connecting included
     * @param maxBytes longest body that is accepted
     */
    record Request(URI address, Optional<byte[]> post, Duration timeout, int maxBytes) {

        /** A GET of a CRL. */
        public static Request get(URI address, Duration timeout, int maxBytes) {
            return new Request(address, Optional.empty(), timeout, maxBytes);
        }

        /** RFC 6960 appendix A.1: a POST of an OCSP request. */
        public static Request ocsp(URI address, byte[] body, Duration timeout, int maxBytes) {
            return new Request(address, Optional.of(body), timeout, maxBytes);
        }
    }
}
