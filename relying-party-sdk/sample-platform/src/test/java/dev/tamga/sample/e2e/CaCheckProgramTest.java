package dev.tamga.sample.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tamga.forge.Certificates;
import dev.tamga.forge.ForgedCertificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** {@code java -jar idp-server.jar ca check …}: the program as it ships, in a folder of its own. */
final class CaCheckProgramTest {
    private static final Path JAR =
            Path.of(System.getProperty("tamga.root"), "idp-server", "target", "idp-server.jar");

    @TempDir
    private Path folder;

    private record Ended(int status, String out, String err) {}

    @Test
    void programExplainsFilesWithoutStartingTheServer() throws Exception {
        Instant now = Instant.now();
        ForgedCertificate root = Certificates.root().subject("CN=Root")
                .valid(now.minus(Duration.ofDays(9)), now.plus(Duration.ofDays(9))).forge();
        Files.writeString(Files.createDirectory(folder.resolve("anchors")).resolve("root.pem"), root.pem());
        List<String> words = new ArrayList<>(List.of("ca", "check", "--json", "--anchors", "anchors"));
        for (int i = 0; i < 20; i++) {
            Path file = folder.resolve(i + ".cer");
            Files.write(file, Certificates.leaf(root).subject("CN=青城公司")
                    .valid(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1))).forge().encoded());
            words.add(file.getFileName().toString());
        }

        Ended good = run(words);
        words.add("absent.cer");
        Ended bad = run(words);

        assertThat(good.status()).isZero();
        assertThat(good.out().lines()).hasSize(20).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(good.out()).contains("\"outcome\":\"accepted\"").contains("青城公司").doesNotContain("refused");
        assertThat(good.err()).isEmpty();
        assertThat(bad.status()).isEqualTo(1);
        assertThat(bad.out().lines()).hasSize(21);
        assertThat(bad.out()).contains("\"code\":\"certificate-unreadable\"");
        assertThat(run(List.of("ca", "check", "--nonsense")).status()).isEqualTo(2);
        assertThat(run(List.of("--help")).out()).contains("ca check FILE");
    }

    @Test
    void olderDefaultJavaFindsANewerOne() throws Exception {
        Optional<Path> older = javaOf(17);
        assumeTrue(older.isPresent(), "no Java 17 below /usr/lib/jvm");

        Ended help = run(older.get(), List.of("--help"));
        Ended bad = run(older.get(), List.of("ca", "check", "--json", "absent.cer", "--anchors", "."));

        assertThat(help.status()).as(help.err()).isZero();
        assertThat(help.out()).contains("ca check FILE");
        assertThat(bad.status()).as("the status of the other process").isNotZero();
    }

    private static Optional<Path> javaOf(int feature) throws IOException {
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(all)) {
            for (Path home : homes.toList()) {
                Path release = home.resolve("release");
                if (Files.exists(release) && Files.readString(release).contains("JAVA_VERSION=\"" + feature + ".")) {
                    return Optional.of(home.resolve("bin/java"));
                }
            }
            return Optional.empty();
        }
    }

    private Ended run(List<String> words) throws Exception {
        return run(Path.of(System.getProperty("java.home"), "bin", "java"), words);
    }

    private Ended run(Path java, List<String> words) throws Exception {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-jar", JAR.toString()));
        command.addAll(words);
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
