package dev.tamga.ca.chain;

import java.io.IOException;
import java.math.BigInteger;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;

import dev.tamga.ca.Refused;
import dev.tamga.forge.ForgedCertificate;

import static org.assertj.core.api.Assertions.assertThat;

/** What RFC 5280 §4.1 demands of the basic fields, and Bouncy Castle lets pass. */
class CertificateReaderTest {
    private static final ForgedCertificate ROOT = Forged.root("CN=Root").forge();

    @Test
    void handMadeCertificateIsAsGoodAsAny() throws IOException {
        assertThat(outcome(HandMade.by(ROOT))).isEqualTo("accepted");
        assertThat(outcome(HandMade.by(ROOT).ca())).isEqualTo("accepted");
    }

    @Test
    void versionsOneAndTwoAreUnreadable() throws IOException {
        HandMade one = HandMade.by(ROOT);
        one.version = null;
        HandMade two = HandMade.by(ROOT);
        two.version = new DERTaggedObject(true, 0, new ASN1Integer(1));

        assertThat(outcome(one)).startsWith("certificate-unreadable").contains("version is 1; expected 3");
        assertThat(outcome(two)).startsWith("certificate-unreadable").contains("version is 2; expected 3");
    }

    @Test
    void serialNumberIsPositiveAndOfTwentyOctets() throws IOException {
        assertThat(withSerial(BigInteger.ZERO)).startsWith("certificate-unreadable");
        assertThat(withSerial(BigInteger.ONE.negate())).startsWith("certificate-unreadable");
        assertThat(withSerial(BigInteger.ONE.shiftLeft(160))).startsWith("certificate-unreadable");
        assertThat(withSerial(BigInteger.ONE.shiftLeft(159))).isEqualTo("accepted");
    }

    @Test
    void emptyIssuerIsUnreadable() throws IOException {
        HandMade certificate = HandMade.by(ROOT);
        certificate.issuerName = new X500Name(new RDN[0]);

        assertThat(outcome(certificate)).startsWith("certificate-unreadable");
    }

    @Test
    void signatureAlgorithmsThatDifferAreRefused() throws IOException {
        HandMade otherAlgorithm = HandMade.by(ROOT);
        otherAlgorithm.outer = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.2"));
        HandMade otherParameters = HandMade.by(ROOT);
        otherParameters.outer =
                new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.156.10197.1.501"), DERNull.INSTANCE);

        assertThat(outcome(otherAlgorithm)).startsWith("weak-algorithm").contains(
                "signature algorithm is 1.2.840.10045.4.3.2 outside and 1.2.156.10197.1.501 inside");
        assertThat(outcome(otherParameters)).startsWith("weak-algorithm");
    }

    @Test
    void halfAnOctetIsNoSignature() throws IOException {
        HandMade certificate = HandMade.by(ROOT);
        certificate.unusedBits = 4;

        assertThat(outcome(certificate)).startsWith("certificate-unreadable").contains("no whole number of octets");
    }

    @Test
    void validityIsWrittenToTheSecondInUtc() throws IOException {
        assertThat(endingAt(new ASN1GeneralizedTime("20261121023000Z"))).isEqualTo("accepted");
        assertThat(endingAt(new ASN1UTCTime("261121023000Z"))).isEqualTo("accepted");
        assertThat(endingAt(new ASN1UTCTime("2611210230Z"))).startsWith("certificate-unreadable");
        assertThat(endingAt(new ASN1UTCTime("261121103000+0800"))).startsWith("certificate-unreadable");
        assertThat(endingAt(new ASN1GeneralizedTime("20261121023000.5Z"))).startsWith("certificate-unreadable");
        assertThat(endingAt(new DERGeneralizedTime("20261121023000"))).startsWith("certificate-unreadable");
    }

    @Test
    void uniqueIdentifiersSayNothing() throws IOException {
        HandMade certificate = HandMade.by(ROOT);
        certificate.uniqueId = new DERTaggedObject(false, 1, new DERBitString(new byte[] {7}));

        assertThat(outcome(certificate)).isEqualTo("accepted");
    }

    private static String withSerial(BigInteger serial) throws IOException {
        HandMade certificate = HandMade.by(ROOT);
        certificate.serial = serial;
        return outcome(certificate);
    }

    private static String endingAt(ASN1Encodable time) throws IOException {
        HandMade certificate = HandMade.by(ROOT);
        certificate.notAfter = time;
        return outcome(certificate);
    }

    private static String outcome(HandMade certificate) throws IOException {
        try {
            new ChainBuilder(Forged.trusting(ROOT).material())
                    .check(CertificateReader.read(certificate.der()), Forged.NOW);
            return "accepted";
        } catch (Refused refused) {
            return refused.getMessage();
        }
    }
}
