package dev.tamga.assistant.device;

import java.util.List;
import java.util.Optional;

import dev.tamga.ca.Challenge;

/** One key (锁): its certificates are public, its private key answers to the PIN alone. */
public interface DeviceKey {

    /** Unique on the device and stable while the key is plugged in. */
    String id();

    /** For the bidder to tell keys apart. */
    String label();

    /** 硬件介质号: digits or letters printed on the medium. */
    String mediumNumber();

    /** Wrong PINs that the key still forgives; 0 is locked. */
    int triesLeft();

    /** 签名证书. */
    KeyCertificate signing();

    /** 加密证书, where the key is a dual one. */
    Optional<KeyCertificate> encryption();

    /** 签章: the electronic seals stored in the key. */
    List<Seal> seals();

    /**
     * Signs the challenge's line with the signing key: SM2 as DER over SM3 with Z and the default user id
     * (GM/T 0009), RSA as PKCS#1 with SHA-256.
     *
     * @param pin the caller's to clear
     */
    Signing sign(char[] pin, Challenge challenge);
}
