package dev.tamga.ca.proof;

import java.io.IOException;
import java.util.Arrays;

import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.verification.Samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Signatures that real keys made, and those that must not pass. */
class RealSignaturesTest {

    @BeforeAll
    static void requireSamples() {
        Samples.require();
    }

    @ParameterizedTest(name = "{2} verifies")
    @CsvSource({
        "bjca/org-server-TEST002-2011.der, bjca/vectors/A.data.txt, bjca/vectors/A-server-TEST002.sig.der",
        "bjca/org-test-000000-0-2015.der, bjca/vectors/C.data.txt, bjca/vectors/C-org-00000000-0.sig.der",
        "bjca/person-test-SF34798.der, bjca/vectors/E.data.gbk.txt, bjca/vectors/E-person-SF34798-p7.sig.der",
        "bjca/person-test-SF34798.der, bjca/vectors/E.data.gbk.txt, bjca/person-test-SF34798.p7s",
        "szca/org-test-cs-2023.der, szca/vectors/szca.data.txt, szca/vectors/szca.sig.der"
    })
    void realSignatureVerifies(String certificate, String text, String signature) throws IOException {
        CertificateView view = CertificateReader.parse(Samples.read(certificate));
        byte[] data = Samples.read(text);

        assertThatCode(() -> SignatureCheck.check(view, data, Samples.read(signature))).doesNotThrowAnyException();
        byte[] other = Arrays.copyOf(data, data.length + 1);
        assertThatThrownBy(() -> SignatureCheck.check(view, other, Samples.read(signature)))
                .isInstanceOf(Refused.class);
    }

    /** CFCA's test file: of the accepted form (301.1, attached), but over no text that is known, with Z or without. */
    @Test
    void attachedCmsThatSignsSomethingElseIsRefused() throws IOException {
        SignedData cms = cms("cfca/org-test-sm2-oca1-p7attached.p7s");

        assertRefused("signature-invalid", signer(cms), content(cms), "cfca/org-test-sm2-oca1-p7attached.p7s");
    }

    @Test
    void signatureWithoutZIsRefused() throws IOException {
        SignedData cms = cms("bjca/dsvs-JJ123456781-attached.p7s");

        assertRefused("signature-invalid", signer(cms), content(cms), "bjca/dsvs-JJ123456781-attached.p7s");
    }

    @Test
    void sha1SignatureIsRefused() throws IOException {
        SignedData cms = cms("cfca/org-rsa-oca33-051-N91110000600001760P.p7s");

        assertRefused("weak-algorithm", signer(cms), content(cms), "cfca/org-rsa-oca33-051-N91110000600001760P.p7s");
    }

    private static void assertRefused(String code, CertificateView signer, byte[] content, String file) {
        assertThatThrownBy(() -> SignatureCheck.check(signer, content, Samples.read(file)))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.refusal().code()).isEqualTo(code));
    }

    private static SignedData cms(String file) {
        return SignedData.getInstance(ContentInfo.getInstance(Samples.read(file)).getContent());
    }

    private static CertificateView signer(SignedData cms) throws IOException {
        return CertificateReader.parse(cms.getCertificates().getObjectAt(0).toASN1Primitive().getEncoded());
    }

    private static byte[] content(SignedData cms) {
        var content = cms.getEncapContentInfo().getContent();
        return content == null ? new byte[0] : org.bouncycastle.asn1.ASN1OctetString.getInstance(content).getOctets();
    }
}
