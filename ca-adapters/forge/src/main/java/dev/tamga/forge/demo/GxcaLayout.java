package dev.tamga.forge.demo;

import org.bouncycastle.asn1.x500.X500Name;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedName;

/** GXCA (国信): the code in the subject's 2.5.4.31 and GN, as public client code reads it. CRL. */
record GxcaLayout(Addresses at) implements Layout {
    @Override
    public X500Name rootName() {
        return ForgedName.of("C=CN", "O=NRCAC DEMO", "OU=GXCA DEMO", "CN=ROOTCA DEMO");
    }

    @Override
    public X500Name issuingName() {
        return ForgedName.of("C=CN", "O=JSGXCA DEMO", "OU=JSGXCA DEMO", "CN=JSGXCA_SM2 DEMO");
    }

    @Override
    public Certificates leaf(ForgedCertificate issuing, DemoHolder holder, Use use) {
        return Certificates.bare(issuing)
                .subject(
                        "C=CN",
                        "ST=" + holder.province(),
                        "L=" + holder.city(),
                        "O=" + holder.company(),
                        "CN=" + holder.company(),
                        "2.5.4.31=" + holder.creditCode(),
                        "GIVENNAME=" + holder.creditCode())
                .extension(use.keyUsage())
                .extension(ForgedExtension.crl(at.issuingList()))
                .extension(ForgedExtension.notCa());
    }
}
