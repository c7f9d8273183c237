package dev.tamga.ca.sm2;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;

import static org.assertj.core.api.Assertions.assertThat;

/** The bare forms of a signature: each number pair has one spelling in each, and no other bytes are read. */
class SignatureFormsPropertyTest {
    private static final String SEED = "20261121";

    @Property(seed = SEED)
    void pairIsTheSameInAllThreeForms(@ForAll @Size(32) byte[] r, @ForAll @Size(32) byte[] s) throws IOException {
        byte[] plain = concat(r, s);

        assertThat(Sm2Signature.plain(plain)).contains(plain);
        assertThat(Sm2Signature.plain(concat(new byte[32], r, new byte[32], s))).contains(plain);
        if (number(r).signum() > 0 && number(s).signum() > 0) {
            assertThat(Sm2Signature.ofDer(der(number(r), number(s)))).contains(plain);
        }
    }

    @Property(seed = SEED)
    void anyChangeOfOneOctetIsAnotherPairOrNone(
            @ForAll @Size(32) byte[] r, @ForAll @Size(32) byte[] s, @ForAll byte octet, @ForAll char place)
            throws IOException {
        byte[] der = der(number(r).setBit(0), number(s).setBit(0));
        byte[] changed = der.clone();
        changed[place % der.length] = octet;

        Optional<byte[]> read = Sm2Signature.ofDer(changed);
        assertThat(read.isEmpty() || Arrays.equals(again(read.get(), 32), changed)).isTrue();
    }

    @Property(seed = SEED)
    void whatIsReadAsDerIsItsOnlySpelling(@ForAll @Size(max = 110) byte[] any) throws IOException {
        for (int size : new int[] {32, 48}) {
            Optional<byte[]> read = SignaturePair.ofDer(any, size);
            assertThat(read.isEmpty() || Arrays.equals(again(read.get(), size), any)).isTrue();
        }
    }

    @Property(seed = SEED)
    void rangeIsFromOneToTheOrderLessOne(@ForAll @Size(32) byte[] r, @ForAll @Size(32) byte[] n) {
        BigInteger order = number(n).setBit(200);
        boolean isInRange = number(r).signum() > 0 && number(r).compareTo(order) < 0;
        byte[] one = new byte[32];
        one[31] = 1;

        assertThat(SignaturePair.isInRange(concat(r, one), order)).isEqualTo(isInRange);
        assertThat(SignaturePair.isInRange(concat(one, r), order)).isEqualTo(isInRange);
    }

    private static byte[] again(byte[] plain, int size) throws IOException {
        return der(new BigInteger(1, plain, 0, size), new BigInteger(1, plain, size, size));
    }

    private static byte[] der(BigInteger r, BigInteger s) throws IOException {
        return new DERSequence(new ASN1Encodable[] {new ASN1Integer(r), new ASN1Integer(s)}).getEncoded();
    }

    private static BigInteger number(byte[] magnitude) {
        return new BigInteger(1, magnitude);
    }

    private static byte[] concat(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
