package dev.tamga.ca.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file for parsers that read files: one for all inputs, in memory where the system has such a folder. */
public final class ScratchFile {
    private static final Path FAST = Path.of("/dev/shm");

    private final Path file;

    public ScratchFile(String name) {
        try {
            Path folder = Files.isWritable(FAST)
                    ? Files.createTempDirectory(FAST, "tamga-fuzz")
                    : Files.createTempDirectory("tamga-fuzz");
            this.file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(file, folder)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file with this content. */
    public Path holding(byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file and the folders above it, up to a folder of its own. */
    private static void delete(Path file, Path folder) {
        try {
            Path at = file;
            while (at.startsWith(folder)) {
                Files.deleteIfExists(at);
                at = at.getParent();
            }
        } catch (IOException e) {
            // Left to whoever cleans the temporary folder.
        }
    }
}
