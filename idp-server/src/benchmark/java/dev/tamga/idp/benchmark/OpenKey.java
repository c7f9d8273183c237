package dev.tamga.idp.benchmark;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;

import org.bouncycastle.jce.provider.BouncyCastleProvider;

import dev.tamga.assistant.sm2.Sm2Signature;
import dev.tamga.ca.Challenge;
import dev.tamga.forge.demo.DemoWorld;
import dev.tamga.idp.Bidder;

/** A demo key that was opened once: the assistant's PIN check would cost the clients more than all the rest. */
public record OpenKey(byte[] certificate, PrivateKey secret) {

    public static OpenKey open(Path p12) throws Exception {
        char[] pin = DemoWorld.PIN.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12", new BouncyCastleProvider());
        try (InputStream file = Files.newInputStream(p12)) {
            store.load(file, pin);
        }
        return new OpenKey(store.getCertificate("signing").getEncoded(), (PrivateKey) store.getKey("signing", pin));
    }

    public String proof(Challenge challenge) throws Exception {
        return Bidder.proof(certificate, challenge.text(), sign(challenge.text().getBytes(StandardCharsets.US_ASCII)));
    }

    byte[] sign(byte[] text) throws Exception {
        if (secret instanceof ECPrivateKey sm2) {
            return Sm2Signature.sign(sm2, text);
        }
        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initSign(secret);
        rsa.update(text);
        return rsa.sign();
    }

    @Override
    public String toString() {
        return "OpenKey[…]";
    }
}
