package dev.tamga.ca.chain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;

import static dev.tamga.ca.chain.Forged.DAY;
import static dev.tamga.ca.chain.Forged.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** RFC 5280 §4 and §6.1, rule by rule: a forged tree that breaks nothing else, and what the refusal says. */
class PathRulesTest {
    private static final ForgedCertificate ROOT = Forged.root("CN=Root").forge();
    private static final ForgedExtension UNKNOWN = ForgedExtension.utf8("1.2.3.4.5", "?").critical();
    private static final ForgedExtension ALTERNATIVE = ForgedExtension.of(
            Extension.subjectAlternativeName.getId(), new GeneralNames(new GeneralName(GeneralName.dNSName, "x.cn")));

    @Test
    void soundPathsOfTwoAndThreeAreAccepted() {
        assertThat(Forged.trusting(ROOT).path(Forged.leaf(ROOT).forge())).hasSize(2);
        ForgedCertificate issuing = Forged.ca(ROOT, "CN=Issuing").forge();
        assertThat(Forged.trusting(ROOT).with(issuing).path(Forged.leaf(issuing).forge())).hasSize(3);
    }

    @Test
    void emptyTrustStoreFailsClosed() {
        ForgedCertificate issuing = Forged.ca(ROOT, "CN=Issuing").forge();

        assertThat(Forged.trusting().outcome(Forged.leaf(ROOT).forge())).startsWith("untrusted-path");
        assertThat(Forged.trusting().with(ROOT, issuing).outcome(Forged.leaf(issuing).forge()))
                .startsWith("untrusted-path").contains("\"CN=Issuing,O=Forged,C=CN\" leads to no anchor");
        assertThat(Forged.trusting().outcome(ROOT)).startsWith("untrusted-path")
                .contains("is self-issued and not among the anchors");
    }

    @Test
    void everyLinkHasItsIssuersSignature() {
        ForgedKey stranger = ForgedKey.sm2();

        assertThat(below(Forged.ca(ROOT, "CN=Issuing").signedBy(stranger)))
                .startsWith("untrusted-path")
                .contains("\"CN=Issuing,O=Forged,C=CN\": not signed by the key of \"CN=Root");
        assertThat(Forged.trusting(ROOT).outcome(Forged.leaf(ROOT).signedBy(stranger).forge()))
                .startsWith("untrusted-path").contains("not signed by the key of \"CN=Root");
    }

    @Test
    void everyLinkHasItsIssuersName() {
        ForgedCertificate otherName = Forged.root("CN=Other").key(ROOT.key()).forge();
        ForgedCertificate otherOrder = Certificates.root().key(ROOT.key()).subject("CN=Root", "O=Forged", "C=CN")
                .valid(NOW.minus(DAY), NOW.plus(DAY)).forge();

        assertThat(Forged.trusting(ROOT).outcome(Forged.leaf(otherName).forge()))
                .startsWith("untrusted-path")
                .contains("issuer is \"CN=Other,O=Forged,C=CN\"; no CA certificate of that name is known");
        assertThat(Forged.trusting(ROOT).outcome(Forged.leaf(otherOrder).forge())).startsWith("untrusted-path");
    }

    @Test
    void namesAreOneWhateverCaseSpaceAndStringType() {
        X500Name otherwise = new X500Name(new RDN[] {
            rdn("2.5.4.6", new DERPrintableString("cn")),
            rdn("2.5.4.10", new DERPrintableString("FORGED")),
            rdn("2.5.4.3", new DERPrintableString(" root "))});
        ForgedCertificate same = Forged.root("CN=Root").subject(otherwise).key(ROOT.key()).forge();

        assertThat(Forged.trusting(ROOT).outcome(Forged.leaf(same).forge())).isEqualTo("accepted");
    }

    @Test
    void datesOfLeafIssuerAndAnchorCount() {
        assertThat(Forged.trusting(ROOT).outcome(Forged.leaf(ROOT).notAfter(NOW.minusSeconds(1)).forge()))
                .startsWith("expired: certificate ended 2026-11-21T01:59:59Z; now is 2026-11-21T02:00:00Z");
        assertThat(Forged.trusting(ROOT).outcome(Forged.leaf(ROOT).notBefore(NOW.plusSeconds(1)).forge()))
                .startsWith("not-yet-valid");
        assertThat(Forged.trusting(ROOT).outcome(Forged.leaf(ROOT).valid(NOW, NOW).forge())).isEqualTo("accepted");
        assertThat(below(Forged.ca(ROOT, "CN=Issuing").notAfter(NOW.minusSeconds(1))))
                .startsWith("untrusted-path").contains("\"CN=Issuing,O=Forged,C=CN\": valid ");
        assertThat(below(Forged.ca(ROOT, "CN=Issuing").notBefore(NOW.plusSeconds(1)))).startsWith("untrusted-path");
        assertThat(under(Forged.root("CN=Old").notAfter(NOW.minusSeconds(1))))
                .startsWith("untrusted-path").contains("expected it valid at 2026-11-21T02:00:00Z");
        assertThat(under(Forged.root("CN=New").notBefore(NOW.plusSeconds(1)))).startsWith("untrusted-path");
    }

    @Test
    void onlyCasIssue() {
        assertThat(below(Forged.ca(ROOT, "CN=Issuing").without(Extension.basicConstraints.getId())))
                .startsWith("untrusted-path").contains("basic constraints are absent; expected cA TRUE");
        assertThat(below(Forged.ca(ROOT, "CN=Issuing").extension(ForgedExtension.notCa())))
                .startsWith("untrusted-path").contains("basic constraints say cA FALSE; expected TRUE");
        assertThat(under(Forged.root("CN=R").without(Extension.basicConstraints.getId())))
                .startsWith("untrusted-path").contains("basic constraints are absent");
        assertThat(below(Forged.ca(ROOT, "CN=Issuing").extension(
                ForgedExtension.of(Extension.basicConstraints.getId(),
                        new BasicConstraints(true)))))
                .as("five operating CAs write it without critical").isEqualTo("accepted");
    }

    @Test
    void onlyKeysForCertificatesIssue() {
        ForgedExtension crlOnly = ForgedExtension.keyUsage(KeyUsage.cRLSign).critical();

        assertThat(below(Forged.ca(ROOT, "CN=Issuing").extension(crlOnly)))
                .startsWith("untrusted-path").contains("key usage has no keyCertSign");
        assertThat(under(Forged.root("CN=R").extension(crlOnly))).startsWith("untrusted-path");
        assertThat(below(Forged.ca(ROOT, "CN=Issuing").without(Extension.keyUsage.getId())))
                .as("RFC 5280 §6.1.4 (n): if present").isEqualTo("accepted");
        assertThat(below(Forged.ca(ROOT, "CN=Issuing")
                .extension(ForgedExtension.extendedKeyUsage(KeyPurposeId.id_kp_codeSigning))))
                .startsWith("untrusted-path")
                .contains("extended key usage is [1.3.6.1.5.5.7.3.3]; expected clientAuth");
        assertThat(below(Forged.ca(ROOT, "CN=Issuing")
                .extension(ForgedExtension.extendedKeyUsage(KeyPurposeId.id_kp_clientAuth).critical())))
                .isEqualTo("accepted");
    }

    @Test
    void pathLengthIsKeptAndSelfIssuedDoNotCount() {
        ForgedCertificate narrow = Forged.ca(ROOT, "CN=Narrow").extension(ForgedExtension.ca(0)).forge();
        ForgedCertificate rekeyed = Forged.ca(narrow, "CN=Narrow").forge();
        ForgedCertificate under = Forged.ca(narrow, "CN=Under").forge();

        assertThat(Forged.trusting(ROOT).with(narrow).outcome(Forged.leaf(narrow).forge())).isEqualTo("accepted");
        assertThat(Forged.trusting(ROOT).with(narrow, under).outcome(Forged.leaf(under).forge()))
                .startsWith("untrusted-path").contains("path length is 0; found 1 CAs below");
        assertThat(Forged.trusting(ROOT).with(narrow, rekeyed).outcome(Forged.leaf(rekeyed).forge()))
                .isEqualTo("accepted");
        assertThat(Forged.trusting(ROOT).with(narrow).outcome(under)).as("the last one does not count")
                .isEqualTo("accepted");
    }

    @Test
    void pathLengthOfAnAnchorIsKept() {
        ForgedCertificate narrow = Forged.root("CN=R").extension(ForgedExtension.ca(0)).forge();
        ForgedCertificate issuing = Forged.ca(narrow, "CN=Issuing").forge();

        assertThat(Forged.trusting(narrow).outcome(Forged.leaf(narrow).forge())).isEqualTo("accepted");
        assertThat(Forged.trusting(narrow).with(issuing).outcome(Forged.leaf(issuing).forge()))
                .startsWith("untrusted-path").contains("path length is 0");
    }

    @Test
    void pathLengthNeverGrowsBelow() {
        ForgedCertificate one = Forged.ca(ROOT, "CN=One").extension(ForgedExtension.ca(1)).forge();
        ForgedCertificate five = Forged.ca(one, "CN=Five").extension(ForgedExtension.ca(5)).forge();
        ForgedCertificate six = Forged.ca(five, "CN=Six").forge();

        assertThat(Forged.trusting(ROOT).with(one, five).outcome(Forged.leaf(five).forge())).isEqualTo("accepted");
        assertThat(Forged.trusting(ROOT).with(one, five, six).outcome(Forged.leaf(six).forge()))
                .startsWith("untrusted-path").contains("path length is 1; found 2 CAs below");
    }

    @Test
    void unknownCriticalExtensionIsRefusedWhereverItStands() {
        assertThat(Forged.trusting(ROOT).outcome(Forged.leaf(ROOT).extension(UNKNOWN).forge()))
                .startsWith("untrusted-path").contains("extension 1.2.3.4.5 is critical and not known");
        assertThat(below(Forged.ca(ROOT, "CN=Issuing").extension(UNKNOWN)))
                .startsWith("untrusted-path").contains("extension 1.2.3.4.5 is critical and not known");
        assertThat(under(Forged.root("CN=R").extension(UNKNOWN)))
                .startsWith("untrusted-path").contains("extension 1.2.3.4.5 is critical and not known");
        assertThat(below(Forged.ca(ROOT, "CN=Issuing").extension(ForgedExtension.utf8("1.2.3.4.5", "?"))))
                .isEqualTo("accepted");
    }

    @Test
    void extensionsThatMustNotBeCriticalAreRefusedAsCritical() {
        for (ForgedExtension critical : List.of(
                ForgedExtension.raw("2.5.29.14", new byte[] {4, 1, 7}).critical(),
                ForgedExtension.raw("2.5.29.35", new byte[] {0x30, 3, (byte) 0x80, 1, 7}).critical(),
                ForgedExtension.access("OCSP http://ocsp.example.org/").critical())) {
            assertThat(Forged.trusting(ROOT).outcome(Forged.leaf(ROOT).extension(critical).forge()))
                    .as(critical.oid()).startsWith("untrusted-path").contains(critical.oid());
        }
    }

    @Test
    void criticalRevocationPointersOfACaAreKnown() {
        assertThat(below(Forged.ca(ROOT, "CN=Issuing").extension(ForgedExtension.crl("http://x.cn/1.crl").critical())))
                .isEqualTo("accepted");
    }

    @Test
    void emptyNamesAreRefused() {
        X500Name nobody = new X500Name(new RDN[0]);
        ForgedCertificate nameless =
                Forged.ca(ROOT, "CN=Issuing").subject(nobody).extension(ALTERNATIVE.critical()).forge();

        assertThat(Forged.trusting(nameless).outcome(nameless))
                .startsWith("untrusted-path").contains("subject is empty; expected a name of a CA");
        assertThat(Forged.trusting(ROOT).outcome(Forged.leaf(ROOT).subject(nobody).forge()))
                .startsWith("untrusted-path").contains("subject is empty");
        assertThat(Forged.trusting(ROOT).outcome(Forged.leaf(ROOT).subject(nobody).extension(ALTERNATIVE).forge()))
                .startsWith("untrusted-path").contains("critical subjectAltName");
        assertThat(Forged.trusting(ROOT)
                .outcome(Forged.leaf(ROOT).subject(nobody).extension(ALTERNATIVE.critical()).forge()))
                .isEqualTo("accepted");
    }

    @Test
    void endEntityClaimsNothingOfACa() {
        NameConstraints constraints = new NameConstraints(
                new GeneralSubtree[] {new GeneralSubtree(new GeneralName(new X500Name("C=CN")))}, null);
        ForgedExtension extension =
                ForgedExtension.of(Extension.nameConstraints.getId(), constraints).critical();

        assertThat(Forged.trusting(ROOT).outcome(Forged.leaf(ROOT).extension(extension).forge()))
                .startsWith("untrusted-path").contains("expected them in CA certificates alone");
        assertThat(Forged.trusting(ROOT).outcome(Forged.leaf(ROOT).extension(
                ForgedExtension.keyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign)).forge()))
                .startsWith("untrusted-path").contains("key usage has keyCertSign");
    }

    @Test
    void negativePathLengthIsRefused() {
        ASN1EncodableVector negative = new ASN1EncodableVector();
        negative.add(ASN1Boolean.TRUE);
        negative.add(new ASN1Integer(-1));

        assertThat(below(Forged.ca(ROOT, "CN=Issuing").extension(
                ForgedExtension.of(Extension.basicConstraints.getId(), new DERSequence(negative)))))
                .startsWith("untrusted-path");
    }

    @Test
    void caCertificateCanBeAsked() {
        ForgedCertificate issuing = Forged.ca(ROOT, "CN=Issuing").forge();

        assertThat(Forged.trusting(ROOT).path(issuing)).hasSize(2);
        assertThat(Forged.trusting(ROOT).path(ROOT)).as("the anchor, trusted by declaration").hasSize(2);
        assertThat(Forged.trusting(issuing).outcome(ROOT)).startsWith("untrusted-path");
        ForgedCertificate old = Forged.root("CN=Old").notAfter(NOW.minusSeconds(1)).forge();
        assertThat(Forged.trusting(old).outcome(old)).startsWith("expired");
    }

    @Test
    void malformedAlternativeNamesAreUnreadable() {
        String oid = Extension.subjectAlternativeName.getId();

        for (byte[] broken : new byte[][] {{0x30, 0}, "x.cn".getBytes(StandardCharsets.US_ASCII), {}}) {
            byte[] der = Forged.leaf(ROOT).extension(ForgedExtension.raw(oid, broken)).forge().encoded();
            assertThatThrownBy(() -> CertificateReader.parse(der)).isInstanceOf(IOException.class);
        }
    }

    private static RDN rdn(String oid, ASN1Encodable value) {
        return new RDN(new ASN1ObjectIdentifier(oid), value);
    }

    /** A leaf below an issuing CA below the root. */
    private static String below(Certificates issuing) {
        ForgedCertificate forged = issuing.forge();
        return Forged.trusting(ROOT).with(forged).outcome(Forged.leaf(forged).forge());
    }

    /** A leaf below an anchor. */
    private static String under(Certificates anchor) {
        ForgedCertificate forged = anchor.forge();
        return Forged.trusting(forged).outcome(Forged.leaf(forged).forge());
    }
}
