package dev.tamga.ca.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Fetches over HTTP from whom it may ask alone, whatever its caller asks for: no redirect, no proxy, no cookie, no
 * private address unless allowed by name, one time limit for the whole exchange, one size limit for the body.
 */
public final class HttpFetcher implements Fetcher {
    private static final int MOST_OF_HOST = 16;
    private static final int MOST = 256;

    private final Reach reach;
    private final Names names;
    private final CloseableHttpClient client;
    private final Crews crews = new Crews(MOST_OF_HOST, MOST);

    /** For CAs: these hosts and no other. */
    public HttpFetcher(AllowedHosts hosts) {
        this(new Reach.Listed(hosts), InetAddress::getAllByName, Optional.empty());
    }

    HttpFetcher(Reach reach, Names.Lookup lookup, Optional<Path> trustStore) {
        this.reach = reach;
        this.names = new Names(lookup, reach);
        this.client = PlainClient.open(TrustedServers.open(trustStore), MOST);
    }

    /**
     * For platforms: any public host over https. Http, and private, loopback, link-local, unique-local or multicast
     * addresses only of hosts that are named.
     *
     * @param privateAllowed {@code host} or {@code host:port}
     * @param trustStore PEM file of authorities that are believed beside the JDK's
     * @throws IllegalArgumentException if that file is not PEM, naming it
     */
    public static HttpFetcher toPlatforms(AllowedHosts privateAllowed, Optional<Path> trustStore) {
        return new HttpFetcher(new Reach.Public(privateAllowed), InetAddress::getAllByName, trustStore);
    }

    @Override
    public Answer exchange(Request request) throws IOException {
        if (!reach.allows(request.address())) {
            throw new IOException("host " + request.where() + " " + reach.expected());
        }
        HttpUriRequestBase message = message(request);
        Future<Answer> answer =
                crews.start(request.where().toLowerCase(Locale.ROOT), () -> exchange(request, message));
        try {
            return answer.get(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(request, e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(request.where() + " gave no complete answer within " + request.timeout(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(request.where() + " was interrupted", e);
        } finally {
            // Closes the connection if there still is one: neither a slow body nor a slow handshake holds it.
            message.cancel();
            answer.cancel(true);
        }
    }

    private static IOException failed(Request request, Throwable cause) {
        String what = cause instanceof IOException && cause.getMessage() != null
                ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
                : cause.getClass().getSimpleName();
        return new IOException(request.where() + " failed: " + what, cause);
    }

    private Answer exchange(Request request, HttpUriRequestBase message) throws IOException {
        IOException last = new IOException("the name has no address");
        for (InetAddress address : names.resolve(request.address())) {
            try (ClassicHttpResponse response = client.executeOpen(target(request.address(), address), message, null)) {
                return answer(response, request.maxBytes(), message);
            } catch (ConnectException | NoRouteToHostException | ConnectTimeoutException e) {
                // Nothing was sent: the name's next address may be alive.
                last = e;
            }
        }
        throw last;
    }

    private static Answer answer(ClassicHttpResponse response, int maxBytes, HttpUriRequestBase message)
            throws IOException {
        HttpEntity entity = response.getEntity();
        try {
            byte[] body = entity == null ? new byte[0] : LimitedBody.read(entity.getContent(), maxBytes);
            return new Answer(response.getCode(), body);
        } catch (LimitedBody.TooLong e) {
            // Before the answer is closed: closing would read the rest.
            message.cancel();
            throw e;
        }
    }

    private static HttpHost target(URI address, InetAddress resolved) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        int port = address.getPort() < 0 ? usual : address.getPort();
        return new HttpHost(scheme, resolved, address.getHost(), port);
    }

    private static HttpUriRequestBase message(Request request) {
        HttpUriRequestBase message =
                new HttpUriRequestBase(request.post().isPresent() ? "POST" : "GET", request.address());
        request.post().ifPresent(body ->
                message.setEntity(new ByteArrayEntity(body.bytes(), ContentType.parse(body.contentType()))));
        return message;
    }
}
