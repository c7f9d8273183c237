package dev.tamga.ca.fetch;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The one door to the network. */
@FunctionalInterface
public interface Fetcher {

    /**
     * Asks one address once; redirects are answers like any other.
     *
     * @throws IOException whatever went wrong: host not allowed, no connection, too slow, too large
     */
    Answer exchange(Request request) throws IOException;

    /**
     * Asks one address once.
     *
     * @return the body of a 200 answer
     * @throws OtherStatus for any other status
     * @throws IOException as {@link #exchange}
     */
    default byte[] fetch(Request request) throws IOException {
        Answer answer = exchange(request);
        if (answer.status() != 200) {
            throw new OtherStatus(request, answer.status());
        }
        return answer.body();
    }

    /** The server answered, and not with what was asked for. */
    final class OtherStatus extends IOException {
        private static final long serialVersionUID = 1;
        private static final int TOO_MANY_REQUESTS = 429;

        private final int status;

        OtherStatus(Request request, int status) {
            super(request.where() + " answered " + status + "; expected 200");
            this.status = status;
        }

        /** Whether it would have answered anything so: RFC 9110 §15.6, RFC 6585 §4. A 404 is about one address. */
        public boolean isOutage() {
            return status >= 500 || status == TOO_MANY_REQUESTS;
        }
    }

    /** What came back: a complete body, not longer than was asked for. */
    record Answer(int status, byte[] body) {}

    /** What is posted. */
    record Body(String contentType, byte[] bytes) {}

    /**
     * What to ask.
     *
     * @param post what to post; a GET without
     * @param timeout for the whole exchange: resolving the name, connecting and the last byte of the body included
     * @param maxBytes longest body that is accepted
     */
    record Request(URI address, Optional<Body> post, Duration timeout, int maxBytes) {

        /** A GET. */
        public static Request get(URI address, Duration timeout, int maxBytes) {
            return new Request(address, Optional.empty(), timeout, maxBytes);
        }

        /** RFC 6960 appendix A.1: a POST of an OCSP request. */
        public static Request ocsp(URI address, byte[] body, Duration timeout, int maxBytes) {
            return new Request(address, Optional.of(new Body("application/ocsp-request", body)), timeout, maxBytes);
        }

        /** {@code host} or {@code host:port}, for messages. */
        public String where() {
            return address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
        }
    }
}
