package dev.tamga.ca.crl;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.Stream;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.RawCrl;
import dev.tamga.forge.RevocationReason;
import dev.tamga.forge.SigningAlgorithm;

import static dev.tamga.ca.crl.CrlBytes.CA;
import static dev.tamga.ca.crl.CrlBytes.NOW;
import static dev.tamga.ca.crl.CrlBytes.element;
import static dev.tamga.ca.crl.CrlBytes.entry;
import static dev.tamga.ca.crl.CrlBytes.raw;
import static dev.tamga.ca.crl.CrlBytes.verified;
import static dev.tamga.forge.RawCrl.concat;
import static dev.tamga.forge.RawCrl.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Everything that is no CRL as RFC 5280 §5 has it, most of it signed by the CA all the same. */
class HostileCrlTest {
    private static final byte[] TEN = {2, 1, 10};
    private static final byte[] TIME = RawCrl.time(NOW);

    @Test
    void noPartOfACrlIsACrl() {
        byte[] whole = dev.tamga.forge.Crl.of(CA, NOW).nextUpdate(NOW).number(1)
                .revoke(BigInteger.TEN, NOW, RevocationReason.KEY_COMPROMISE).forge();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> verified(part)).isInstanceOf(UnusableCrl.class);
        }
    }

    @Test
    void noAlteredCrlIsUsable() {
        byte[] whole = dev.tamga.forge.Crl.of(CA, NOW).nextUpdate(NOW).number(1)
                .revoke(BigInteger.TEN, NOW, RevocationReason.KEY_COMPROMISE).forge();
        for (int i = 0; i < whole.length; i++) {
            byte[] altered = whole.clone();
            altered[i] ^= (byte) (1 << i % 8);
            assertThatThrownBy(() -> verified(altered)).as("byte " + i).isInstanceOf(UnusableCrl.class);
        }
    }

    static Stream<Arguments> entriesThatAreNone() {
        byte[] noZone = element(0x17, "2601020304Z".chars().toArray());
        return Stream.of(
                arguments("an indefinite length", new byte[] {0x30, (byte) 0x80, 0, 0}),
                arguments("a length of four gigabytes",
                        new byte[] {0x30, (byte) 0x84, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff}),
                arguments("a length of five octets", new byte[] {0x30, (byte) 0x85, 0, 0, 0, 0, 1, 0}),
                arguments("a padded length", concat(new byte[] {0x30, (byte) 0x81, 18}, TEN, TIME)),
                arguments("a length beyond the list", new byte[] {0x30, 0x70, 2, 1, 1}),
                arguments("another tag", tagged(0x31, concat(TEN, TIME))),
                arguments("no content", element(0x30)),
                arguments("an empty serial number", tagged(0x30, concat(element(2), TIME))),
                arguments("a padded serial number", tagged(0x30, concat(element(2, 0, 1), TIME))),
                arguments("a padded negative serial number", tagged(0x30, concat(element(2, 0xff, 0x80), TIME))),
                arguments("no time", tagged(0x30, TEN)),
                arguments("a time without seconds", tagged(0x30, concat(TEN, noZone))),
                arguments("a time with a zone",
                        tagged(0x30, concat(TEN, element(0x17, "260102030405+0800".chars().toArray())))),
                arguments("the 30th of February",
                        tagged(0x30, concat(TEN, element(0x17, "260230030405Z".chars().toArray())))),
                arguments("a time of letters",
                        tagged(0x30, concat(TEN, element(0x17, "26o102030405Z".chars().toArray())))),
                arguments("something behind the extensions",
                        tagged(0x30, concat(TEN, TIME, element(0x30), element(5)))),
                arguments("a reason of two octets", withExtension(0x15, false, element(10, 0, 1))),
                arguments("a reason below zero", withExtension(0x15, false, element(10, 0xff))),
                arguments("a reason and more", withExtension(0x15, false, element(10, 1, 2, 3))),
                arguments("a reason that is a number", withExtension(0x15, false, element(2, 1))),
                arguments("an invalidity date that is none", withExtension(0x18, false, element(24, '2'))),
                arguments("an unknown critical extension", withExtension(0x17, true, element(5))),
                arguments("another certificate issuer", withExtension(0x1d, true, element(0x30))),
                arguments("one extension twice", tagged(0x30, concat(TEN, TIME, tagged(0x30, concat(
                        extension(0x15, false, element(10, 1)), extension(0x15, false, element(10, 6))))))),
                arguments("criticality of two octets", tagged(0x30, concat(TEN, TIME, tagged(0x30, tagged(0x30,
                        concat(element(6, 0x55, 0x1d, 0x15), element(1, 0, 0), tagged(4, element(10, 1)))))))),
                arguments("criticality that is neither", tagged(0x30, concat(TEN, TIME, tagged(0x30, tagged(0x30,
                        concat(element(6, 0x55, 0x1d, 0x15), element(1, 1), tagged(4, element(10, 1)))))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entriesThatAreNone")
    void crlWithAnEntryThatIsNoneIsNotUsed(String what, byte[] entry) {
        byte[] signed = raw().entry(entry(BigInteger.ONE, 0)).entry(entry).forge();

        assertThatThrownBy(() -> verified(signed)).as(what).isInstanceOf(UnusableCrl.class);
    }

    @Test
    void oddEntriesThatRfc5280AllowsAreRead() throws UnusableCrl {
        assertThat(reason(withExtension(0x15, false, element(10, 6)))).isEqualTo(6);
        assertThat(reason(withExtension(0x15, true, element(10, 4)))).isEqualTo(4);
        assertThat(reason(withExtension(0x18, false,
                element(24, "20260102030405Z".chars().toArray())))).isZero();
        assertThat(reason(withExtension(0x17, false, element(5)))).as("an unknown one that is not critical").isZero();
        assertThat(reason(tagged(0x30, concat(TEN, element(24, "20600102030405Z".chars().toArray()))))).isZero();
        assertThat(reason(tagged(0x30, concat(TEN, TIME, tagged(0x30, tagged(0x30,
                concat(element(6, 0x55, 0x1d, 0x15), element(1, 0), tagged(4, element(10, 1)))))))))
                .as("FALSE written out").isEqualTo(1);
    }

    @Test
    void serialNumbersThatNoCertificateHasHereAreSkipped() throws UnusableCrl {
        byte[] negative = tagged(0x30, concat(element(2, 0xf6), TIME));
        byte[] long22 = tagged(0x30, concat(tagged(2, BigInteger.ZERO.setBit(170).toByteArray()), TIME));
        Crl crl = verified(raw().entry(negative).entry(long22).entry(entry(BigInteger.TEN, 1)).forge());

        assertThat(crl.count()).isEqualTo(1);
        assertThat(crl.find(CA.subject(), BigInteger.TEN)).isPresent();
    }

    @Test
    void versionsAndAlgorithmsMustFit() throws UnusableCrl {
        byte[] number = numbered(new ASN1Integer(1));

        assertThat(verified(raw().version().forge()).count()).isZero();
        assertUnusable(raw().version(element(2, 0)), "version");
        assertUnusable(raw().version(element(2, 2)), "version");
        assertUnusable(raw().version().tail(number), "not of version 2");
        assertUnusable(raw().innerAlgorithm(SigningAlgorithm.SHA256_WITH_RSA), "algorithms differ");
        assertUnusable(raw().thisUpdate(element(0x17, "260102030405".chars().toArray())), "time");
        assertUnusable(raw().thisUpdate(element(4)), "tag");
    }

    @Test
    void nothingMayFollow() {
        assertUnusable(raw().tail(element(5)), "malformed");
        assertUnusable(raw().after(element(5)), "malformed");
        byte[] twice = concat(raw().forge(), new byte[] {0});
        assertThatThrownBy(() -> verified(twice)).hasMessageContaining("malformed");
    }

    @Test
    void extensionsThatAreNoneAreNotUsed() {
        byte[] number = extension("2.5.29.20", false, new byte[] {2, 1, 1});

        assertUnusable(raw().tail(tagged(0xa0, tagged(0x30, concat(number, number)))), "malformed");
        assertUnusable(raw().tail(tagged(0xa0, tagged(0x30, extension("2.5.29.18", true, element(0x30))))),
                "critical extension 2.5.29.18");
        assertUnusable(raw().tail(numbered(new ASN1Integer(-1))), "negative");
        assertUnusable(raw().tail(numbered(new ASN1Integer(BigInteger.ONE.shiftLeft(161)))), "20 octets");
        assertUnusable(raw().tail(numbered(DERNull.INSTANCE)), "malformed");
        assertUnusable(raw().tail(tagged(0xa0, tagged(0x30,
                extension("2.5.29.28", true, nested(60))))), "malformed");
        assertUnusable(raw().tail(tagged(0xa0, tagged(0x30,
                extension("1.2.3.4", false, new byte[70_000])))), "malformed");
    }

    @Test
    void weakSignatureAlgorithmIsNotAccepted() throws Exception {
        ForgedCertificate rsa = Certificates.root().key(ForgedKey.rsa(2048)).subject("CN=RSA")
                .valid(NOW, NOW.plusSeconds(60)).forge();
        var signer = CertificateReader.parse(rsa.encoded());
        byte[] strong = dev.tamga.forge.Crl.of(rsa, NOW).nextUpdate(NOW).forge();
        byte[] weak = dev.tamga.forge.Crl.of(rsa, NOW).nextUpdate(NOW)
                .algorithm(SigningAlgorithm.SHA1_WITH_RSA).forge();

        assertThat(UnverifiedCrl.read(strong).verified(signer).count()).isZero();
        assertThatThrownBy(() -> UnverifiedCrl.read(weak).verified(signer))
                .hasMessage("the CRL's signature algorithm is not accepted");
    }

    @Test
    void signerNeedsTheNameAndTheUsage() throws Exception {
        byte[] crl = raw().forge();
        var namesake = CertificateReader.parse(Certificates.root().subject("C=CN", "O=Forged", "CN=Root")
                .valid(NOW, NOW.plusSeconds(60)).forge().encoded());
        var otherName = CertificateReader.parse(Certificates.root().key(CA.key()).subject("CN=Other")
                .valid(NOW, NOW.plusSeconds(60)).forge().encoded());
        var noUsage = CertificateReader.parse(Certificates.root().key(CA.key()).subject("C=CN", "O=Forged", "CN=Root")
                .extension(ForgedExtension.keyUsage(ForgedExtension.SIGNING))
                .valid(NOW, NOW.plusSeconds(60)).forge().encoded());

        assertThatThrownBy(() -> UnverifiedCrl.read(crl).verified(namesake)).hasMessageContaining("not signed");
        assertThatThrownBy(() -> UnverifiedCrl.read(crl).verified(otherName)).hasMessageContaining("another issuer's");
        assertThatThrownBy(() -> UnverifiedCrl.read(crl).verified(noUsage)).hasMessageContaining("another issuer's");
    }

    @Test
    void indexOfACrlThatNobodySignedIsNeverBuilt() {
        byte[] huge = raw().entry(CrlBytes.entries(50_000)).entry(element(0x30)).forge();
        huge[huge.length - 1] ^= 1;

        // The entry that is none would be found by a walk; the signature comes first.
        assertThatThrownBy(() -> verified(huge)).hasMessageContaining("not signed");
    }

    @Test
    void manyEntriesOfOneCertificateCostNoMoreThanTheirLength() throws UnusableCrl {
        Crl crl = verified(raw().entry(repeated(entry(BigInteger.TEN, 6), 50_000)).forge());

        assertThat(crl.count()).isEqualTo(1);
    }

    private static int reason(byte[] entry) throws UnusableCrl {
        return verified(raw().entry(entry).forge()).find(CA.subject(), BigInteger.TEN).orElseThrow().reason();
    }

    private static void assertUnusable(RawCrl crl, String why) {
        byte[] der = crl.forge();
        assertThatThrownBy(() -> verified(der)).isInstanceOf(UnusableCrl.class).hasMessageContaining(why);
    }

    private static byte[] withExtension(int oid, boolean critical, byte[] value) {
        return tagged(0x30, concat(TEN, TIME, tagged(0x30, extension(oid, critical, value))));
    }

    private static byte[] extension(int oid, boolean critical, byte[] value) {
        return tagged(0x30, concat(
                element(6, 0x55, 0x1d, oid), critical ? element(1, 0xff) : new byte[0], tagged(4, value)));
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        byte[] id = new byte[0];
        try {
            id = new org.bouncycastle.asn1.ASN1ObjectIdentifier(oid).getEncoded();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        return tagged(0x30, concat(id, critical ? element(1, 0xff) : new byte[0], tagged(4, value)));
    }

    private static byte[] numbered(org.bouncycastle.asn1.ASN1Encodable number) {
        return tagged(0xa0, tagged(0x30, extension(
                Extension.cRLNumber.getId(), false, ForgedExtension.of("1.2", number).value())));
    }

    private static byte[] nested(int depth) {
        byte[] inner = element(0x30);
        for (int i = 0; i < depth; i++) {
            inner = tagged(0x30, inner);
        }
        return inner;
    }

    private static byte[] repeated(byte[] entry, int times) {
        byte[] all = new byte[entry.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(entry, 0, all, i * entry.length, entry.length);
        }
        return all;
    }
}
