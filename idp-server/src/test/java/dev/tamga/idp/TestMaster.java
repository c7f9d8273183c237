package dev.tamga.idp;

import java.util.Base64;

import dev.tamga.idp.secret.MasterKey;

/** Master keys of tests. */
public final class TestMaster {
    private TestMaster() {}

    /** Another seed, another key. */
    public static MasterKey key(int seed) {
        return MasterKey.of("TAMGA_MASTER_KEY", base64(seed));
    }

    /** One that replaces another. */
    public static MasterKey key(int seed, int previous) {
        return key(seed).after("TAMGA_MASTER_KEY_PREVIOUS", base64(previous));
    }

    public static String base64(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(key);
    }
}
