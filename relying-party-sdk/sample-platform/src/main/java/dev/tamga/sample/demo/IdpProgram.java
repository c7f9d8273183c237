package dev.tamga.sample.demo;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import dev.tamga.assistant.software.SoftwareKeys;

/**
 * The identity provider's program: its executable jar, extracted once a build (which starts quicker than the jar
 * itself), with a class-data archive that the JVM writes when the first run ends (half of the rest).
 */
final class IdpProgram {

    static final String MAIN = "dev.tamga.idp.Tamga";

    private final Path target;
    private final Path folder;
    private final Path archive;

    IdpProgram(Place place) {
        this.target = place.root().resolve("idp-server/target");
        this.folder = place.folder().resolve("idp");
        this.archive = place.folder().resolve("idp.jsa");
    }

    /** Extracts the jar if it is not the one that was extracted last. */
    void extract() throws IOException, InterruptedException, DemoFault {
        Path jar = jar(target, "idp-server\\.jar");
        Path note = folder.resolve("extracted-from");
        String build = jar + " " + digest(jar);
        if (Files.exists(note) && Files.readString(note).equals(build)) {
            return;
        }
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Djarmode=tools", "-jar", jar.toString(), "extract", "--force",
                "--application-filename", "idp.jar", "--destination", folder.toString())
                .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new DemoFault(jar + " could not be extracted:\n" + said);
        }
        // Reproducible builds give every jar one time: the JVM could not tell that the archive is another build's.
        Files.deleteIfExists(archive);
        Files.writeString(note, build);
    }

    /** Options of the JVM. The demo-key form and its signer are beside the production jar, never in it. */
    List<String> options() throws IOException, DemoFault {
        String path = String.join(File.pathSeparator, folder.resolve("idp.jar").toString(),
                jar(target, "idp-server-demo\\.jar").toString(), code(SoftwareKeys.class).toString(),
                leash().toString());
        // C1 alone halves the CPU time until ready; a demo has one user. Whoever measures starts the server himself.
        return List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off",
                "-cp", path);
    }

    private static Path jar(Path target, String name) throws IOException, DemoFault {
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.<Path>empty()) {
            return files.filter(f -> f.getFileName().toString().matches(name)).findFirst().orElseThrow(() ->
                    new DemoFault(target + " has no jar like " + name + "; build it first with mvn -Pdemo"));
        }
    }

    /** As a jar: Maven runs the launcher from target/classes, and class-data archives take no folders. */
    private static Path leash() throws IOException, DemoFault {
        Path code = code(Leash.class);
        return Files.isDirectory(code) ? jar(code.getParent(), "tamga-sample-platform-.*\\.jar") : code;
    }

    private static String digest(Path jar) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static Path code(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
