package dev.tamga.ca.sm2;

import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** SM3 (GB/T 32905) with a key: HMAC (RFC 2104, GB/T 15852.2). */
public final class Sm3 {
    /** Bytes of a digest. */
    public static final int SIZE = 32;

    private Sm3() {}

    /** HMAC-SM3 over the parts, one after the other. */
    public static byte[] hmac(byte[] key, byte[]... parts) {
        HMac mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(key));
        for (byte[] part : parts) {
            mac.update(part, 0, part.length);
        }
        byte[] result = new byte[SIZE];
        mac.doFinal(result, 0);
        return result;
    }
}
