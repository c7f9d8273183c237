package dev.tamga.ca.revocation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches over HTTP from the allowed hosts alone, whatever its caller asks for: no redirects, no proxy,
 * no private address unless allowed by name, one time limit for the whole exchange, one size limit for the body.
 */
public final class HttpFetcher implements Fetcher {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final AllowedHosts hosts;
    private final HttpClient client;

    public HttpFetcher(AllowedHosts hosts) {
        this.hosts = hosts;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                // A proxy would resolve names again, beyond the check of addresses.
                .proxy(HttpClient.Builder.NO_PROXY)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    @Override
    public byte[] fetch(Request request) throws IOException {
        checkHost(request.address());
        HttpResponse<byte[]> response = exchange(request);
        if (response.statusCode() != 200) {
            throw new IOException(where(request) + " answered " + response.statusCode() + "; expected 200");
        }
        return response.body();
    }

    private void checkHost(URI address) throws IOException {
        if (!hosts.allows(address)) {
            throw new IOException("host " + address.getHost() + ":" + address.getPort()
                    + " is not among revocation.hosts");
        }
        if (hosts.allowsPrivate(address)) {
            return;
        }
        for (InetAddress found : InetAddress.getAllByName(address.getHost())) {
            if (PrivateAddress.is(found)) {
                throw new IOException("host " + address.getHost()
                        + " resolves to a private address; expected a public one");
            }
        }
    }

    private HttpResponse<byte[]> exchange(Request request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(httpRequest(request), head -> new LimitedBody(request.maxBytes()));
        try {
            return answer.get(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(where(request) + " failed: " + e.getCause().getClass().getSimpleName(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(where(request) + " gave no complete answer within " + request.timeout(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(where(request) + " was interrupted", e);
        } finally {
            // Ends the exchange if it still runs: a slow body holds no connection.
            answer.cancel(true);
        }
    }

    private static HttpRequest httpRequest(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.address()).timeout(request.timeout());
        request.post().ifPresent(body -> builder
                .header("Content-Type", "application/ocsp-request")
                .header("Accept", "application/ocsp-response")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        return builder.build();
    }

    private static String where(Request request) {
        return request.address().getHost() + ":" + request.address().getPort();
    }
}
