package dev.tamga.idp.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.Crl;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedExtension;
import dev.tamga.forge.RevocationReason;

import static org.assertj.core.api.Assertions.assertThat;

/** What the command prints and how it ends, for good files, bad files and wrong arguments. */
final class CaCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final ForgedCertificate ROOT = Certificates.root().subject("C=CN", "O=Forged", "CN=Root")
            .valid(NOW.minus(DAY.multipliedBy(900)), NOW.plus(DAY.multipliedBy(900))).forge();
    private static final ForgedCertificate ISSUING = Certificates.ca(ROOT).subject("C=CN", "O=Forged", "CN=Issuing")
            .valid(NOW.minus(DAY.multipliedBy(900)), NOW.plus(DAY.multipliedBy(900))).forge();

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private ForgedCertificate good;
    private Path anchors;
    private Path intermediates;

    @BeforeEach
    void writeFolders() throws IOException {
        good = leaf().forge();
        anchors = Files.createDirectory(folder.resolve("anchors"));
        intermediates = Files.createDirectory(folder.resolve("intermediates"));
        Files.writeString(anchors.resolve("root.pem"), ROOT.pem());
        Files.write(intermediates.resolve("issuing.cer"), ISSUING.encoded());
    }

    @Test
    void everyFileHasItsLineInOrderAndOneRefusalMakesItOne() throws IOException {
        Path accepted = write("good.cer", good.encoded());
        Path expired = write("expired.pem", leaf().valid(NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY)).forge()
                .pem().getBytes(StandardCharsets.UTF_8));
        Path broken = write("broken.cer", new byte[] {0x30, 5});

        assertThat(check(accepted, expired, broken, folder.resolve("absent"), accepted)).isEqualTo(1);

        List<JsonNode> lines = lines();
        assertThat(lines).extracting(line -> line.get("file").asString()).containsExactly(
                accepted.toString(), expired.toString(), broken.toString(), folder.resolve("absent").toString(),
                accepted.toString());
        assertThat(lines).extracting(line -> line.get("code").isNull() ? "accepted" : line.get("code").asString())
                .containsExactly(
                        "accepted", "expired", "certificate-unreadable", "certificate-unreadable", "accepted");
        assertThat(lines).extracting(line -> line.get("step").asString())
                .containsExactly("path", "path", "read", "read", "path");
    }

    @Test
    void lineHoldsEveryMember() throws IOException {
        assertThat(check(write("good.cer", good.encoded()))).isZero();

        JsonNode line = lines().getFirst();
        assertThat(line.propertyNames()).containsExactly(
                "file", "outcome", "code", "step", "ca", "holder", "revocation", "detail", "notes", "subject", "issuer",
                "not_before", "not_after");
        assertThat(line.get("outcome").asString()).isEqualTo("accepted");
        assertThat(line.get("code").isNull()).isTrue();
        assertThat(line.get("ca").isNull()).isTrue();
        assertThat(line.get("revocation").asString()).isEqualTo("not-checked");
        assertThat(line.get("holder").get("key_number").asString()).isEqualTo(good.serialHex());
        assertThat(line.get("subject").asString()).contains("青城公司");
        assertThat(line.get("detail").asString()).isNotBlank();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void crlsOfAFolderDecide() throws IOException {
        ForgedCertificate revoked = leaf().forge();
        Path crls = Files.createDirectory(folder.resolve("crls"));
        Files.write(crls.resolve("1.crl"), Crl.of(ISSUING, NOW.minus(DAY)).nextUpdate(NOW.plus(DAY)).number(1)
                .revoke(revoked, NOW.minus(DAY), RevocationReason.KEY_COMPROMISE).forge());
        Files.writeString(crls.resolve("note.txt"), "no CRL");

        assertThat(run("--crls", crls.toString(), write("good.cer", good.encoded()).toString(),
                write("revoked.cer", revoked.encoded()).toString())).isEqualTo(1);

        assertThat(lines().get(0).get("revocation").asString()).isEqualTo("good");
        assertThat(lines().get(1).get("code").asString()).isEqualTo("revoked");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("note.txt");
    }

    @Test
    void momentIsAnArgument() throws IOException {
        String file = write("good.cer", good.encoded()).toString();

        assertThat(run("--at", "2026-11-21", file)).isZero();
        assertThat(run("--at", "2026-11-20T02:00:00Z", file)).isZero();
        assertThat(run("--at=2026-11-20T10:00:00+08:00", file)).isZero();
        assertThat(run("--at", "2026-11-19", file)).isEqualTo(1);
        assertThat(run("--at", "2027-11-22", file)).isEqualTo(1);
        assertThat(lines()).extracting(line -> line.get("code").isNull() ? "" : line.get("code").asString())
                .containsExactly("", "", "", "not-yet-valid", "expired");
    }

    @Test
    void readableTextHasABlockAFileWithStepsAndAdvice() throws IOException {
        Path stranger = write("stranger.cer", ROOT.encoded());
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("a.pem"), ISSUING.pem());

        assertThat(command("ca", "check", "--anchors", other.toString(), stranger.toString())).isEqualTo(1);
        assertThat(text()).contains(stranger + ": refused, untrusted-path").contains("✓ read").contains("✗ path")
                .contains("→ ");
        assertThat(command("ca", "check", "--anchors", anchors.toString(), stranger.toString())).isZero();
        assertThat(text()).contains(stranger + ": accepted").contains("· revocation was not checked");
    }

    @Test
    void identityNumbersAreNeverPrinted() throws IOException {
        ForgedCertificate person = leaf().subject("C=CN", "OU=11010519491231002X", "CN=041@011010519491231002X@张三@1")
                .forge();

        check(write("person.cer", person.encoded()));

        assertThat(text()).doesNotContain("19491231").contains("110***********002X");
    }

    @Test
    void configurationFindsTheCaAndSaysWhatItLacks() throws IOException {
        Path conf = Path.of(System.getProperty("tamga.root"), "conf");
        ForgedCertificate named = Certificates.ca(ROOT).subject("C=CN", "O=CQC", "CN=CQC CA")
                .valid(NOW.minus(DAY), NOW.plus(DAY)).forge();
        Path file = write("cqcca.cer", Certificates.leaf(named).subject("CN=x")
                .valid(NOW.minus(DAY), NOW.plus(DAY)).forge().encoded());

        assertThat(command("ca", "check", "--json", "--no-network", "--conf", conf.toString(), file.toString()))
                .isEqualTo(1);

        assertThat(lines().getFirst().get("code").asString()).isEqualTo("ca-without-anchor");
        assertThat(lines().getFirst().get("ca").asString()).isEqualTo("cqcca");
        assertThat(lines().getFirst().get("step").asString()).isEqualTo("issuer");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ca check", "ca check --json", "ca check x --anchors", "ca check x --anchors absent", "ca check x --colour red",
        "ca check x --anchors . --conf .", "ca check x --intermediates .", "ca check x --at yesterday",
        "ca check x --at 2026-13-01 --conf .", "ca check x --at 2026-01-01 --at 2026-01-02", "ca check x --conf absent",
        "ca check x --crls absent --anchors .", "cat check", "chek x"
    })
    void wrongArgumentsAreNamedOnStandardErrorAlone(String line) {
        assertThat(command(line.split(" "))).isEqualTo(2);
        assertThat(text()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("ca check FILE").doesNotContain("Exception");
    }

    @Test
    void withoutAReadableAnchorNothingIsChecked() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Files.writeString(empty.resolve("a.pem"), "nothing");

        assertThat(command("ca", "check", "--anchors", empty.toString(), "x")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("a.pem").contains("expected at least one anchor");
        assertThat(text()).isEmpty();
    }

    @Test
    void helpIsNoError() {
        assertThat(command("--help")).isZero();
        assertThat(text()).contains("ca check FILE").contains("--intermediates");
        assertThat(Commands.are(new String[] {"--help"})).isTrue();
        assertThat(Commands.are(new String[] {"ca", "check"})).isTrue();
        assertThat(Commands.are(new String[] {"--server.port=9000"})).isFalse();
        assertThat(Commands.are(new String[0])).isFalse();
    }

    private int check(Path... files) {
        List<String> arguments = new ArrayList<>();
        for (Path file : files) {
            arguments.add(file.toString());
        }
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("ca", "check", "--json", "--anchors", anchors.toString(),
                "--intermediates", intermediates.toString()));
        all.addAll(List.of(arguments));
        return command(all.toArray(String[]::new));
    }

    private int command(String... arguments) {
        return new Commands(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .run(arguments);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private List<JsonNode> lines() {
        JsonMapper json = JsonMapper.builder().build();
        return text().lines().map(json::readTree).toList();
    }

    private static Certificates leaf() {
        return Certificates.leaf(ISSUING).subject("C=CN", "O=青城公司", "CN=青城公司")
                .valid(NOW.minus(DAY), NOW.plus(DAY.multipliedBy(365)))
                .extension(ForgedExtension.utf8("1.2.156.10260.4.1.4", "91110000600001760P"));
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }
}
