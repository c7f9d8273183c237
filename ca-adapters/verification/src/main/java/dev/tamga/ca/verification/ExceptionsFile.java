package dev.tamga.ca.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tamga.ca.adapter.ConfigurationFault;
import dev.tamga.ca.holder.CodeExceptions;

/** Codes that were issued though they fail their check digit, one a line. */
final class ExceptionsFile {
    private static final String NAME = "credit-code-exceptions.txt";

    private ExceptionsFile() {}

    /** @param folder conf/ca; without the file every check digit counts */
    static CodeExceptions read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return CodeExceptions.NONE;
        }
        try (Stream<String> lines = Files.lines(file)) {
            Set<String> codes = lines.map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .peek(line -> check(file, line))
                    .collect(Collectors.toUnmodifiableSet());
            return new CodeExceptions(codes);
        } catch (IOException e) {
            throw new ConfigurationFault(file + ": the file cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static void check(Path file, String line) {
        if (!line.matches("[0-9A-Z]{18}|[0-9A-Z]{9}")) {
            throw new ConfigurationFault(file + ": a line is \"" + line
                    + "\"; expected 18 or 9 digits and capital letters");
        }
        // A resident's number would make a person an organisation.
        if (line.matches("[1-9][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9]{4}[0-9X]")) {
            throw new ConfigurationFault(file + ": a line has the form of an identity number; expected organisations'"
                    + " codes alone");
        }
    }
}
