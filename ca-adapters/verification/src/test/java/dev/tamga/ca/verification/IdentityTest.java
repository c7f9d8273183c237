package dev.tamga.ca.verification;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.ca.Verification;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.ForgedKey;

import static org.assertj.core.api.Assertions.assertThat;

/** Who a certificate is of: its CA's key and the code in it. A name, least of all the CN, is nobody's identity. */
class IdentityTest {
    private static final String OTHER_CODE = "91110108722619411A";

    @TempDir
    private Path folder;

    @Test
    void sameNameAtAnotherCaIsAnotherKey() {
        ForgedCa one = new ForgedCa();
        ForgedCa other = new ForgedCa();
        one.write(folder.resolve("one"), one.root, java.util.List.of(one.issuing));
        other.write(folder.resolve("two"), other.root, java.util.List.of(other.issuing));
        CaDirectory both = CaDirectory.open(folder);

        VerifiedHolder here = holder(one.verify(both, one.enterprise().serial("77").forge()));
        VerifiedHolder there = holder(other.verify(both, other.enterprise().serial("77").forge()));

        assertThat(here.name()).isEqualTo(there.name());
        assertThat(here.key().keyNumber()).isEqualTo(there.key().keyNumber());
        assertThat(here.ca()).isNotEqualTo(there.ca());
        assertThat(here.key().issuerKeyId()).isNotEqualTo(there.key().issuerKeyId());
        assertThat(here.key().certificateHash()).isNotEqualTo(there.key().certificateHash());
    }

    @Test
    void sameNameWithAnotherCodeIsAnotherHolder() {
        ForgedCa ca = new ForgedCa();
        CaDirectory directory = ca.open(folder);
        Certificates namesake = ca.enterprise().extension(ForgedExtension.utf8(ForgedCa.CODE_OID, OTHER_CODE));

        assertThat(holder(ca.verify(directory, ca.enterprise().forge())).code()).contains(ForgedCa.CODE);
        assertThat(holder(ca.verify(directory, namesake.forge())).code()).contains(OTHER_CODE);
    }

    @Test
    void nameWithoutACodeIsNobody() {
        ForgedCa ca = new ForgedCa();
        ForgedCertificate nameless = ca.enterprise().without(ForgedCa.CODE_OID).forge();

        assertThat(ForgedCa.code(ca.verify(ca.open(folder), nameless))).isEqualTo("holder-unidentified");
    }

    @Test
    void codeInTheCommonNameAloneIsNobody() {
        ForgedCa ca = new ForgedCa();
        ForgedCertificate claiming = ca.enterprise().without(ForgedCa.CODE_OID)
                .subject("C=CN", "O=青城公司", "CN=" + ForgedCa.CODE).forge();

        assertThat(ForgedCa.code(ca.verify(ca.open(folder), claiming))).isEqualTo("holder-unidentified");
    }

    @Test
    void whoeverIsRefusedIsNotQuoted() {
        ForgedCa ca = new ForgedCa();
        CaDirectory directory = ca.open(folder);
        String person = "CN=041@0" + ForgedCa.IDENTITY + "@张三@1";
        ForgedCertificate own = Certificates.root().subject("C=CN", person)
                .valid(ForgedCa.NOW.minus(ForgedCa.DAY), ForgedCa.NOW.plus(ForgedCa.DAY)).forge();
        ForgedCertificate likeOurs = Certificates.root().subject("C=CN", "O=Forged", person)
                .valid(ForgedCa.NOW.minus(ForgedCa.DAY), ForgedCa.NOW.plus(ForgedCa.DAY))
                .extension(ForgedExtension.notCa()).forge();
        ForgedCertificate weak = ca.enterprise().subject("C=CN", person).key(ForgedKey.rsa(1024)).forge();

        assertRefused("unknown-ca", ca.verify(directory, own));
        assertRefused("untrusted-path", ca.verify(directory, likeOurs));
        assertRefused("weak-algorithm", ca.verify(directory, weak));
    }

    /** SZCA writes a person's identity number into OU, where other CAs write who issued the key. */
    @Test
    void whoWasIssuedElsewhereIsNotQuoted() {
        ForgedCa ca = new ForgedCa().with("region: unknown", """
                region: unknown
                  registration-office: {from: [{attribute: OU}], accepted: ["051"]}""");
        Certificates person = ca.enterprise().subject("C=CN", "O=青城公司", "OU=" + ForgedCa.IDENTITY, "CN=张三");

        assertRefused("issued-elsewhere", ca.verify(ca.open(folder), person.forge()));
    }

    private static void assertRefused(String code, Verification verification) {
        assertThat(verification).isInstanceOfSatisfying(Verification.Rejected.class, rejected -> {
            assertThat(rejected.refusal().code()).isEqualTo(code);
            assertThat(rejected.refusal().detail()).doesNotContain(ForgedCa.IDENTITY, "19491231");
        });
    }

    private static VerifiedHolder holder(Verification verification) {
        assertThat(verification).isInstanceOf(Verification.Accepted.class);
        return ((Verification.Accepted) verification).holder();
    }
}
