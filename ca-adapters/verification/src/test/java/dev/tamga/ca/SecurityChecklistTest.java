package dev.tamga.ca;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

import dev.tamga.ca.verification.ShippedConf;

import static org.assertj.core.api.Assertions.assertThat;

/** docs/security-checklist.md names tests that are there, for every row that this module owns. */
class SecurityChecklistTest {
    private static final Path MODULE = ShippedConf.ROOT.resolve("ca-adapters/verification");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-9]+) \\|.*$");
    private static final Pattern NAMED = Pattern.compile("(idp-server: )?`([A-Za-z0-9]+)#([A-Za-z0-9]+)`");

    @Test
    void everyRowNamesTestsThatAreThere() throws IOException {
        Map<String, Path> sources = sources();
        List<String> missing = new ArrayList<>();
        rows().forEach((row, text) -> {
            Matcher named = NAMED.matcher(text);
            int count = 0;
            while (named.find()) {
                count++;
                boolean isThere = named.group(1) == null
                        ? isTest(sources.get(named.group(2)), named.group(3))
                        : isWritten(named.group(2), named.group(3));
                if (!isThere) {
                    missing.add("row " + row + ": " + named.group(2) + "#" + named.group(3));
                }
            }
            assertThat(count).as("tests of row " + row).isPositive();
        });

        assertThat(missing).isEmpty();
    }

    @Test
    void allRowsOfThisModuleAreThere() throws IOException {
        assertThat(rows()).containsKeys(4, 5, 6, 7, 8, 9, 11);
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
            files.filter(file -> file.toString().endsWith(".java")).forEach(file ->
                    sources.put(file.getFileName().toString().replace(".java", ""), tests.relativize(file)));
        }
        return sources;
    }

    private static boolean isTest(Path source, String method) {
        if (source == null) {
            return false;
        }
        String name = source.toString().replace(".java", "").replace(source.getFileSystem().getSeparator(), ".");
        try {
            Class<?> type = Class.forName(name, false, SecurityChecklistTest.class.getClassLoader());
            // A contract's tests are inherited from its interface.
            return Stream.concat(Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getMethods()))
                    .anyMatch(found -> found.getName().equals(method) && isRun(found));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isRun(Method method) {
        return method.isAnnotationPresent(Test.class)
                || method.isAnnotationPresent(ParameterizedTest.class)
                || method.isAnnotationPresent(Property.class);
    }

    /** A test of another module, which is not on this one's class path. */
    private static boolean isWritten(String type, String method) {
        try (Stream<Path> files = Files.walk(ShippedConf.ROOT.resolve("idp-server/src/test/java"))) {
            for (Path file : files.filter(path -> path.endsWith(type + ".java")).toList()) {
                if (Files.readString(file).contains("void " + method + "(")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }
}
