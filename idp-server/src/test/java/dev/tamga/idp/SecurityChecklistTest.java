package dev.tamga.idp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/** docs/security-checklist.md names tests that are there, for every row that the authorization server owns. */
final class SecurityChecklistTest {
    private static final Path MODULE = Path.of(System.getProperty("tamga.root"), "idp-server");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-9]+) \\|.*$");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]+Test)(?:#([A-Za-z0-9]+))?`");

    @Test
    void everyRowNamesTestsThatAreThere() throws IOException {
        Map<String, Path> sources = sources();
        List<String> missing = new ArrayList<>();
        rows().forEach((row, text) -> {
            Matcher named = NAMED.matcher(text);
            int count = 0;
            for (; named.find(); count++) {
                Path source = sources.get(named.group(1));
                if (source == null || named.group(2) != null && !isTest(source, named.group(2))) {
                    missing.add("row " + row + ": " + named.group());
                }
            }
            assertThat(count).as("tests of row " + row).isPositive();
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void allRowsOfTheAuthorizationServerAreThere() throws IOException {
        List<Integer> owned = IntStream.concat(IntStream.rangeClosed(12, 36), IntStream.of(10, 38, 39, 40)).boxed().toList();
        assertThat(rows().keySet()).containsAll(owned);
    }

    private static Map<Integer, String> rows() throws IOException {
        Map<Integer, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(MODULE.resolve("docs/security-checklist.md")));
        while (row.find()) {
            rows.put(Integer.valueOf(row.group(1)), row.group());
        }
        return rows;
    }

    private static Map<String, Path> sources() throws IOException {
        Map<String, Path> sources = new TreeMap<>();
        Path tests = MODULE.resolve("src/test/java");
        try (Stream<Path> files = Files.walk(tests)) {
            files.filter(path -> path.toString().endsWith("Test.java")).forEach(file ->
                    sources.put(file.getFileName().toString().replace(".java", ""), tests.relativize(file)));
        }
        return sources;
    }

    private static boolean isTest(Path source, String method) {
        String name = source.toString().replace(".java", "").replace(source.getFileSystem().getSeparator(), ".");
        try {
            return Arrays.stream(Class.forName(name, false, SecurityChecklistTest.class.getClassLoader()).getDeclaredMethods())
                    .filter(found -> found.getName().equals(method))
                    .anyMatch(found -> found.isAnnotationPresent(Test.class)
                            || found.isAnnotationPresent(ParameterizedTest.class));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
