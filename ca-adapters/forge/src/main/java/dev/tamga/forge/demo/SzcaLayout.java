package dev.tamga.forge.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.bouncycastle.asn1.x500.X500Name;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedName;

/** SZCA: the code in OU and in extensions, the entity id in base64, CRL and OCSP by a delegated responder. */
record SzcaLayout(Addresses at) implements Layout {
    @Override
    public X500Name rootName() {
        return ForgedName.of("C=CN", "O=NRCAC DEMO", "OU=SZCA DEMO", "CN=ROOTCA DEMO");
    }

    @Override
    public X500Name issuingName() {
        return ForgedName.of(
                "C=CN",
                "ST=Guangdong",
                "L=Shenzhen",
                "O=ShenZhen Certificate Authority DEMO",
                "OU=szca DEMO",
                "CN=SZCA SM2 CA DEMO");
    }

    @Override
    public Certificates leaf(ForgedCertificate issuing, DemoHolder holder, Use use) {
        return Certificates.bare(issuing)
                .subject(
                        "C=CN",
                        "ST=" + holder.province(),
                        "L=" + holder.city(),
                        "2.5.4.12=202611" + Layout.digits(holder, 6),
                        "O=" + holder.company(),
                        "OU=" + holder.creditCode(),
                        "CN=" + holder.company())
                .serial(Layout.serial("73", 7))
                .extension(ForgedExtension.notCa())
                .extension(ForgedExtension.access("caIssuers " + at.caIssuers(), "OCSP " + at.ocsp()))
                .extension(ForgedExtension.policy("2.5.29.32.0", at.cps()))
                .extension(ForgedExtension.crl(at.issuingList()))
                .extension(use.keyUsage())
                .extension(ForgedExtension.utf8("1.2.86.11.7.7550243.1", holder.creditCode()))
                .extension(ForgedExtension.utf8("2.16.156.112548", entityId(holder.creditCode())));
    }

    /** {@code <sequence>@7025JJ<1 = value in base64><value>}. */
    private static String entityId(String code) {
        return "1@7025JJ1" + Base64.getEncoder().encodeToString(code.getBytes(StandardCharsets.US_ASCII));
    }
}
