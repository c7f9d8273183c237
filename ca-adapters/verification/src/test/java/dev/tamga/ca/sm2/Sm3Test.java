package dev.tamga.ca.sm2;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class Sm3Test {

    /** The example that GM/T 0042 and GB/T 15852.2 give; OpenSSL computes the same. */
    @Test
    void hmacIsThatOfTheStandardsVector() {
        byte[] key = HexFormat.of().parseHex("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425");
        byte[] message = HexFormat.of().parseHex("cd".repeat(50));
        assertThat(HexFormat.of().formatHex(Sm3.hmac(key, message)))
                .isEqualTo("220bf579ded555393f0159f66c99877822a3ecf610d1552154b41d44b94db3ae");
    }

    @Test
    void partsAreOneMessage() {
        byte[] key = "k".repeat(32).getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Sm3.hmac(key, "abcdef".getBytes(StandardCharsets.US_ASCII));
        assertThat(Sm3.hmac(key, "abc".getBytes(StandardCharsets.US_ASCII), "def".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(whole)
                .hasSize(Sm3.SIZE);
    }
}
