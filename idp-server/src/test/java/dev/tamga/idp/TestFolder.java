package dev.tamga.idp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders of what a test starts: below this module's target folder, and gone when the JVM ends. */
public final class TestFolder {
    private TestFolder() {}

    public static Path create(String name) throws IOException {
        Path target = Path.of(System.getProperty("tamga.root"), "idp-server", "target", "test-folders");
        Path folder = Files.createTempDirectory(Files.createDirectories(target), name + "-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder;
    }

    /** What cannot be deleted, because somebody still writes there, stays for {@code mvn clean}. */
    public static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // As said above.
        }
    }
}
