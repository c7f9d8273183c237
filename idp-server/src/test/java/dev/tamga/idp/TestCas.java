package dev.tamga.idp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** The shipped CAs, with a rule for BJCA's issuing projects: the numbers of the real ones are not known. */
final class TestCas {
    private TestCas() {}

    static Path write(Path folder) throws IOException {
        Path shipped = Path.of(System.getProperty("tamga.root"), "conf", "ca");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(shipped.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Path bjca = folder.resolve("bjca").resolve("ca.yml");
        Files.writeString(bjca, Files.readString(bjca).replace(
                "\n  project: unknown\n",
                "\n  project: {from: [{extension: 1.2.156.112562.2.1.1.30}], accepted: [\"1501\", \"3213\"]}\n"));
        return folder;
    }
}
