package dev.tamga.idp.outgoing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tamga.ca.fetch.AllowedHosts;
import dev.tamga.ca.fetch.Fetcher;
import dev.tamga.ca.fetch.HttpFetcher;

/**
 * Calls to addresses that platforms registered: https to public addresses alone, so that a registered address reaches
 * nothing inside; redirects are not followed. Exceptions stand in the settings by name.
 */
public final class Outgoing {
    /** For the whole exchange, resolving the name included. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final int LONGEST_ANSWER = 64 * 1024;

    private final Fetcher fetcher;

    Outgoing(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /**
     * @param privateHosts {@code host} or {@code host:port} that may be private, or spoken to over http
     * @param trustStore PEM file of authorities that are believed beside the JDK's
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    public static Outgoing open(Set<String> privateHosts, Optional<Path> trustStore) {
        for (String host : privateHosts) {
            if (!AllowedHosts.hasForm(host)) {
                throw new IllegalArgumentException("tamga.outgoing.allowed-private-hosts: \"" + host
                        + "\" found; expected host or host:port in lower case");
            }
        }
        return new Outgoing(HttpFetcher.toPlatforms(AllowedHosts.ofPrivate(privateHosts), trustStore));
    }

    /**
     * Posts a form once.
     *
     * @return the status of the answer; a redirect is a status like any other
     * @throws IOException address not allowed, no connection, too slow, too large
     */
    public int post(URI address, Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        Fetcher.Body posted = new Fetcher.Body(
                "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.US_ASCII));
        return fetcher.exchange(new Fetcher.Request(address, Optional.of(posted), TIMEOUT, LONGEST_ANSWER)).status();
    }

    /**
     * Gets a document once.
     *
     * @return the body of a 200
     * @throws IOException as {@link #post}, and for any other status
     */
    public byte[] get(URI address) throws IOException {
        return fetcher.fetch(Fetcher.Request.get(address, TIMEOUT, LONGEST_ANSWER));
    }
}
