package dev.tamga.ca.crl;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;

import dev.tamga.forge.ForgedName;

import static dev.tamga.ca.crl.CrlBytes.CA;
import static dev.tamga.ca.crl.CrlBytes.entry;
import static dev.tamga.ca.crl.CrlBytes.raw;
import static dev.tamga.ca.crl.CrlBytes.serial;
import static dev.tamga.ca.crl.CrlBytes.verified;
import static org.assertj.core.api.Assertions.assertThat;

/** The index answers exactly, and a million entries fit. */
class CrlIndexTest {
    private static final int MILLION = 1_000_000;
    private static final X500Name ISSUER = CA.subject();

    @Test
    void millionEntriesAreHeldInLessThanFortyMegabytes() throws UnusableCrl {
        byte[] der = raw().entry(CrlBytes.entries(MILLION)).forge();
        Crl crl = verified(der);

        assertThat(der.length).isGreaterThan(40_000_000);
        assertThat(crl.count()).isEqualTo(MILLION);
        assertThat(crl.retained()).isLessThan(40_000_000);
        for (int i = 0; i < MILLION; i += 97) {
            assertThat(crl.find(ISSUER, serial(i)).orElseThrow())
                    .isEqualTo(new Crl.Entry(i % 2 == 0 ? 0 : 1 + i % 5, Instant.parse("2026-01-02T03:04:05Z")));
            assertThat(crl.find(ISSUER, serial(i).add(BigInteger.ONE))).isEmpty();
            assertThat(crl.find(ISSUER, serial(i).flipBit(100))).isEmpty();
        }
    }

    @Test
    void longestSerialNumbersFitToo() {
        SerialTable table = new SerialTable(MILLION, SerialTable.MOST_OCTETS, false, 1);
        SerialTable indirect = new SerialTable(MILLION, SerialTable.MOST_OCTETS, true, 1);

        assertThat(table.bytes()).isLessThan(34_000_000);
        assertThat(indirect.bytes()).isLessThan(36_000_000);
    }

    @Test
    void indexIsNeverLargerThanTheCrl() throws UnusableCrl {
        // The shortest entry there is: a serial number of one octet.
        byte[] der = raw().entry(repeated(entry(BigInteger.ONE, 0), 100_000)).forge();

        assertThat(verified(der).retained()).isLessThan(der.length);
    }

    @Test
    void everySerialNumberIsFoundAndNoOther() throws UnusableCrl {
        Random random = new Random(7);
        Map<BigInteger, Integer> expected = new HashMap<>();
        var crl = raw();
        for (int i = 0; i < 20_000; i++) {
            // Of all lengths, and dense where they are short: many share their words with others.
            BigInteger serial = new BigInteger(1 + random.nextInt(160), random);
            if (expected.putIfAbsent(serial, i % 7) == null) {
                crl.entry(entry(serial, i % 7));
            }
        }
        Crl read = verified(crl.forge());

        assertThat(read.count()).isEqualTo(expected.size());
        expected.forEach((serial, reason) ->
                assertThat(read.find(ISSUER, serial).orElseThrow().reason()).isEqualTo(reason));
        for (int i = 0; i < 100_000; i++) {
            BigInteger serial = new BigInteger(1 + random.nextInt(160), random);
            assertThat(read.find(ISSUER, serial).isPresent()).isEqualTo(expected.containsKey(serial));
        }
    }

    @Test
    void serialNumbersThatShareTheirEndAreTold() throws UnusableCrl {
        BigInteger serial = BigInteger.valueOf(0x1122_3344);
        Crl crl = verified(raw().entry(entry(serial, 1)).entry(entry(serial.setBit(150), 4)).forge());

        assertThat(crl.find(ISSUER, serial).orElseThrow().reason()).isEqualTo(1);
        assertThat(crl.find(ISSUER, serial.setBit(150)).orElseThrow().reason()).isEqualTo(4);
        assertThat(crl.find(ISSUER, serial.setBit(149))).isEmpty();
        assertThat(crl.find(ISSUER, serial.setBit(170))).isEmpty();
        assertThat(crl.find(ISSUER, serial.negate())).isEmpty();
        assertThat(crl.find(ISSUER, BigInteger.ZERO)).isEmpty();
    }

    @Test
    void ofTwoEntriesTheGraverCounts() throws UnusableCrl {
        assertThat(reasonOf(6, 1)).isEqualTo(1);
        assertThat(reasonOf(1, 6)).isEqualTo(1);
        assertThat(reasonOf(8, 6)).isEqualTo(6);
        assertThat(reasonOf(6, 8)).isEqualTo(6);
        assertThat(reasonOf(4, 1)).as("both are for ever; the first stays").isEqualTo(4);
    }

    @Test
    void anotherIssuersCertificateIsNotListed() throws UnusableCrl {
        Crl crl = verified(raw().entry(entry(BigInteger.TEN, 1)).forge());

        assertThat(crl.find(ForgedName.of("C=CN", "O=Other"), BigInteger.TEN)).isEmpty();
        assertThat(crl.find(ForgedName.of("C=CN", "O=FORGED", "CN=root"), BigInteger.TEN)).isPresent();
    }

    private static int reasonOf(int first, int second) throws UnusableCrl {
        Crl crl = verified(raw()
                .entry(entry(BigInteger.TEN, first)).entry(entry(BigInteger.TEN, second)).forge());
        assertThat(crl.count()).isEqualTo(1);
        return crl.find(ISSUER, BigInteger.TEN).orElseThrow().reason();
    }

    private static byte[] repeated(byte[] entry, int times) {
        byte[] all = new byte[entry.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(entry, 0, all, i * entry.length, entry.length);
        }
        return all;
    }
}
