package dev.tamga.ca.sm2;

import java.security.Provider;

import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The provider as an instance. It is never registered: registered first it breaks the JDK's own key stores. */
public final class BouncyCastle {
    public static final Provider PROVIDER = new BouncyCastleProvider();

    private BouncyCastle() {}
}
