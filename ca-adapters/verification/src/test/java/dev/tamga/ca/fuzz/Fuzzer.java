package dev.tamga.ca.fuzz;

/** What Jazzer calls. {@code -Dfuzz.target=} names the parser. */
public final class Fuzzer {
    private static final Target TARGET = Target.of(System.getProperty("fuzz.target", "certificate"));

    private Fuzzer() {}

    /** Classes that are loaded, and keys that are made, are not what the first input costs. */
    public static void fuzzerInitialize() {
        TARGET.read(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.read(input);
    }
}
