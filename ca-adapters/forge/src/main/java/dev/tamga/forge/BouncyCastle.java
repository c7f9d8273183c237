package dev.tamga.forge;

import java.security.Provider;

import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The one provider instance of the forge. Passed by instance and never registered: inserted first, it would break the
 * JDK's own PKCS#12 key store.
 */
public final class BouncyCastle {
    public static final Provider PROVIDER = new BouncyCastleProvider();

    private BouncyCastle() {}
}
