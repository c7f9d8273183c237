package dev.tamga.ca.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.ca.HolderKind;
import dev.tamga.ca.Verification;
import dev.tamga.ca.VerifiedHolder;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedExtension;

import static dev.tamga.ca.verification.ForgedCa.CODE;
import static dev.tamga.ca.verification.ForgedCa.CODE_OID;
import static dev.tamga.ca.verification.ForgedCa.IDENTITY;
import static dev.tamga.ca.verification.ForgedCa.code;
import static org.assertj.core.api.Assertions.assertThat;

/** The shipped grammar of CFCA's CN: the subscriber chose one of its fields, and none of it may become a code. */
class CfcaGrammarTest {
    private static final String OTHER_CODE = "91110108722619411A";

    @TempDir
    private Path folder;

    private ForgedCa ca;

    @BeforeEach
    void takeTheShippedHolderSection() throws IOException {
        String shipped = Files.readString(ShippedConf.FOLDER.resolve("cfca/ca.yml"));
        String forged = new ForgedCa().yaml();
        ca = new ForgedCa().with(
                forged.substring(forged.indexOf("holder:")), shipped.substring(shipped.indexOf("holder:")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "MsgCryp@青城公司@N91110000600001760P@1", "041@N91110000600001760P@青城公司@00000001",
        "041@891110000600001760P@青城公司@00000001", "NMGGGZY@青城公司@N91110000600001760P@1",
        "051@ＨＩ（青城）公司@N91110000600001760P@1"
    })
    void enterpriseIsReadWhateverTheOrder(String cn) {
        assertThat(holderOf(organisation(cn)).code()).contains(CODE);
        assertThat(holderOf(organisation(cn)).kind()).isEqualTo(HolderKind.ENTERPRISE);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "041@Z77777777777777777@测试个人七@00000", "041@Z91110000600001760P@青城公司@1", "041@H91110000600001760P@青城公司@1",
        "041@J91110000600001760P@青城公司@1", "041@1E12345678@青城公司@1"
    })
    void freeTextIsNeverACode(String cn) {
        assertThat(codeOf(organisation(cn))).isEqualTo("holder-unidentified");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        // The name is a code, the id free text with or without Chinese characters.
        "041@Z青城公司@N91110000600001760P@1", "041@Z1@N91110000600001760P@1", "041@N91110000600001760P@Z某某公司@1",
        // Two codes, one of them of the subscriber's choosing.
        "041@N91110108722619411A@N91110000600001760P@1", "041@891110108722619411A@N91110000600001760P@1",
        "041@011010519491231002X@N91110000600001760P@1", "041@772261941-1@N91110000600001760P@1",
        // More or fewer fields, a code in the office's or the number's place.
        "041@青城公司@N91110000600001760P@1@1", "青城公司@N91110000600001760P@1", "N91110000600001760P@青城公司@Z1@1",
        "041@Z1@青城公司@N91110000600001760P", "青城公司N91110000600001760P", "041@@N91110000600001760P@1"
    })
    void nameThatLooksLikeACodeIsRefused(String cn) {
        assertThat(codeOf(organisation(cn))).isEqualTo("holder-unidentified");
    }

    @Test
    void theCasOwnExtensionMustAgreeWithTheName() {
        String oid = "2.16.156.112554.7";
        Certificates leaf = organisation("041@青城公司@N91110000600001760P@1");

        assertThat(codeOf(leaf.extension(ForgedExtension.utf8(oid, "[N]" + CODE)))).isEqualTo("accepted");
        assertThat(codeOf(leaf.extension(ForgedExtension.utf8(oid, "[N]" + OTHER_CODE))))
                .isEqualTo("holder-unidentified");
        // The extension speaks, the name is no code: but two fields of the form of an id remain a refusal.
        Certificates spoofed = organisation("041@Z青城公司@N91110000600001760P@1");
        assertThat(codeOf(spoofed.extension(ForgedExtension.utf8(oid, "[N]" + CODE)))).isEqualTo("holder-unidentified");
    }

    @Test
    void personIsMarkedByTheUnitAndNeverAnEnterprise() {
        Certificates person = leaf("OU=Individual-1", "041@0" + IDENTITY + "@张三@00000001");

        assertThat(holderOf(person).kind()).isEqualTo(HolderKind.PERSON);
        assertThat(codeOf(leaf("OU=Individual-1", "041@张三@N91110000600001760P@1"))).isEqualTo("holder-unidentified");
        assertThat(codeOf(leaf("OU=Organizational-1", "041@0" + IDENTITY + "@张三@1"))).isEqualTo("holder-unidentified");
    }

    private Certificates organisation(String cn) {
        return leaf("OU=Organizational-1", cn);
    }

    private Certificates leaf(String unit, String cn) {
        return ca.enterprise().without(CODE_OID).subject("C=CN", "O=CFCA", "OU=RA", unit, "CN=" + cn);
    }

    private String codeOf(Certificates leaf) {
        return code(ca.verify(ca.open(folder), leaf.forge()));
    }

    private VerifiedHolder holderOf(Certificates leaf) {
        return ((Verification.Accepted) ca.verify(ca.open(folder), leaf.forge())).holder();
    }
}
