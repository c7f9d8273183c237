package dev.tamga.forge.demo;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedName;
import dev.tamga.forge.SigningAlgorithm;

/** CFCA's SM2 OCA1: identity in an {@code @}-delimited CN, an issuer without CN, single certificates, CRL only. */
record CfcaLayout(Addresses at) implements Layout {
    @Override
    public X500Name rootName() {
        return ForgedName.of("C=CN", "O=China Financial Certification Authority DEMO", "CN=CFCA CS SM2 CA DEMO");
    }

    @Override
    public X500Name issuingName() {
        return ForgedName.of("C=CN", "O=CFCA SM2 OCA1 DEMO");
    }

    @Override
    public Certificates leaf(ForgedCertificate issuing, DemoHolder holder, Use use) {
        return Certificates.bare(issuing)
                .algorithm(SigningAlgorithm.SM3_WITH_SM2_NULL)
                .subject(
                        "C=CN",
                        "O=CFCA OCA1 DEMO",
                        "OU=NMGGGZY",
                        "OU=Organizational-1",
                        "CN=NMGGGZY@" + holder.company() + "@N" + holder.creditCode() + "@1")
                .serial(Layout.serial("13", 4))
                .extension(ForgedExtension.notCa())
                .extension(ForgedExtension.policy("2.16.156.112554.1.1", at.cps()))
                .extension(ForgedExtension.crl(at.issuingList()))
                .extension(
                        use == Use.SIGNING ? ForgedExtension.keyUsage(ForgedExtension.SINGLE) : use.keyUsage())
                .extension(ForgedExtension.extendedKeyUsage(
                        KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_emailProtection));
    }
}
