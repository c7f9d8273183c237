package dev.tamga.rp;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.rp.LoginFailed.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/** Security checklist row 46: there is no way to trust everybody. */
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @Test
    void aProviderWithACertificateOfItsOwnMakingIsRefused() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        AtomicInteger requests = new AtomicInteger();
        server.createContext("/", e -> {
            requests.incrementAndGet();
            e.close();
        });
        server.start();
        try {
            RelyingParty party = RelyingParty.forIssuer("https://localhost:" + server.getAddress().getPort())
                    .clientId("150100").clientSecret(ProviderTest.SECRET)
                    .redirectUri("http://localhost:9101/callback").build();
            assertThat(ProviderTest.reasonOf(party::startLogin)).isEqualTo(Reason.PROVIDER_UNREACHABLE);
            assertThat(requests).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    private SSLContext selfSigned() throws Exception {
        Path file = folder.resolve("own.p12");
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-alias", "own",
                "-keystore", file.toString(), "-storepass", new String(PASSWORD)).inheritIO().start().waitFor();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(file)) {
            store.load(stream, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
