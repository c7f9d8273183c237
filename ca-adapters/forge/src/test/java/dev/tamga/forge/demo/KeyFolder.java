package dev.tamga.forge.demo;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

import dev.tamga.forge.BouncyCastle;

/** The p12 files of a demo world, as somebody with the PIN reads them. */
record KeyFolder(Path folder) {
    KeyStore load(String name, String pin) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12", BouncyCastle.PROVIDER);
        try (InputStream file = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(file, pin.toCharArray());
        }
        return store;
    }

    KeyStore open(String name) throws Exception {
        return load(name, DemoWorld.PIN);
    }

    X509Certificate signing(String name) throws Exception {
        return (X509Certificate) open(name).getCertificate("signing");
    }
}
