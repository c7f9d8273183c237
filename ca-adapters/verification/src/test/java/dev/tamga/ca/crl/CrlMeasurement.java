package dev.tamga.ca.crl;

import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;

import org.bouncycastle.asn1.x500.X500Name;

/** Prints what a CRL of a million entries costs, in CPU time of one thread: for docs/performance.md. */
public final class CrlMeasurement {
    private static final int MILLION = 1_000_000;
    private static final int ROUNDS = 7;

    private CrlMeasurement() {}

    public static void main(String[] none) throws UnusableCrl {
        byte[] der = CrlBytes.raw().entry(CrlBytes.entries(MILLION)).forge();
        long[] whole = new long[ROUNDS];
        long[] index = new long[ROUNDS];
        Crl crl = null;
        for (int round = 0; round < ROUNDS; round++) {
            long start = cpu();
            UnverifiedCrl read = UnverifiedCrl.read(der);
            crl = read.verified(CrlBytes.SIGNER);
            whole[round] = cpu() - start;
            Envelope envelope = Envelope.read(der);
            start = cpu();
            Entries.read(der, envelope.entriesFrom(), envelope.entriesTo(), read.header(), round);
            index[round] = cpu() - start;
        }
        System.out.printf("%,d bytes: verified and indexed %d ms, indexed %d ms (medians), index %,d bytes%n",
                der.length, median(whole) / 1_000_000, median(index) / 1_000_000, crl.retained());
        lookUps(crl);
    }

    private static void lookUps(Crl crl) {
        Random random = new Random(1);
        X500Name issuer = CrlBytes.CA.subject();
        BigInteger[] listed = new BigInteger[MILLION];
        Arrays.setAll(listed, i -> CrlBytes.serial(random.nextInt(MILLION)));
        BigInteger[] others = new BigInteger[MILLION];
        Arrays.setAll(others, i -> listed[i].flipBit(3));
        long[] hits = new long[ROUNDS];
        long[] misses = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            hits[round] = timed(crl, issuer, listed, MILLION);
            misses[round] = timed(crl, issuer, others, 0);
        }
        System.out.printf("look-up: listed %d ns, not listed %d ns (medians)%n",
                median(hits) / MILLION, median(misses) / MILLION);
    }

    private static long timed(Crl crl, X500Name issuer, BigInteger[] serials, int expected) {
        long start = cpu();
        int found = 0;
        for (BigInteger serial : serials) {
            found += crl.find(issuer, serial).isPresent() ? 1 : 0;
        }
        long took = cpu() - start;
        if (found != expected) {
            throw new IllegalStateException(found + " found; expected " + expected);
        }
        return took;
    }

    private static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
