package dev.tamga.idp;

import java.util.Base64;

import dev.tamga.idp.secret.MasterKey;

/** Master keys of tests. */
public final class TestMaster {
    private TestMaster() {}

    /** Another seed, another key. */
    public static MasterKey key(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return MasterKey.of("TAMGA_MASTER_KEY", Base64.getEncoder().encodeToString(key));
    }
}
