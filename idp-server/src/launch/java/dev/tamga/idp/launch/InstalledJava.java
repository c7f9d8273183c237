package dev.tamga.idp.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Java of this machine, as its {@code release} file describes it.
 *
 * @param program the {@code java} to run
 * @param feature such as 25
 */
record InstalledJava(Path program, int feature) {
    static final int LEAST = 21;

    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(?:1\\.)?([0-9]{1,4})");
    private static final int LONGEST_RELEASE = 64 * 1024;

    /** The newest that is new enough: JAVA_HOME, and where systems and tools put them. */
    static Optional<InstalledJava> newest() {
        Path home = Path.of(System.getProperty("user.home"));
        Stream<Path> folders = Stream.of(
                Path.of("/usr/lib/jvm"), Path.of("/usr/java"), Path.of("/opt/java"), Path.of("/opt"), home.resolve(".jdks"),
                home.resolve(".sdkman/candidates/java"), Path.of("/Library/Java/JavaVirtualMachines"),
                Path.of("C:/Program Files/Java"), Path.of("C:/Program Files/Eclipse Adoptium"));
        Stream<Path> named = Stream.ofNullable(System.getenv("JAVA_HOME")).map(Path::of);
        return Stream.concat(named, folders.flatMap(InstalledJava::list))
                .flatMap(folder -> Stream.of(folder, folder.resolve("Contents/Home")))
                .map(InstalledJava::read)
                .filter(Objects::nonNull)
                .filter(java -> java.feature() >= LEAST)
                .max(Comparator.comparingInt(InstalledJava::feature));
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (IOException e) {
            // Not on this system.
            return Stream.empty();
        }
    }

    private static InstalledJava read(Path home) {
        Path release = home.resolve("release");
        Path unix = home.resolve("bin/java");
        Path program = Files.isExecutable(unix) ? unix : home.resolve("bin/java.exe");
        try {
            if (!Files.isExecutable(program) || Files.size(release) > LONGEST_RELEASE) {
                return null;
            }
            Matcher version = VERSION.matcher(Files.readString(release));
            return version.find() ? new InstalledJava(program, Integer.parseInt(version.group(1))) : null;
        } catch (IOException e) {
            // No JDK, or one that cannot be read.
            return null;
        }
    }
}
