package dev.tamga.ca.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whose TLS certificates are believed: the JDK's authorities, and those of a PEM file beside them. */
final class TrustedServers {
    private TrustedServers() {}

    /**
     * @param more PEM file of CA certificates that are trusted too
     * @throws IllegalArgumentException if the file is no such file, naming it
     */
    static SSLContext open(Optional<Path> more) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, more.isPresent() ? trust(both(more.get())) : null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(more.map(Path::toString).orElse("the JDK's trust store")
                    + ": the certificates cannot be read (" + e.getMessage() + "); expected PEM", e);
        }
    }

    private static KeyStore both(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (TrustManager manager : trust(null)) {
            if (manager instanceof X509TrustManager usual) {
                for (X509Certificate authority : usual.getAcceptedIssuers()) {
                    add(store, authority);
                }
            }
        }
        try (InputStream pem = Files.newInputStream(file)) {
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                add(store, authority);
            }
        }
        return store;
    }

    private static void add(KeyStore store, Certificate authority) throws GeneralSecurityException {
        store.setCertificateEntry("ca-" + store.size(), authority);
    }

    private static TrustManager[] trust(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
