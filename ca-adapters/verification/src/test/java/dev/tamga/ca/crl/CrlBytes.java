package dev.tamga.ca.crl;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.RawCrl;

/** CRLs as bytes, and large ones in no time. */
public final class CrlBytes {
    public static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    public static final ForgedCertificate CA = Certificates.root().subject("C=CN", "O=Forged", "CN=Root")
            .valid(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1))).forge();
    public static final CertificateView SIGNER = view(CA);
    private static final byte[] TIME = {0x17, 13};
    private static final byte[] REVOKED_AT = "260102030405Z".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REASON = {0x30, 0x0c, 0x30, 0x0a, 0x06, 3, 0x55, 0x1d, 0x15, 0x04, 3, 0x0a, 1};

    private CrlBytes() {}

    public static RawCrl raw() {
        return RawCrl.of(CA, NOW.minus(Duration.ofHours(1)), NOW.plus(Duration.ofDays(1)));
    }

    public static Crl verified(byte[] der) throws UnusableCrl {
        return UnverifiedCrl.read(der).verified(SIGNER);
    }

    /** A serial number of sixteen octets that looks as random as a CA's, a different one for each number. */
    public static BigInteger serial(int number) {
        byte[] octets = new byte[16];
        long mixed = number * 0x9e37_79b9_7f4a_7c15L;
        for (int i = 0; i < 8; i++) {
            octets[i] = (byte) (mixed >>> 8 * i);
            octets[8 + i] = (byte) ((mixed ^ number) >>> 8 * i);
        }
        octets[0] = (byte) (octets[0] & 0x3f | 0x40);
        return new BigInteger(1, octets);
    }

    /** So many entries, each second one with a reason: 42 bytes on average, as CAs write them. */
    public static byte[] entries(int count) {
        byte[] bare = entry(serial(0), 0);
        byte[] reasoned = entry(serial(0), 1);
        byte[] entries = new byte[count / 2 * (bare.length + reasoned.length) + count % 2 * bare.length];
        for (int i = 0, at = 0; i < count; i++) {
            byte[] form = i % 2 == 0 ? bare : reasoned;
            System.arraycopy(form, 0, entries, at, form.length);
            // Behind the headers of the entry and of its number, which has no leading zero.
            System.arraycopy(serial(i).toByteArray(), 0, entries, at + 4, 16);
            at += form.length;
            if (i % 2 == 1) {
                entries[at - 1] = (byte) (1 + i % 5);
            }
        }
        return entries;
    }

    /** @param reason 0 for none */
    public static byte[] entry(BigInteger serial, int reason) {
        byte[] number = serial.toByteArray();
        byte[] content = RawCrl.concat(
                new byte[] {2, (byte) number.length}, number, TIME, REVOKED_AT,
                reason == 0 ? new byte[0] : REASON, reason == 0 ? new byte[0] : new byte[] {(byte) reason});
        return RawCrl.concat(new byte[] {0x30, (byte) content.length}, content);
    }

    /** An element of a tag and a content. */
    public static byte[] element(int tag, int... content) {
        byte[] octets = new byte[content.length];
        Arrays.setAll(new Byte[content.length], i -> octets[i] = (byte) content[i]);
        return RawCrl.tagged(tag, octets);
    }

    private static CertificateView view(ForgedCertificate certificate) {
        try {
            return CertificateReader.parse(certificate.encoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
