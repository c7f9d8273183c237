package dev.tamga.forge.demo;

import org.bouncycastle.asn1.x500.X500Name;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedName;

/** SNCA (ShaanxiCA): the credit code glued in front of the name in O, CN is a number. CRL only. */
record SncaLayout(Addresses at) implements Layout {
    @Override
    public X500Name rootName() {
        return ForgedName.of("C=CN", "O=NRCAC DEMO", "OU=SNCA DEMO", "CN=ROOTCA DEMO");
    }

    @Override
    public X500Name issuingName() {
        return ForgedName.of(
                "C=CN", "ST=SHAANXI", "L=XIAN", "O=ShaanxiDigitalCertificateAuthority DEMO", "CN=ShaanxiCA DEMO");
    }

    @Override
    public Certificates leaf(ForgedCertificate issuing, DemoHolder holder, Use use) {
        return Certificates.bare(issuing)
                .subject(
                        "C=CN",
                        "O=" + holder.creditCode() + holder.company(),
                        "CN=" + holder.creditCode().substring(2, 8) + Layout.digits(holder, 8))
                .serial(Layout.serial("20261121", 4))
                .extension(use.keyUsage().critical())
                .extension(ForgedExtension.crl(at.issuingList()))
                .extension(ForgedExtension.notCa())
                .extension(ForgedExtension.policies("1.2.156.115234.4.1.10"))
                .extension(ForgedExtension.utf8("1.2.86.11.7.11", "500" + Layout.digits(holder, 10)));
    }
}
