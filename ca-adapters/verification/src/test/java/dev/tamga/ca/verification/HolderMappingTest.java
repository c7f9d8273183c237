package dev.tamga.ca.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

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
import static dev.tamga.ca.verification.ForgedCa.IDENTITY_OID;
import static dev.tamga.ca.verification.ForgedCa.code;
import static org.assertj.core.api.Assertions.assertThat;

/** Kind, code and id of the holder: what several places of one certificate say, together. */
class HolderMappingTest {
    private static final String ID_OID = "1.2.3.11";
    private static final String OTHER_OID = "1.2.3.17";
    private static final String OTHER_CODE = "91110108722619411A";
    private static final String EXCEPTION = "91350203M0001QAY9B";

    @TempDir
    private Path folder;

    private ForgedCa ca;

    @BeforeEach
    void forgeCaThatMarksKinds() {
        ca = new ForgedCa()
                .with("kind: unknown", "kind: [{extension: 1.2.3.11, organisation: [JJ], person: [SF]}]")
                .with("organisation-code:\n", "organisation-code:\n    - extension: 1.2.3.17\n")
                .with("holder-id: unknown", "holder-id: [{extension: 1.2.3.11}]");
    }

    @Test
    void markThatContradictsTheCodeIsRefused() {
        assertThat(codeOf(marked("JJ"))).isEqualTo("accepted");
        assertThat(codeOf(marked("QT"))).isEqualTo("accepted");
        assertThat(codeOf(marked("SF"))).isEqualTo("holder-unidentified");
        assertThat(codeOf(person().extension(mark("JJ")))).isEqualTo("holder-unidentified");
        assertThat(codeOf(person().extension(mark("SF")))).isEqualTo("accepted");
    }

    @Test
    void personIsNamedByTheCommonName() {
        VerifiedHolder holder = holderOf(person());

        assertThat(holder.kind()).isEqualTo(HolderKind.PERSON);
        assertThat(holder.identityNumber()).contains(IDENTITY);
        assertThat(holder.code()).isEmpty();
        assertThat(holder.toString()).doesNotContain(IDENTITY);
    }

    @Test
    void identityNumberInThePlaceOfACodeIsNotTakenForOne() {
        Certificates leaf = ca.enterprise().extension(ForgedExtension.utf8(CODE_OID, IDENTITY));

        assertThat(codeOf(leaf)).isEqualTo("holder-unidentified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"E12345678", "110105491231002", "SF11010519491231002X", "1101 0519 4912 3100 2X", "护照"})
    void aPersonOfAnotherPaperNeverPassesForTheOrganisation(String paper) {
        Certificates leaf = ca.enterprise().extension(ForgedExtension.utf8(IDENTITY_OID, paper));

        assertThat(codeOf(leaf)).isEqualTo("holder-unidentified");
    }

    @Test
    void fullWidthDigitsAreAPersonsNumberToo() {
        String fullWidth = IDENTITY.chars()
                .mapToObj(c -> String.valueOf((char) (c - '!' + '！')))
                .reduce("", String::concat);

        assertThat(holderOf(ca.enterprise().extension(ForgedExtension.utf8(IDENTITY_OID, fullWidth))).kind())
                .isEqualTo(HolderKind.ORGANIZATION_PERSON);
    }

    @Test
    void codesThatDisagreeAreRefused() {
        assertThat(codeOf(withOther(OTHER_CODE))).isEqualTo("holder-unidentified");
        assertThat(codeOf(withOther(CODE))).isEqualTo("accepted");
    }

    @Test
    void oneOrganisationCodeDoesNotReconcileTwoCreditCodes() {
        // Both hold the organisation code 722619411; the second is of another kind of organisation.
        String same = "52110108722619411B";
        assertThat(dev.tamga.ca.holder.CreditCode.of(same)).isPresent();
        ForgedCa three = new ForgedCa().with("organisation-code:\n",
                "organisation-code:\n    - extension: 1.2.3.9\n    - extension: 1.2.3.17\n");
        Certificates leaf = three.enterprise()
                .extension(ForgedExtension.utf8("1.2.3.9", "72261941-1"))
                .extension(ForgedExtension.utf8(OTHER_OID, OTHER_CODE))
                .extension(ForgedExtension.utf8(CODE_OID, same));

        assertThat(code(three.verify(three.open(folder), leaf.forge()))).isEqualTo("holder-unidentified");
        leaf.extension(ForgedExtension.utf8(CODE_OID, OTHER_CODE));
        assertThat(code(three.verify(three.open(folder), leaf.forge()))).isEqualTo("accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"７２２６１９４１－１", "72261941—1", " 72261941 1 ", "72261941-1"})
    void oldOrganisationCodesAreReadInEverySpelling(String written) {
        assertThat(holderOf(ca.enterprise().extension(ForgedExtension.utf8(CODE_OID, written))).code())
                .contains("722619411");
    }

    @Test
    void markOfAPersonInsideTheOrganisationIsNeverAnEnterprise() {
        ForgedCa marked = new ForgedCa().with("kind: unknown", "kind: [{field: policies, organisation-person: [1.2.156.7]}]");
        Certificates leaf = marked.enterprise().extension(ForgedExtension.policies("1.2.156.7"));

        Verification.Accepted inside = (Verification.Accepted) marked.verify(marked.open(folder), leaf.forge());
        assertThat(inside.holder().kind()).isEqualTo(HolderKind.ORGANIZATION_PERSON);
        assertThat(inside.holder().code()).contains(CODE);
        Certificates person = marked.enterprise().without(CODE_OID)
                .extension(ForgedExtension.utf8(IDENTITY_OID, IDENTITY))
                .extension(ForgedExtension.policies("1.2.156.7"));
        assertThat(code(marked.verify(marked.open(folder), person.forge()))).isEqualTo("holder-unidentified");
    }

    @Test
    void nameInGbkIsReadAsItIsMeant() {
        // 青城公司 in GBK, in a T61String.
        byte[] gbk = HexFormat.of().parseHex("1408c7e0b3c7b9abcbbe");
        ForgedCa old = new ForgedCa().with("    - attribute: O\n", "    - extension: 1.2.3.77\n");
        Certificates leaf = old.enterprise().extension(ForgedExtension.raw("1.2.3.77", gbk));

        Verification.Accepted accepted = (Verification.Accepted) old.verify(old.open(folder), leaf.forge());

        assertThat(accepted.holder().name()).isEqualTo("青城公司");
    }

    @Test
    void organisationCodeInsideTheCreditCodeAgreesWithItAndTheCreditCodeIsTaken() {
        String organisation = OTHER_CODE.substring(8, 16) + "-" + OTHER_CODE.charAt(16);
        Certificates leaf = withOther(organisation).extension(ForgedExtension.utf8(CODE_OID, OTHER_CODE));

        assertThat(holderOf(leaf).code()).contains(OTHER_CODE);
    }

    @Test
    void holderIdThatSpellsOutTheIdentityNumberIsLeftOut() {
        assertThat(holderOf(person().extension(ForgedExtension.utf8(ID_OID, "SF" + IDENTITY))).holderId()).isEmpty();
        assertThat(holderOf(marked("JJ4711")).holderId()).contains("JJ4711");
    }

    @Test
    void codeThatWasIssuedThoughItFailsIsAcceptedByTheListAlone() throws IOException {
        Certificates leaf = ca.enterprise().extension(ForgedExtension.utf8(CODE_OID, EXCEPTION));
        assertThat(codeOf(leaf)).isEqualTo("check-digit-wrong");

        Files.writeString(folder.resolve("credit-code-exceptions.txt"), "# comment\n" + EXCEPTION + "  # confirmed\n");
        assertThat(codeOf(leaf)).isEqualTo("accepted");

        Files.writeString(folder.resolve("credit-code-exceptions.txt"), "*\n");
        assertThat(ConfigurationTest.faultOf(() -> ca.open(folder))).contains("credit-code-exceptions.txt");
    }

    private Certificates marked(String mark) {
        return ca.enterprise().extension(mark(mark));
    }

    private static ForgedExtension mark(String mark) {
        return ForgedExtension.utf8(ID_OID, mark);
    }

    private Certificates withOther(String code) {
        return ca.enterprise().extension(ForgedExtension.utf8(OTHER_OID, code));
    }

    private Certificates person() {
        return ca.enterprise().without(CODE_OID).extension(ForgedExtension.utf8(IDENTITY_OID, IDENTITY));
    }

    private String codeOf(Certificates leaf) {
        return code(ca.verify(ca.open(folder), leaf.forge()));
    }

    private VerifiedHolder holderOf(Certificates leaf) {
        return ((Verification.Accepted) ca.verify(ca.open(folder), leaf.forge())).holder();
    }
}
