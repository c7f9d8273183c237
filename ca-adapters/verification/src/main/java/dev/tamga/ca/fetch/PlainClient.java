package dev.tamga.ca.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;

/** Apache HttpClient with everything left out that could take an exchange further than its address. */
final class PlainClient {
    private static final int CONNECT_SECONDS = 2;
    // Of one read; the deadline of the whole exchange is the fetcher's.
    private static final int READ_SECONDS = 60;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_LINE = 8192;

    private PlainClient() {}

    static CloseableHttpClient open(SSLContext tls, int mostConnections) {
        return HttpClients.custom()
                .setConnectionManager(connections(tls, mostConnections))
                // A connection of its own for each exchange: none is found dead, none outlives its check of addresses.
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("Tamga")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                // An answer is read as it was sent: nothing is unpacked, so nothing grows.
                .disableContentCompression()
                .build();
    }

    private static HttpClientConnectionManager connections(SSLContext tls, int mostConnections) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Nobody())
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                .setMaxConnTotal(mostConnections)
                .setMaxConnPerRoute(mostConnections)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(MOST_HEADERS)
                                .setMaxLineLength(LONGEST_LINE)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .setSocketTimeout(READ_SECONDS, TimeUnit.SECONDS)
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(READ_SECONDS, TimeUnit.SECONDS)
                        .build())
                .build();
    }

    /** The client is always given an address: it resolves no name itself, so none is resolved unchecked. */
    private static final class Nobody implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException(host + " was to be resolved beyond the check of addresses");
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
