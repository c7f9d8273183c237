package dev.tamga.ca.chain;

import java.util.List;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;

import static org.assertj.core.api.Assertions.assertThat;

/** What a refusal of a path tells operators, and what it keeps to itself. */
class ChainBuilderTest {
    private static final String IDENTITY = "11010519491231002X";
    private static final ForgedCertificate ROOT = Forged.root("CN=Root").key(ForgedKey.rsa(2048)).forge();

    /** CFCA writes a person's identity number into CN, SZCA into OU. */
    @Test
    void noRefusalQuotesTheHolder() {
        ForgedCertificate mail = narrow("CN=Mail", new GeneralName(GeneralName.rfc822Name, "example.org"));
        ForgedCertificate names = narrow("CN=Names", new GeneralName(new X500Name("C=DE")));
        ForgedCertificate hosts = narrow("CN=Hosts", new GeneralName(GeneralName.uniformResourceIdentifier, ".cn"));
        ForgedCertificate lost = Forged.ca(Forged.root("CN=Elsewhere").forge(), "CN=Lost").forge();
        Forged tree = Forged.trusting(ROOT).with(mail, names, hosts, lost);

        for (Certificates refused : List.of(
                person(ROOT).key(ForgedKey.rsa(1024)),
                person(ROOT).signedBy(ForgedKey.rsa(2048)),
                person(ROOT).extension(ForgedExtension.utf8("1.2.3.4.5", IDENTITY).critical()),
                person(ROOT).extension(ForgedExtension.keyUsage(KeyUsage.keyCertSign)),
                person(mail), person(names), person(hosts), person(lost),
                person(Forged.root("CN=Nobody").forge()))) {
            ForgedCertificate certificate = refused.forge();
            assertThat(tree.outcome(certificate))
                    .matches("(untrusted-path|weak-algorithm): .*")
                    .contains("certificate " + Forged.view(certificate).keyNumber() + " of \"CN=")
                    .doesNotContain(IDENTITY, "张三", "19491231");
        }
    }

    @Test
    void whoIssuedToHimselfIsNotQuotedAsAnIssuer() {
        ForgedCertificate own = Certificates.root().subject("C=CN", "CN=041@0" + IDENTITY + "@张三@1")
                .valid(Forged.NOW.minus(Forged.DAY), Forged.NOW.plus(Forged.DAY))
                .extension(ForgedExtension.notCa()).without("2.5.29.15").forge();

        assertThat(Forged.trusting(ROOT).outcome(own)).startsWith("untrusted-path")
                .contains("is self-issued and not among the anchors").doesNotContain(IDENTITY, "张三");
    }

    @Test
    void whatCallsItselfACaIsQuotedWithoutIdentityNumbers() {
        ForgedCertificate own = Forged.root("CN=" + IDENTITY).forge();

        assertThat(Forged.trusting(ROOT).outcome(own)).startsWith("untrusted-path")
                .contains("CN=110***********002X").doesNotContain(IDENTITY);
    }

    private static Certificates person(ForgedCertificate issuer) {
        return Forged.leaf(issuer)
                .subject("C=CN", "OU=" + IDENTITY, "CN=041@0" + IDENTITY + "@张三@1")
                .extension(ForgedExtension.of(Extension.subjectAlternativeName.getId(), new GeneralNames(
                        new GeneralName[] {
                            new GeneralName(GeneralName.rfc822Name, IDENTITY + "@example.cn"),
                            new GeneralName(GeneralName.uniformResourceIdentifier, "urn:" + IDENTITY)})));
    }

    private static ForgedCertificate narrow(String name, GeneralName permitted) {
        return Forged.ca(ROOT, name).extension(ForgedExtension.of(Extension.nameConstraints.getId(),
                new NameConstraints(new GeneralSubtree[] {new GeneralSubtree(permitted)}, null)).critical()).forge();
    }
}
