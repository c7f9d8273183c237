package dev.tamga.ca.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tamga.ca.adapter.ConfigurationFault;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What an operator may get wrong below conf/ca stops the start and says what to do. */
class ConfigurationTest {
    @TempDir
    private Path folder;

    static String faultOf(Runnable start) {
        Throwable fault = catchThrowable(start::run);
        assertThat(fault).isInstanceOf(ConfigurationFault.class);
        return fault.getMessage();
    }

    @Test
    void shippedConfigurationOpensWithoutAnyAnchor() {
        CaDirectory directory = CaDirectory.open(ShippedConf.FOLDER);

        assertThat(directory.list()).hasSizeGreaterThanOrEqualTo(6).allSatisfy(entry -> {
            assertThat(entry.name()).containsKeys("zh-CN", "en");
            assertThat(entry.service().lines()).isNotEmpty();
            // CQCCA's is not known.
            assertThat(entry.service().renewal().isPresent()).isEqualTo(!entry.id().value().equals("cqcca"));
            assertThat(entry.service().pinResetTexts()).containsKeys("zh-CN", "en");
        });
        assertThat(directory.find(new dev.tamga.ca.CaId("bjca")).orElseThrow().service().lines())
                .contains("400-9197-888");
    }

    @ParameterizedTest(name = "{0} → {1} is refused: {2}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            order: 1 | order: first | order is "first"; expected a whole number from 0 to 9999
            order: 1 | order: 1\\norder: 2 | order is there twice; expected it once
            order: 1 | order: 1\\ncolour: red | colour is not a known key
            region: unknown | region: unknown\\n  regoin: x | admission.regoin is not a known key
            timeout: PT4S | timeout: 4 s | revocation.timeout is "4 s"; expected an ISO-8601 duration
            timeout: PT4S | timeout: PT31S | revocation.timeout is "PT31S"; expected at most PT30S
            timeout: PT4S | timeout: -PT4S | revocation.timeout is "-PT4S"; expected an ISO-8601 duration
            timeout: PT4S | timeout: PT4S\\n  budget: PT3S | revocation.budget is "PT3S"; expected at least revocation.timeout (PT4S)
            timeout: PT4S | timeout: PT4S\\n  budget: PT61S | revocation.budget is "PT61S"; expected at least
            timeout: PT4S | timeout: PT4S\\n  ocsp-method: put | revocation.ocsp-method is "put"; expected one of get, post
            timeout: PT4S | timeout: PT4S\\n  ocsp-nonce: yes | revocation.ocsp-nonce is "yes"; expected one of none, offered, required
            timeout: PT4S | timeout: PT4S\\n  ocsp-cache: P2D | revocation.ocsp-cache is "P2D"; expected at most PT24H
            timeout: PT4S | timeout: PT4S\\n  concurrency: 0 | revocation.concurrency is "0"; expected a whole number from 1 to 64
            timeout: PT4S | timeout: PT4S\\n  breaker-failures: 0 | revocation.breaker-failures is "0"; expected a whole number from 1 to 100
            timeout: PT4S | timeout: PT4S\\n  breaker-pause: PT1H | revocation.breaker-pause is "PT1H"; expected at most PT10M
            timeout: PT4S | timeout: PT4S\\n  unknown: allow | revocation.unknown is not a known key
            timeout: PT4S | timeout: PT4S\\n  grace: PT4H | revocation.grace is "PT4H"; expected a mapping
            timeout: PT4S | timeout: PT4S\\n  grace: {name: outage, of: certificate} | revocation.grace.after-last-good-answer is missing
            timeout: PT4S | timeout: PT4S\\n  grace: {name: outage, of: all, after-last-good-answer: PT4H} | revocation.grace.of is "all"; expected one of ca, certificate
            timeout: PT4S | timeout: PT4S\\n  grace: {name: outage, of: ca, after-last-good-answer: P4D} | is "P4D"; expected at most PT72H
            timeout: PT4S | timeout: PT4S\\n  grace: {name: "an outage", of: ca, after-last-good-answer: PT4H} | revocation.grace.name is "an outage"; expected 3 to 63
            timeout: PT4S | timeout: PT4S\\n  private-hosts: [inner.example.org] | revocation.private-hosts is a list of 1; expected hosts that are among revocation.hosts
            timeout: PT4S | timeout: PT4S\\n  ocsp-address: ldap://ocsp.example.org/ | revocation.ocsp-address is "ldap://ocsp.example.org/"; expected an address that begins with
            sources: [ocsp, crl] | sources: [] | revocation.sources is a list of 0; expected ocsp, crl or both
            sources: [ocsp, crl] | sources: off | revocation.sources is "off"; expected a list
            sources: [ocsp, crl] | sources: [none] | expected ocsp and crl
            hosts: [crl.example.org, | hosts: ["http://x/", | expected unknown, or a list of host or host:port
            adapter: standard | adapter: special | adapter is "special"; expected one of standard
            key-medium: software | key-medium: soft | key-medium is "soft"; expected one of hardware, software, unknown
            attribute: O | attribute: Organisation | attribute is "Organisation"; expected an attribute such as CN, or an OID
            attribute: O | attribute: O\\n      extension: 1.2.3 | expected either attribute or extension
            attribute: O | attribute: O\\n      match: "(" | expected a regular expression
            key-number-is-per-key: false | key-number-is-per-key: no | key-number-is-per-key is "no"; expected one of false, true
            policies: any | policies: any\\n  x: &a 1 | anchors and aliases are not accepted
            policies: any | policies: !!str any | expected a plain value
            """)
    void wrongKeyIsNamed(String found, String replacement, String message) {
        ForgedCa ca = new ForgedCa().with(found, replacement.replace("\\n", "\n"));

        assertThat(faultOf(() -> ca.open(folder))).contains("ca.yml")
                .contains(message).containsPattern("ca\\.yml:[0-9]+: ");
    }

    /** Each is logged as a warning at every start. */
    @Test
    void weakeningsOfRevocationAreNamed() {
        assertThat(new ForgedCa().open(folder.resolve("strict")).warnings()).isEmpty();

        CaDirectory weak = new ForgedCa().with("timeout: PT4S", """
                timeout: PT4S
                  private-hosts: [crl.example.org]
                  grace: {name: outage, of: ca, after-last-good-answer: PT4H}""").open(folder.resolve("weak"));
        assertThat(weak.warnings()).hasSize(2)
                .anySatisfy(warning -> assertThat(warning).contains("conf/ca/forged/ca.yml: ")
                        .contains("revocation.private-hosts").contains("crl.example.org"))
                .anySatisfy(warning -> assertThat(warning)
                        .contains("revocation.grace \"outage\"").contains("PT4H").contains("of the ca"));
    }

    @Test
    void importedCertificateWithAnUnknownFingerprintIsRefused() throws IOException {
        ForgedCa ca = new ForgedCa();
        ca.open(folder);
        Files.writeString(folder.resolve("forged/anchors.pem"), new ForgedCa().root.pem());

        assertThat(faultOf(() -> CaDirectory.open(folder))).contains("anchors.pem").contains("known-certificates");
    }

    @Test
    void demoAnchorIsRefusedInProduction() {
        ForgedCertificate demo = Certificates.root().subject("CN=ROOT Demo")
                .valid(ForgedCa.NOW.minus(ForgedCa.DAY), ForgedCa.NOW.plus(ForgedCa.DAY)).forge();

        assertThat(faultOf(() -> new ForgedCa().open(folder, demo, List.of())))
                .contains("anchors.pem").contains("is a demo CA");
    }

    @Test
    void certificateThatIsNoCaIsNoAnchor() {
        ForgedCa ca = new ForgedCa();

        assertThat(faultOf(() -> ca.open(folder, ca.enterprise().forge(), List.of())))
                .contains("is not a CA certificate");
    }

    @Test
    void twoCasThatClaimOneIssuingKeyAreRefused() {
        ForgedCa ca = new ForgedCa();
        ca.write(folder.resolve("one"), ca.root, List.of(ca.issuing));
        ca.write(folder.resolve("two"), ca.issuing, List.of());

        assertThat(faultOf(() -> CaDirectory.open(folder))).contains("is claimed by one and two");
    }

    @Test
    void twoCasMayShareARoot() {
        ForgedCa ca = new ForgedCa();
        ForgedCertificate other = ForgedCa.issuing(ca.root).subject("CN=Other").forge();
        ca.write(folder.resolve("one"), ca.root, List.of(ca.issuing));
        ca.write(folder.resolve("two"), ca.root, List.of(other));

        assertThat(CaDirectory.open(folder).list()).hasSize(2).allMatch(CaEntry::hasAnchor);
    }

    @Test
    void brokenPemIsNamed() throws IOException {
        ForgedCa ca = new ForgedCa();
        ca.open(folder);
        Files.writeString(folder.resolve("forged/anchors.pem"),
                "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----");
        assertThat(faultOf(() -> CaDirectory.open(folder))).contains("anchors.pem");
        Files.writeString(folder.resolve("forged/anchors.pem"), "nothing");
        assertThat(faultOf(() -> CaDirectory.open(folder))).contains("no certificate is there");
    }

    @Test
    void faultsOfAllFoldersAreToldTogether() {
        ForgedCa one = new ForgedCa().with("order: 1", "order: first");
        ForgedCa two = new ForgedCa().with("timeout: PT4S", "timeout: 4 s");
        one.write(folder.resolve("one"), one.root, List.of(one.issuing));
        two.write(folder.resolve("two"), two.root, List.of(two.enterprise().forge()));

        assertThat(faultOf(() -> CaDirectory.open(folder)))
                .contains("one/ca.yml").contains("order is \"first\"")
                .contains("two").contains("is not a CA certificate");
    }

    @Test
    void folderWithoutCasIsNamed() {
        assertThat(faultOf(() -> CaDirectory.open(folder))).contains("no CA is there");
        assertThat(faultOf(() -> CaDirectory.open(folder.resolve("absent")))).contains("cannot be read");
    }
}
