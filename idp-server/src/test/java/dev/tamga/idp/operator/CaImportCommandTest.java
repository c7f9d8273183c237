package dev.tamga.idp.operator;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.ca.verification.CaImport;
import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;
import dev.tamga.forge.ForgedKey;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.secret.Ids;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ca import}: nothing is written before a human has seen the fingerprint and agreed. */
@Tag("database")
final class CaImportCommandTest {
    private final ForgedCertificate root = Certificates.root().key(ForgedKey.sm2())
            .subject("C=CN", "O=Forged", "CN=Root")
            .valid(Instant.now().minus(Duration.ofDays(9)), Instant.now().plus(Duration.ofDays(9))).forge();

    @TempDir
    private Path folder;

    private TestDatabase database;
    private OperatorEndpoint endpoint;
    private Path pem;

    @BeforeEach
    void pinAndStart() throws Exception {
        Path shipped = Path.of(System.getProperty("tamga.root"), "conf", "ca", "bjca", "ca.yml");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(root.encoded());
        String hash = HexFormat.of().withUpperCase().formatHex(digest);
        Files.createDirectories(folder.resolve("ca/bjca"));
        Files.writeString(folder.resolve("ca/bjca/ca.yml"),
                Files.readString(shipped).replaceFirst("sha-256: [0-9A-F]{64}", "sha-256: " + hash));
        pem = Files.writeString(folder.resolve("root.pem"), root.pem());
        database = TestDatabase.open();
        Ids ids = new Ids(new SecureRandom(), Clock.systemUTC());
        Audit audit = new Audit(database.jdbi(), ids, Clock.systemUTC(), "node-1");
        CaCommands commands = new CaCommands(null, new CaImport(folder.resolve("ca")));
        endpoint = new OperatorEndpoint(0, folder.resolve("data"), ids, new CommandTable(commands.commands(), audit));
        endpoint.start();
    }

    @AfterEach
    void stop() throws Exception {
        endpoint.close();
        database.close();
    }

    private int run(ByteArrayOutputStream printed, String typed, String... more) {
        PrintStream to = new PrintStream(printed, true, StandardCharsets.UTF_8);
        String[] words = Stream.concat(
                Stream.of("ca", "import", pem.toString(), "--operator", "wang"),
                Stream.of(more)).toArray(String[]::new);
        return new OperatorClient(to, to, new BufferedReader(new StringReader(typed)))
                .run(words, Map.of("TAMGA_DATA", folder.resolve("data").toString()));
    }

    private List<String> audited() {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                "select concat(event, ' ', code, ' ', detail) from audit_event").mapTo(String.class).list());
    }

    @Test
    void whoeverDoesNotAgreeChangesNothing() {
        for (String typed : new String[] {"", "n\n", "yes\n", "\n"}) {
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            assertThat(run(printed, typed)).isEqualTo(1);
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains("anchor of bjca", "CN=Root", "(as pinned)", "[y/N]", "nothing was changed");
        }
        assertThat(folder.resolve("ca/bjca/anchors.pem")).doesNotExist();
        assertThat(audited()).isEmpty();
    }

    @Test
    void whoeverAgreesImportsAndIsAudited() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        assertThat(run(printed, "y\n")).as(printed.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("Imported. Restart");
        assertThat(folder.resolve("ca/bjca/anchors.pem")).content().contains("BEGIN CERTIFICATE");
        assertThat(audited()).singleElement().asString().startsWith("operation done wang: ca import ");
    }

    @Test
    void aScriptSaysYesBeforehand() {
        assertThat(run(new ByteArrayOutputStream(), "", "--yes")).isZero();
        assertThat(folder.resolve("ca/bjca/anchors.pem")).exists();
    }

    @Test
    void theTokenIsGoneWithTheServer() throws Exception {
        endpoint.close();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        assertThat(run(printed, "y\n")).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("is the server running");
    }
}
