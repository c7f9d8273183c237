package dev.tamga.idp.audit;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

import dev.tamga.ca.sm2.Sm3;
import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.MasterKey;

/** HMAC-SM3 over the seal before and the events, under a key that is not in the database. */
public final class SealKey {
    private final List<byte[]> keys;

    private SealKey(List<byte[]> keys) {
        this.keys = keys;
    }

    public static SealKey of(MasterKey master) {
        return new SealKey(master.deriveAll("audit-seal", "HmacSM3").stream().map(SecretKey::getEncoded).toList());
    }

    byte[] seal(byte[] previous, List<SealedEvent> events) {
        return seal(keys.getFirst(), previous, events);
    }

    /**
     * Which key made a seal.
     *
     * @param value of the seal
     * @param previous value of the one before it
     * @return 0 for the present master key, 1 for the one before it, and so on; empty if none did
     */
    OptionalInt maker(byte[] value, byte[] previous, List<SealedEvent> events) {
        return IntStream.range(0, keys.size())
                .filter(i -> Hash.same(seal(keys.get(i), previous, events), value))
                .findFirst();
    }

    private static byte[] seal(byte[] key, byte[] previous, List<SealedEvent> events) {
        byte[][] parts = Stream.concat(Stream.of(previous), events.stream().map(SealedEvent::canonical))
                .toArray(byte[][]::new);
        return Sm3.hmac(key, parts);
    }
}
