package dev.tamga.forge;

import java.io.ByteArrayInputStream;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tamga.forge.sm2.GmObjects;
import dev.tamga.forge.sm2.Sm2Signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ForgedChainTest {
    private static final Instant NOW = Instant.parse("2026-11-21T01:00:00Z");
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(100));
    private static final Instant AFTER = NOW.plus(Duration.ofDays(100));
    private static final byte[] TEXT = "TAMGA-1 sign-in http://localhost:9000".getBytes();

    private enum Family {
        SM2,
        RSA,
        P256;

        ForgedKey key() {
            return switch (this) {
                case SM2 -> ForgedKey.sm2();
                case RSA -> ForgedKey.rsa(2048);
                case P256 -> ForgedKey.p256();
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void chainVerifiesWithBouncyCastlesPkix(Family family) throws Exception {
        ForgedCertificate leaf = leaf(ca(family));

        validate(leaf, NOW);

        assertThat(leaf.chain()).hasSize(3);
        assertThat(leaf.x509().getKeyUsage()).startsWith(true, true, false, false, false);
    }

    @Test
    void expiredChainIsRefused() {
        ForgedCertificate leaf = leaf(ca(Family.SM2));

        assertThatThrownBy(() -> validate(leaf, AFTER.plusSeconds(1))).isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void certificateSignedBySomebodyElseIsRefused() {
        ForgedCertificate leaf = Certificates.leaf(ca(Family.SM2))
                .subject("CN=forged")
                .valid(BEFORE, AFTER)
                .signedBy(ForgedKey.sm2())
                .forge();

        assertThatThrownBy(() -> validate(leaf, NOW)).isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void oddCertificatesComeOutAsAsked() throws Exception {
        ForgedCertificate ca = ca(Family.RSA);
        X509Certificate odd = Certificates.bare(ca)
                .key(ForgedKey.rsa(1024))
                .subject("name=911", "CN=某公司", "O=first", "O=second", "2.5.4.31=911", "C=CN")
                .serial("1A10000000000007C6A3")
                .algorithm(SigningAlgorithm.SHA1_WITH_RSA)
                .withoutKeyIds()
                .extension(ForgedExtension.raw("1.2.3", new byte[] {1, 2, 3}))
                .extension(ForgedExtension.tagged("1.2.4", 0, "text"))
                .valid(BEFORE, AFTER)
                .forge()
                .x509();

        assertThat(odd.getSigAlgName()).isEqualToIgnoringCase("SHA1withRSA");
        assertThat(odd.getKeyUsage()).isNull();
        assertThat(odd.getExtensionValue("1.2.3")).containsExactly(4, 3, 1, 2, 3);
        assertThat(odd.getExtensionValue("1.2.4")).startsWith(4, 8, 0xa0, 6, 0x13, 4);
        assertThat(odd.getNonCriticalExtensionOIDs()).containsExactlyInAnyOrder("1.2.3", "1.2.4");
        assertThat(odd.getSerialNumber().toString(16)).isEqualToIgnoringCase("1A10000000000007C6A3");
        assertThat(odd.getSubjectX500Principal().getName()).contains("O=second,O=first");
    }

    @Test
    void sm2SignatureWithNullParametersVerifies() throws Exception {
        ForgedCertificate ca = ca(Family.SM2);
        ForgedCertificate leaf = Certificates.leaf(ca)
                .subject("CN=null parameters")
                .valid(BEFORE, AFTER)
                .algorithm(SigningAlgorithm.SM3_WITH_SM2_NULL)
                .forge();

        validate(leaf, NOW);
        assertThat(leaf.holder().getSignatureAlgorithm().getParameters()).isNotNull();
    }

    @Test
    void crlListsReasonsAndVerifies() throws Exception {
        ForgedCertificate ca = ca(Family.SM2);
        ForgedCertificate held = leaf(ca);
        ForgedCertificate plain = leaf(ca);
        byte[] der = Crl.of(ca, NOW)
                .nextUpdate(AFTER)
                .number(7)
                .revoke(held, BEFORE, RevocationReason.CERTIFICATE_HOLD)
                .revoke(plain, BEFORE, RevocationReason.UNSPECIFIED)
                .forge();

        X509CRL crl = (X509CRL) CertificateFactory.getInstance("X.509", BouncyCastle.PROVIDER)
                .generateCRL(new ByteArrayInputStream(der));
        crl.verify(ca.key().publicKey(), BouncyCastle.PROVIDER);
        X509CRLEntry entry = crl.getRevokedCertificate(held.serial());
        assertThat(entry.getRevocationReason()).isEqualTo(java.security.cert.CRLReason.CERTIFICATE_HOLD);
        assertThat(crl.getRevokedCertificate(plain.serial()).hasExtensions()).isFalse();
        assertThat(crl.getNextUpdate()).isEqualTo(Date.from(AFTER));
    }

    @Test
    void ocspAnswerOfDelegatedResponderVerifies() throws Exception {
        ForgedCertificate ca = ca(Family.SM2);
        ForgedCertificate good = leaf(ca);
        ForgedCertificate bad = leaf(ca);
        ForgedCertificate responder =
                Certificates.ocspResponder(ca).subject("CN=responder").valid(BEFORE, AFTER).forge();
        byte[] der = OcspAnswer.by(responder, NOW)
                .until(AFTER)
                .good(OcspAnswer.id(good))
                .revoked(OcspAnswer.id(bad), BEFORE, RevocationReason.KEY_COMPROMISE)
                .unknown(OcspAnswer.id(leaf(ca), GmObjects.SM3))
                .nonce(new byte[] {1, 2, 3})
                .withCertificate()
                .forge();

        BasicOCSPResp answer = (BasicOCSPResp) new OCSPResp(der).getResponseObject();
        assertThat(answer.isSignatureValid(new JcaContentVerifierProviderBuilder()
                        .setProvider(BouncyCastle.PROVIDER)
                        .build(responder.key().publicKey())))
                .isTrue();
        assertThat(answer.getResponses()[0].getCertStatus()).isSameAs(CertificateStatus.GOOD);
        assertThat(((RevokedStatus) answer.getResponses()[1].getCertStatus()).getRevocationReason()).isEqualTo(1);
        assertThat(answer.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)).isNotNull();
        assertThat(answer.getCerts()).hasSize(1);
        assertThat(new OCSPResp(OcspAnswer.error(3)).getStatus()).isEqualTo(3);
    }

    @Test
    void cmsVerifiesAttachedAndDetachedWithAndWithoutAttributes() throws Exception {
        for (Family family : List.of(Family.SM2, Family.RSA)) {
            ForgedCertificate leaf = leaf(ca(family));
            CMSProcessableByteArray text = new CMSProcessableByteArray(TEXT);
            assertThat(verifies(leaf, new CMSSignedData(Cms.of(leaf, TEXT).forge()))).isTrue();
            assertThat(verifies(leaf, new CMSSignedData(Cms.of(leaf, TEXT).withSignedAttributes().forge())))
                    .isTrue();
            assertThat(verifies(leaf, new CMSSignedData(text, Cms.of(leaf, TEXT).gm().detached().forge())))
                    .isTrue();
        }
    }

    @Test
    void cmsCarriesTheObjectIdentifiersOfGbT35275() throws Exception {
        ForgedCertificate leaf = leaf(ca(Family.SM2));
        CMSSignedData cms = new CMSSignedData(Cms.of(leaf, TEXT)
                .gm()
                .naming(GmObjects.HMAC_SM3, GmObjects.SM2_SIGNATURE)
                .withoutCertificate()
                .forge());

        assertThat(cms.toASN1Structure().getContentType()).isEqualTo(GMObjectIdentifiers.sm2_pkcs7_signedData);
        assertThat(cms.getCertificates().getMatches(null)).isEmpty();
        assertThat(cms.getSignerInfos().iterator().next().getEncryptionAlgOID()).isEqualTo("1.2.156.10197.1.301.1");
    }

    @Test
    void sm2SignaturesComeInEveryForm() throws Exception {
        ForgedKey key = ForgedKey.sm2();
        byte[] der = key.sign(TEXT);
        byte[] raw = Sm2Signature.raw(der);
        byte[] blob = Sm2Signature.blob(der);

        assertThat(verifies(key, der)).isTrue();
        assertThat(raw).hasSize(64);
        assertThat(blob).hasSize(128).startsWith(new byte[32]).endsWith(Arrays.copyOfRange(raw, 32, 64));
        byte[] withoutZ = Sm2Signature.withoutZ(key.privateKey(), TEXT);
        assertThat(verifies(key, withoutZ)).isFalse();
    }

    @Test
    void signatureWithoutZOverZAndTextIsTheOneWithZOverText() throws Exception {
        ForgedKey key = ForgedKey.sm2();
        byte[] signature = Sm2Signature.withoutZ(key.privateKey(), Arrays.concatenate(z(key), TEXT));

        assertThat(verifies(key, signature)).isTrue();
    }

    /** GB/T 32918.2 §5.5: SM3 of ENTL, id, a, b, G and the public key. */
    private static byte[] z(ForgedKey key) {
        X9ECParameters curve = CustomNamedCurves.getByName("sm2p256v1");
        byte[] generator = curve.getG().getEncoded(false);
        byte[] point = key.publicKeyInfo().getPublicKeyData().getBytes();
        return Sm2Signature.sm3(Arrays.concatenate(
                new byte[][] {
                    {0, (byte) 128},
                    "1234567812345678".getBytes(),
                    curve.getCurve().getA().getEncoded(),
                    curve.getCurve().getB().getEncoded(),
                    Arrays.copyOfRange(generator, 1, 65),
                    Arrays.copyOfRange(point, 1, 65)
                }));
    }

    @Test
    void bouncyCastleIsNeverRegistered() {
        ForgedKey.sm2();

        assertThat(Security.getProvider("BC")).isNull();
    }

    private static boolean verifies(ForgedKey key, byte[] signature) throws Exception {
        Signature verifier = Signature.getInstance("SM3WITHSM2", BouncyCastle.PROVIDER);
        verifier.initVerify(key.publicKey());
        verifier.update(TEXT);
        return verifier.verify(signature);
    }

    private static boolean verifies(ForgedCertificate leaf, CMSSignedData cms) throws Exception {
        SignerInformation signer = cms.getSignerInfos().iterator().next();
        return signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                .setProvider(BouncyCastle.PROVIDER)
                .build(leaf.key().publicKey()));
    }

    private static ForgedCertificate ca(Family family) {
        ForgedCertificate root = Certificates.root()
                .key(family.key())
                .subject("C=CN", "O=DEMO", "CN=Root DEMO")
                .valid(BEFORE, AFTER)
                .forge();
        return Certificates.ca(root)
                .key(family.key())
                .subject("C=CN", "O=DEMO", "CN=Issuing DEMO")
                .valid(BEFORE, AFTER)
                .forge();
    }

    private static ForgedCertificate leaf(ForgedCertificate ca) {
        ForgedKey key = ca.key().algorithm() == SigningAlgorithm.SHA256_WITH_RSA
                ? ForgedKey.rsa(2048)
                : ca.key().algorithm() == SigningAlgorithm.SM3_WITH_SM2 ? ForgedKey.sm2() : ForgedKey.p256();
        return Certificates.leaf(ca).key(key).subject("C=CN", "CN=leaf").valid(BEFORE, AFTER).forge();
    }

    private static void validate(ForgedCertificate leaf, Instant when) throws Exception {
        List<ForgedCertificate> chain = leaf.chain();
        TrustAnchor anchor = new TrustAnchor(chain.getLast().x509(), null);
        PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(when));
        CertificateFactory factory = CertificateFactory.getInstance("X.509", BouncyCastle.PROVIDER);
        CertPathValidator.getInstance("PKIX", BouncyCastle.PROVIDER)
                .validate(
                        factory.generateCertPath(
                                chain.subList(0, chain.size() - 1).stream().map(ForgedCertificate::x509).toList()),
                        parameters);
    }
}
