package dev.tamga.forge.demo;

import org.bouncycastle.asn1.x500.X500Name;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedName;

/** BJCA as of 2020: identity in private extensions, non-critical, UTF8String; subject from name down to country. */
record BjcaLayout(Addresses at) implements Layout {
    private static final String BJCA = "1.2.156.112562.2.1.";
    private static final String PERSON_ID = "1.2.156.10260.4.1.1";
    private static final String ORGANISATION_CODE = "1.2.156.10260.4.1.4";
    /** The template number; real test certificates carry 1018, 1050 and 2267. */
    private static final String TEMPLATE = "1501";

    @Override
    public X500Name rootName() {
        return ForgedName.of("C=CN", "O=NRCAC DEMO", "OU=BJCA DEMO", "CN=ROOTCA DEMO");
    }

    @Override
    public X500Name issuingName() {
        return ForgedName.of("C=CN", "O=BJCA DEMO", "OU=BJCA DEMO", "CN=Beijing SM2 CA DEMO");
    }

    @Override
    public Certificates leaf(ForgedCertificate issuing, DemoHolder holder, Use use) {
        Certificates leaf = Certificates.bare(issuing)
                .subject(subject(holder))
                .serial(Layout.serial("1A1000000000", 4))
                .extension(use.keyUsage())
                .extension(ForgedExtension.crl(directoryPoint(), at.issuingList()));
        return switch (holder.kind()) {
            case ENTERPRISE -> organisation(leaf, holder, "JJ" + holder.creditCode());
            case LEGAL_REPRESENTATIVE ->
                organisation(leaf, holder, "SF" + holder.identityNumber())
                        .extension(ForgedExtension.utf8(PERSON_ID, holder.identityNumber()));
            case PERSON -> person(leaf, holder);
        };
    }

    private static X500Name subject(DemoHolder holder) {
        if (holder.kind() == DemoHolder.Kind.PERSON) {
            return ForgedName.allUtf8(
                    "C=CN", "ST=" + holder.province(), "L=" + holder.city(), "CN=" + holder.person());
        }
        return ForgedName.allUtf8(
                "name=" + holder.creditCode(),
                "CN=" + holder.name(),
                "O=" + holder.company(),
                "L=" + holder.city(),
                "ST=" + holder.province(),
                "C=CN");
    }

    private X500Name directoryPoint() {
        return ForgedName.of(
                "C=CN", "O=BJCA DEMO", "OU=BJCA DEMO", "CN=Beijing SM2 CA DEMO", "CN=ca21crl" + (at.rootCrl() + 1));
    }

    private Certificates organisation(Certificates leaf, DemoHolder holder, String uniqueId) {
        String code = holder.creditCode();
        return leaf.extension(ForgedExtension.utf8(BJCA + "1.1", uniqueId))
                .extension(ForgedExtension.access("OCSP " + at.ocspWithOcspScheme(), "caIssuers " + at.caIssuers()))
                .extension(ForgedExtension.policy("1.2.156.112562.2.2.1", at.cps()))
                .extension(ForgedExtension.netscapeType())
                .extension(ForgedExtension.utf8(BJCA + "1.8", code))
                .extension(ForgedExtension.utf8(BJCA + "2.2", uniqueId))
                .extension(ForgedExtension.utf8(BJCA + "1.14", "9980001" + Layout.digits(holder, 8)))
                .extension(ForgedExtension.utf8(BJCA + "1.4", uniqueId))
                .extension(ForgedExtension.utf8(BJCA + "1.23", entityId(uniqueId)))
                .extension(ForgedExtension.utf8(ORGANISATION_CODE, code))
                .extension(ForgedExtension.utf8(BJCA + "1.30", TEMPLATE))
                .extension(ForgedExtension.utf8(BJCA + "1.17", code));
    }

    private Certificates person(Certificates leaf, DemoHolder holder) {
        String identityNumber = holder.identityNumber();
        return leaf.extension(ForgedExtension.utf8(BJCA + "1.1", "SF" + identityNumber))
                .extension(ForgedExtension.utf8("2.16.840.1.113732.2", identityNumber))
                .extension(ForgedExtension.access("OCSP " + at.ocspWithOcspScheme(), "caIssuers " + at.caIssuers()))
                .extension(ForgedExtension.utf8(BJCA + "1.14", "9980001" + Layout.digits(holder, 8)))
                .extension(ForgedExtension.utf8(BJCA + "1.23", entityId("SF" + identityNumber)))
                .extension(ForgedExtension.utf8(PERSON_ID, identityNumber))
                .extension(ForgedExtension.utf8(BJCA + "1.30", TEMPLATE));
    }

    /** {@code <sequence>@<CA code><SF|JJ><0 = value as it is><value>}. */
    private static String entityId(String uniqueId) {
        return "1@215009" + uniqueId.substring(0, 2) + "0" + uniqueId.substring(2);
    }
}
