package dev.tamga.forge.demo;

import org.bouncycastle.asn1.x500.X500Name;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedName;

/** NMGCA: no end-entity certificate is known, so only what GM/T 0015 says: general OIDs and a plain subject. */
record NmgcaLayout(Addresses at) implements Layout {
    @Override
    public X500Name rootName() {
        return ForgedName.of("C=CN", "O=NRCAC DEMO", "OU=NMGCA DEMO", "CN=ROOTCA DEMO");
    }

    @Override
    public X500Name issuingName() {
        return ForgedName.of(
                "C=CN",
                "ST=Neimenggu",
                "L=Hohhot",
                "O=Inner Mongolia Network Trust Electronic Authentication Ltd. DEMO",
                "CN=NMGSCA ROOT SM2 CA DEMO");
    }

    @Override
    public Certificates leaf(ForgedCertificate issuing, DemoHolder holder, Use use) {
        return Certificates.bare(issuing)
                .subject(
                        "C=CN",
                        "ST=" + holder.province(),
                        "L=" + holder.city(),
                        "O=" + holder.company(),
                        "CN=" + holder.company())
                .extension(use.keyUsage())
                .extension(ForgedExtension.crl(at.issuingList()))
                .extension(ForgedExtension.notCa())
                .extension(ForgedExtension.utf8("1.2.156.10260.4.1.4", holder.creditCode()));
    }
}
