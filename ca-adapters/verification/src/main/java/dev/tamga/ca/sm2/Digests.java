package dev.tamga.ca.sm2;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.bouncycastle.crypto.digests.SM3Digest;

/** The digests of signatures by name. */
final class Digests {
    static final String SM3 = "SM3";

    private Digests() {}

    static byte[] of(String digest, byte[] message) {
        return of(digest, ByteBuffer.wrap(message));
    }

    static byte[] of(String digest, ByteBuffer message) {
        return digest.equals(SM3) ? sm3(message) : jdk(digest, message);
    }

    private static byte[] sm3(ByteBuffer message) {
        SM3Digest digest = new SM3Digest();
        digest.update(message.array(), message.arrayOffset() + message.position(), message.remaining());
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }

    private static byte[] jdk(String name, ByteBuffer message) {
        try {
            MessageDigest digest = MessageDigest.getInstance(name);
            digest.update(message.duplicate());
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }
}
