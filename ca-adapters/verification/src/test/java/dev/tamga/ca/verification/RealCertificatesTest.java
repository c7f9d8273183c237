package dev.tamga.ca.verification;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tamga.ca.HolderKind;
import dev.tamga.ca.Refused;
import dev.tamga.ca.SignInProof;
import dev.tamga.ca.Verification;
import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.ChainBuilder;
import dev.tamga.ca.chain.Leaf;
import dev.tamga.ca.chain.TrustedChain;
import dev.tamga.ca.holder.UnverifiedHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every end-entity certificate at hand, with the outcome that ca-certificates.md gives for it. */
class RealCertificatesTest {
    @TempDir
    private static Path folder;

    private static CaDirectory directory;

    @BeforeAll
    static void openRealCas() throws IOException {
        Samples.require();
        directory = Samples.directory(folder);
    }

    @ParameterizedTest(name = "{0} is {2} {3}")
    @CsvSource({
        "bjca/org-bjca-91110108722619411A-test2020.der, bjca, 北京数字认证股份有限公司, 91110108722619411A, JJ91110108722619411A",
        "cfca/org-sm2-oca1-N91420103055737157W-2022.der, cfca, 武汉合众易宝科技有限公司, 91420103055737157W,",
        "snca/org-91610131MA6TX75M52-sign-2023.der, snca, 陕西秦御天下信息技术有限责任公司, 91610131MA6TX75M52, 5004299120971"
    })
    void organisationIsDecoded(String file, String ca, String name, String code, String holderId) throws Refused {
        Recognition recognised = directory.recognise(leaf(file));

        assertThat(recognised.ca().id().value()).isEqualTo(ca);
        UnverifiedHolder holder = recognised.ca().holder().describe(leaf(file).view());
        assertThat(holder.kind()).isEqualTo(HolderKind.ENTERPRISE);
        assertThat(holder.name()).isEqualTo(name);
        assertThat(holder.code()).contains(code);
        assertThat(holder.holderId().orElse(null)).isEqualTo(holderId);
    }

    @ParameterizedTest(name = "the holder of {0} is refused: {1}")
    @CsvSource({
        "bjca/org-dsvs-JJ123456781-2016.der, check-digit-wrong",
        "bjca/org-server-TEST002-2011.der, holder-unidentified",
        "bjca/org-test-000000-0-2015.der, check-digit-wrong",
        "bjca/org-test-JJ13298765432-2015.der, holder-unidentified",
        "bjca/person-test-SF34798.der, holder-unidentified",
        // 051@C010@N91110000600001760P@1: a verified code, but no name.
        "cfca/org-rsa-oca33-051-N91110000600001760P.der, holder-unidentified",
        // Z is free text.
        "cfca/org-test-sm2-oca1-SIGN-Z11111111.der, holder-unidentified",
        "cfca/org-test-sm2-oca31-051-ENC-Z23456786543.der, holder-unidentified",
        "cfca/org-test-sm2-oca31-dual-ENC-shtech.der, holder-unidentified",
        "cfca/server-ebssec.boc.cn-SIGN.pem, holder-unidentified",
        "cfca/server-ebssec.boc.cn-ENC.pem, holder-unidentified",
        "szca/org-test-cs-2023.der, check-digit-wrong"
    })
    void whatIsNoCodeIsNotTakenForOne(String file, String code) throws Refused {
        Recognition recognised = directory.recognise(leaf(file));

        assertRefused(code, () -> recognised.ca().holder().describe(leaf(file).view()));
    }

    @ParameterizedTest(name = "{0} verifies over {1} certificates")
    @CsvSource({
        "bjca/org-bjca-91110108722619411A-test2020.der, 3",
        "bjca/org-dsvs-JJ123456781-2016.der, 3",
        "bjca/org-test-000000-0-2015.der, 3",
        "bjca/org-test-JJ13298765432-2015.der, 3",
        "bjca/person-test-SF34798.der, 3",
        "cfca/org-sm2-oca1-N91420103055737157W-2022.der, 4",
        "cfca/server-ebssec.boc.cn-SIGN.pem, 4",
        "cfca/server-ebssec.boc.cn-ENC.pem, 4",
        "szca/org-test-cs-2023.der, 3"
    })
    void certificateOfAKnownIssuerVerifies(String file, int length) throws Refused {
        assertThat(chain(file).path()).hasSize(length);
    }

    @Test
    void certificateOlderThanItsCaCertificateIsRecognisedByKeyAndStillRefused() throws Refused {
        String file = "bjca/org-server-TEST002-2011.der";

        assertThat(directory.recognise(leaf(file)).byKey()).isPresent();
        assertRefused("untrusted-path", () -> chain(file));
        assertThat(codeAt(file, Instant.parse("2026-11-21T00:00:00Z"))).isEqualTo("expired");
    }

    @ParameterizedTest(name = "{0} has no issuer here")
    @CsvSource({
        "cfca/org-rsa-oca33-051-N91110000600001760P.der, cfca",
        "cfca/org-test-sm2-oca1-SIGN-Z11111111.der, cfca",
        "cfca/org-test-sm2-oca31-051-ENC-Z23456786543.der, cfca",
        "cfca/org-test-sm2-oca31-dual-ENC-shtech.der, cfca",
        "snca/org-91610131MA6TX75M52-sign-2023.der, snca"
    })
    void certificateWithoutAKnownIssuerIsRefused(String file, String ca) {
        assertThat(codeAt(file, middle(leaf(file).view()))).isEqualTo("untrusted-path");
        assertThat(verification(file, middle(leaf(file).view())).ca().orElseThrow().value()).isEqualTo(ca);
    }

    @ParameterizedTest(name = "{0} has a valid chain and is refused: {1}")
    @CsvSource({
        "bjca/org-bjca-91110108722619411A-test2020.der, test-certificate",
        "bjca/org-dsvs-JJ123456781-2016.der, test-certificate",
        "bjca/org-test-000000-0-2015.der, test-certificate",
        "bjca/org-test-JJ13298765432-2015.der, test-certificate",
        "bjca/person-test-SF34798.der, test-certificate",
        "szca/org-test-cs-2023.der, test-certificate",
        "cfca/server-ebssec.boc.cn-ENC.pem, encryption-certificate"
    })
    void certificateThatIsNotForSignInIsRefused(String file, String code) {
        assertThat(codeAt(file, middle(leaf(file).view()))).isEqualTo(code);
    }

    @Test
    void certificateWithoutProofOfPossessionGoesNoFurther() {
        String file = "cfca/org-sm2-oca1-N91420103055737157W-2022.der";

        assertThat(codeAt(file, middle(leaf(file).view()))).isEqualTo("signature-invalid");
    }

    @Test
    void nationalRootIsNobodysIssuerOfKeys() throws Refused {
        // ROOTCA stands in all six anchors.pem; the directory could be opened, so nobody claims it.
        assertRefused("unknown-ca", () -> directory.recognise(leaf("cqcca/ca-CQC-CA.pem")));
    }

    private static Leaf leaf(String file) {
        try {
            return CertificateReader.read(Samples.read(file));
        } catch (Refused e) {
            throw new AssertionError(file, e);
        }
    }

    private static TrustedChain chain(String file) throws Refused {
        Leaf leaf = leaf(file);
        Recognition recognised = directory.recognise(leaf);
        return new ChainBuilder(recognised.ca().trust()).check(recognised.issued(), middle(leaf.view()));
    }

    private static Instant middle(CertificateView view) {
        return view.notBefore().plus(Duration.between(view.notBefore(), view.notAfter()).dividedBy(2));
    }

    private static String codeAt(String file, Instant now) {
        return verification(file, now).refusal().code();
    }

    private static Verification.Rejected verification(String file, Instant now) {
        var challenge = TestChallenge.at(now);
        CertificateVerifier verifier = new CertificateVerifier(
                directory,
                request -> {
                    throw new AssertionError("asked " + request.address() + " before proof of possession");
                },
                Clock.fixed(now, ZoneOffset.UTC));
        byte[] nobodys = new byte[64];
        nobodys[31] = 1;
        nobodys[63] = 1;
        return (Verification.Rejected)
                verifier.verify(new SignInProof(Samples.read(file), challenge.text(), nobodys), challenge);
    }

    private interface Step {
        void run() throws Refused;
    }

    private static void assertRefused(String code, Step step) {
        assertThatThrownBy(step::run).isInstanceOfSatisfying(
                Refused.class, refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }
}
