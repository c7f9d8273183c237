package dev.tamga.forge.demo;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;
import dev.tamga.forge.ForgedName;

/** CFCA's RSA OCA33: the credit code also in an extension, OCSP and CRL. */
record CfcaRsaLayout(Addresses at) implements Layout {
    @Override
    public X500Name rootName() {
        return ForgedName.of("C=CN", "O=China Financial Certification Authority DEMO", "CN=CFCA CS CA DEMO");
    }

    @Override
    public X500Name issuingName() {
        return ForgedName.of("C=CN", "O=China Financial Certification Authority DEMO", "CN=CFCA ACS OCA33 DEMO");
    }

    @Override
    public ForgedKey newKey() {
        return ForgedKey.rsa(2048);
    }

    @Override
    public Certificates leaf(ForgedCertificate issuing, DemoHolder holder, Use use) {
        return Certificates.bare(issuing)
                .subject(
                        "C=CN",
                        "O=CFCA ACS OCA33 DEMO",
                        "OU=NMGGGZY",
                        "OU=Organizational-1",
                        "CN=051@" + holder.company() + "@N" + holder.creditCode() + "@1")
                .serial(Layout.serial("33000003", 4))
                .extension(ForgedExtension.utf8("2.16.156.112554.7", "[N]" + holder.creditCode()))
                .extension(ForgedExtension.notCa().critical())
                .extension(ForgedExtension.access("OCSP " + at.ocsp(), "caIssuers " + at.caIssuers()))
                .extension(use.keyUsage().critical())
                .extension(ForgedExtension.extendedKeyUsage(
                        KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_emailProtection))
                .extension(ForgedExtension.policy("2.16.156.112554.1.4", at.cps()))
                .extension(ForgedExtension.crl(at.issuingList()));
    }
}
