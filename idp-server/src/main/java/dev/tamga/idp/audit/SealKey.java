package dev.tamga.idp.audit;

import java.util.List;
import java.util.stream.Stream;

import dev.tamga.ca.sm2.Sm3;
import dev.tamga.idp.secret.MasterKey;

/** HMAC-SM3 over the seal before and the events, under a key that is not in the database. */
public final class SealKey {
    private final byte[] key;

    private SealKey(byte[] key) {
        this.key = key;
    }

    public static SealKey of(MasterKey master) {
        return new SealKey(master.derive("audit-seal", "HmacSM3").getEncoded());
    }

    byte[] seal(byte[] previous, List<SealedEvent> events) {
        byte[][] parts = Stream.concat(Stream.of(previous), events.stream().map(SealedEvent::canonical))
                .toArray(byte[][]::new);
        return Sm3.hmac(key, parts);
    }
}
