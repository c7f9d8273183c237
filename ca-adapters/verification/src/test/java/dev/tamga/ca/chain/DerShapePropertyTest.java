package dev.tamga.ca.chain;

import java.io.IOException;
import java.util.Arrays;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

import static org.assertj.core.api.Assertions.assertThat;

/** DER is accepted whole, and only whole. */
class DerShapePropertyTest {
    private static final String SEED = "20261121";

    @Property(seed = SEED, tries = 300)
    void elementIsAcceptedWholeAndNeitherShorterNorLonger(@ForAll("elements") ASN1Encodable element)
            throws IOException {
        byte[] der = element.toASN1Primitive().getEncoded("DER");

        assertThat(isDer(der)).isTrue();
        assertThat(isDer(Arrays.copyOf(der, der.length + 1))).isFalse();
        assertThat(isDer(Arrays.copyOf(der, der.length - 1))).isFalse();
    }

    /** What is accepted has definite and shortest lengths: Bouncy Castle writes the same bytes again. */
    @Property(seed = SEED)
    void whatIsAcceptedHasNoOtherSpelling(@ForAll("elements") ASN1Encodable element, @ForAll char place,
            @ForAll byte octet) throws IOException {
        byte[] der = element.toASN1Primitive().getEncoded("DER");
        der[place % der.length] = octet;
        if (isDer(der)) {
            assertThat(again(der)).isEqualTo(der);
        }
    }

    @Property(seed = SEED)
    void anyBytesAreAnswered(@ForAll @Size(max = 200) byte[] any) {
        assertThat(isDer(any)).isIn(true, false);
    }

    @Provide
    static Arbitrary<ASN1Encodable> elements() {
        Arbitrary<ASN1Encodable> leaf = Arbitraries.bytes().array(byte[].class).ofMaxSize(300)
                .map(DEROctetString::new);
        return Arbitraries.recursive(
                () -> leaf,
                inner -> Arbitraries.oneOf(
                        inner.array(ASN1Encodable[].class).ofMaxSize(4).map(DERSequence::new),
                        inner.map(one -> new DERTaggedObject(true, 3, one))),
                0, 5);
    }

    private static byte[] again(byte[] der) throws IOException {
        try {
            return ASN1Primitive.fromByteArray(der).getEncoded("DL");
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            // The form is sound, the content is of another type: refused by the reader behind it.
            return der;
        }
    }

    private static boolean isDer(byte[] bytes) {
        try {
            DerShape.check(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
