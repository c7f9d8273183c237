package dev.tamga.ca.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Platforms over TLS: whose certificates are believed, and for which name. */
class TlsFetchTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    // TLS goes by the machine's own clock.
    private final Instant now = Clock.systemUTC().instant();
    private final ForgedCertificate root = Certificates.root().key(ForgedKey.rsa(2048)).subject("CN=Inner root")
            .valid(now.minus(DAY), now.plus(DAY)).forge();
    private HttpsServer server;

    @BeforeEach
    void startServer() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void authorityOfTheTrustStoreIsBelieved() throws IOException {
        assertThat(get("localhost", Optional.of(root))).asString().isEqualTo("ok");
    }

    @Test
    void unknownAuthorityIsNotBelieved() {
        assertThatThrownBy(() -> get("localhost", Optional.empty())).isInstanceOf(IOException.class)
                .hasMessageContaining("SSLHandshakeException");
    }

    @Test
    void certificateForAnotherNameIsNotBelieved() {
        assertThatThrownBy(() -> get("127.0.0.1", Optional.of(root))).isInstanceOf(IOException.class)
                .hasMessageContaining("SSL");
    }

    private byte[] get(String host, Optional<ForgedCertificate> trusted) throws IOException {
        String place = host + ":" + server.getAddress().getPort();
        Optional<Path> file = trusted.isEmpty()
                ? Optional.empty()
                : Optional.of(Files.writeString(folder.resolve("trust.pem"), trusted.get().pem()));
        return HttpFetcher.toPlatforms(AllowedHosts.ofPrivate(Set.of(place)), file)
                .fetch(Fetcher.Request.get(URI.create("https://" + place + "/"), Duration.ofSeconds(20), 1000));
    }

    private SSLContext context() throws Exception {
        ForgedCertificate own = Certificates.leaf(root).key(ForgedKey.rsa(2048)).subject("CN=localhost")
                .valid(now.minus(DAY), now.plus(DAY))
                .extension(ForgedExtension.of("2.5.29.17",
                        new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost"))))
                .forge();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", own.key().privateKey(), new char[0], new Certificate[] {own.x509(), root.x509()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
