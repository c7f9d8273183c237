package dev.tamga.ca.verification;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tamga.ca.Verification;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Which certificates of a CA count: every rule of ca.yml admits, refuses, and says which rule it was. */
class AdmissionTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}: {1} refuses with {2}")
    @CsvSource(delimiter = '|', textBlock = """
            policies: any | policies: [1.2.156.1, 1.2.156.2] | policy-not-accepted | admission.policies
            policies: any | policies: any\\n  crl-hosts: [other.example.org] | policy-not-accepted | admission.crl-hosts
            region: unknown | region: {from: [{attribute: ST}], accepted: [北京]} | issued-elsewhere | admission.region
            region: unknown | region: unknown\\n  registration-office: {from: [{attribute: OU}], accepted: ["051"]} | issued-elsewhere | admission.registration-office
            region: unknown | region: unknown\\n  project: {from: [{extension: 1.2.3.30}], accepted: ["1501"]} | issued-elsewhere | admission.project
            policies: any | policies: any\\n  test-crl-hosts: [crl.example.org] | test-certificate | admission.test-crl-hosts
            policies: any | policies: any\\n  test-marks: [{attribute: CN, values: [青城公司]}] | test-certificate | admission.test-marks
            """)
    void eachRuleRefusesByItsName(String found, String replacement, String code, String rule) {
        ForgedCa ca = new ForgedCa().with(found, replacement.replace("\\n", "\n"));
        Certificates leaf = ca.enterprise().extension(ForgedExtension.utf8("1.2.3.30", "9999"));

        Verification.Rejected rejected = (Verification.Rejected) ca.verify(ca.open(folder), leaf.forge());

        assertThat(rejected.refusal().code()).isEqualTo(code);
        assertThat(rejected.refusal().detail()).startsWith(rule + ":").contains("expected");
    }

    @ParameterizedTest(name = "{1} admits")
    @CsvSource(delimiter = '|', textBlock = """
            policies: any | policies: [1.2.156.1, 1.2.156.2] |
            policies: any | policies: any\\n  crl-hosts: [crl.example.org] |
            region: unknown | region: {from: [{attribute: ST}], accepted: [内蒙古自治区, 内蒙古]} | 内蒙古自治区
            region: unknown | region: {from: [{attribute: ST}], accepted: {内蒙古自治区: "150000", 内蒙古: "150000"}} | 150000
            region: unknown | region: unknown\\n  registration-office: {from: [{attribute: OU, split: "-"}], accepted: ["051"]} |
            region: unknown | region: unknown\\n  registration-office: {from: [{attribute: OU, split: "-"}], accepted: {"051": 内蒙古}} | 内蒙古
            region: unknown | region: unknown\\n  project: {from: [{extension: 1.2.3.30}], accepted: ["1501"]} |
            """)
    void eachRuleAdmitsWhatItNames(String found, String replacement, String region) {
        ForgedCa ca = new ForgedCa().with(found, replacement.replace("\\n", "\n"));
        Certificates leaf = ca.enterprise()
                .subject("C=CN", "ST=内蒙古自治区", "O=青城公司", "OU=051-NMG", "CN=青城公司")
                .extension(ForgedExtension.policies("1.2.156.2"))
                .extension(ForgedExtension.utf8("1.2.3.30", "1501"));

        Verification.Accepted accepted = (Verification.Accepted) ca.verify(ca.open(folder), leaf.forge());

        assertThat(accepted.holder().region().orElse(null)).isEqualTo(region);
    }

    @ParameterizedTest(name = "{0} says project {1}")
    @CsvSource(delimiter = '|', textBlock = """
            project: unknown |
            project: {from: [{extension: 1.2.3.30}], accepted: ["1501", "3213"]} | 3213
            project: {from: [{extension: 1.2.3.30}], accepted: {"3213": 宿迁}} | 3213
            registration-office: {from: [{extension: 1.2.3.30}], accepted: ["3213"]} |
            """)
    void theIssuingProjectGoesWithTheHolder(String rule, String project) {
        ForgedCa ca = new ForgedCa().with("region: unknown", "region: unknown\n  " + rule);
        Certificates leaf = ca.enterprise().extension(ForgedExtension.utf8("1.2.3.30", "3213"));

        Verification.Accepted accepted = (Verification.Accepted) ca.verify(ca.open(folder), leaf.forge());

        assertThat(accepted.holder().project().orElse(null)).isEqualTo(project);
    }

    @Test
    void allRulesOfThePlaceMustHoldAndTheFirstValueDecides() {
        ForgedCa ca = new ForgedCa().with("region: unknown", """
                region: {from: [{attribute: ST}], accepted: [内蒙古自治区]}
                  project: {from: [{extension: 1.2.3.30}], accepted: ["1501"]}""");

        assertThat(codeOf(ca, ca.enterprise())).isEqualTo("issued-elsewhere");
        assertThat(codeOf(ca, ca.enterprise().extension(ForgedExtension.utf8("1.2.3.30", "1501"))))
                .isEqualTo("accepted");
        assertThat(codeOf(ca, ca.enterprise().subject("ST=北京", "ST=内蒙古自治区", "O=青城公司", "CN=x")
                .extension(ForgedExtension.utf8("1.2.3.30", "1501")))).isEqualTo("issued-elsewhere");
    }

    private String codeOf(ForgedCa ca, Certificates leaf) {
        return ForgedCa.code(ca.verify(ca.open(folder), leaf.forge()));
    }
}
