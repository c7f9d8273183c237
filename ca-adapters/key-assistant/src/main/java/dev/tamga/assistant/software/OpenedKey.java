package dev.tamga.assistant.software;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.util.Optional;

import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

import dev.tamga.assistant.device.KeyCertificate;

/** What a PKCS#12 holds once its PIN was right. */
record OpenedKey(PrivateKey secret, KeyCertificate signing, Optional<KeyCertificate> encryption) {
    // Never registered with the JVM: the JDK's PKCS12 store breaks when Bouncy Castle comes first, and knows no SM2.
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final String SIGNING = "signing";
    private static final String ENCRYPTION = "encryption";

    /** A broken file is told from a wrong PIN before a PIN is tried. */
    static byte[] readFile(Path file) throws UnreadableFile {
        byte[] bytes = KeyFiles.read(file);
        try {
            Pfx.getInstance(bytes);
            return bytes;
        } catch (RuntimeException e) {
            throw new UnreadableFile(file, "is not a PKCS#12 file");
        }
    }

    /** The store, or nothing where the PIN does not fit its MAC (RFC 7292 §4). */
    static Optional<KeyStore> unlock(byte[] pkcs12, char[] pin) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12", BOUNCY_CASTLE);
        try {
            store.load(new ByteArrayInputStream(pkcs12), pin);
            return Optional.of(store);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** @throws UnreadableFile if there is no entry "signing" with a private key and a certificate */
    static OpenedKey of(KeyStore store, KeyFiles files, char[] pin) throws GeneralSecurityException, UnreadableFile {
        Key secret = store.getKey(SIGNING, pin);
        Optional<KeyCertificate> signing = certificate(store, SIGNING);
        if (!(secret instanceof PrivateKey found) || signing.isEmpty()) {
            throw new UnreadableFile(files.p12(), "has no entry \"signing\" with a private key and a certificate");
        }
        return new OpenedKey(found, signing.get(), certificate(store, ENCRYPTION));
    }

    private static Optional<KeyCertificate> certificate(KeyStore store, String alias) throws GeneralSecurityException {
        Certificate found = store.getCertificate(alias);
        return found == null ? Optional.empty() : Optional.of(KeyCertificate.of(found.getEncoded()));
    }

    @Override
    public String toString() {
        return "OpenedKey[" + signing.serial() + "]";
    }
}
