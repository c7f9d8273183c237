package dev.tamga.assistant.software;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.tamga.assistant.device.DeviceKey;
import dev.tamga.assistant.device.KeyCertificate;
import dev.tamga.assistant.device.Seal;
import dev.tamga.assistant.device.Signing;
import dev.tamga.assistant.sm2.Sm2Signature;
import dev.tamga.ca.Challenge;

/** A key in a PKCS#12 file. */
public final class SoftwareKey implements DeviceKey {
    private final KeyFiles files;
    private final KeyCard card;
    private final ShownCertificates certificates;

    SoftwareKey(KeyFiles files, KeyCard card, ShownCertificates certificates) {
        this.files = files;
        this.card = card;
        this.certificates = certificates;
    }

    @Override
    public String id() {
        return files.id();
    }

    @Override
    public String label() {
        return card.label();
    }

    /** Digits or letters; empty where {@code name.properties} names none. */
    @Override
    public String mediumNumber() {
        return card.mediumNumber();
    }

    @Override
    public int triesLeft() {
        return new PinTries(files.tries()).left();
    }

    @Override
    public KeyCertificate signing() {
        return certificates.signing();
    }

    /** DER of the signing certificate. */
    public byte[] certificate() {
        return certificates.signing().der();
    }

    @Override
    public Optional<KeyCertificate> encryption() {
        return certificates.encryption();
    }

    @Override
    public List<Seal> seals() {
        return card.seals();
    }

    @Override
    public Signing sign(char[] pin, Challenge challenge) {
        byte[] line = challenge.text().getBytes(StandardCharsets.US_ASCII);
        return switch (PinCheck.open(files, pin)) {
            case PinCheck.Open open -> sign(open.key(), line);
            case PinCheck.Wrong wrong -> new Signing.WrongPin(wrong.triesLeft());
            case PinCheck.Locked locked -> new Signing.PinLocked();
            case PinCheck.Broken broken -> new Signing.Unusable(broken.detail());
        };
    }

    private Signing sign(OpenedKey opened, byte[] line) {
        if (!Arrays.equals(opened.signing().der(), certificate())) {
            return new Signing.Unusable(files.id() + " shows another certificate than it holds");
        }
        try {
            return new Signing.Signed(signature(opened.secret(), line));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return new Signing.Unusable(files.id() + ".p12 holds a private key that cannot sign");
        }
    }

    private byte[] signature(PrivateKey secret, byte[] line) throws GeneralSecurityException {
        if (secret instanceof ECPrivateKey key && signing().algorithm().equals(KeyCertificate.SM2)) {
            return Sm2Signature.sign(key, line);
        }
        if (!(secret instanceof RSAPrivateKey)) {
            throw new IllegalArgumentException("neither SM2 nor RSA");
        }
        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initSign(secret);
        rsa.update(line);
        return rsa.sign();
    }

    @Override
    public String toString() {
        return "SoftwareKey[" + files.id() + "]";
    }
}
