package dev.tamga.ca.vector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tamga.ca.verification.ShippedConf;

/**
 * One presentation of a proof and what must come of it. In its file: {@code #} comments, then {@code name: value}
 * lines.
 *
 * @param about one line: what is odd here
 * @param text the line that is presented as signed
 * @param expect {@code accepted} or a refusal's code
 */
public record Vector(String about, byte[] certificate, String text, byte[] signature, String expect) {
    /** Where they all are. */
    public static final Path FOLDER = ShippedConf.ROOT.resolve("ca-adapters/verification/src/test/resources/vectors");

    private static final List<String> NAMES = List.of("expect", "text", "certificate", "signature");

    /** One of the files in src/test/resources/vectors. */
    public static Vector of(String name) {
        try {
            return read(FOLDER.resolve(name + ".txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Vector read(Path file) throws IOException {
        Map<String, String> fields = new HashMap<>();
        StringBuilder about = new StringBuilder();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (line.startsWith("#")) {
                about.append(line.substring(1).strip());
                continue;
            }
            String[] field = line.split(": ?", 2);
            if (field.length != 2 || !NAMES.contains(field[0]) || fields.put(field[0], field[1]) != null) {
                throw new IOException(file + ": a line is not one of " + NAMES + " once");
            }
        }
        if (fields.size() != NAMES.size()) {
            throw new IOException(file + ": found " + fields.keySet() + "; expected all of " + NAMES);
        }
        return new Vector(about.toString(), decoded(fields.get("certificate")), fields.get("text"),
                decoded(fields.get("signature")), fields.get("expect"));
    }

    String lines() {
        return String.join("\n", "# " + about, "expect: " + expect, "text: " + text,
                "certificate: " + Base64.getEncoder().encodeToString(certificate),
                "signature: " + Base64.getEncoder().encodeToString(signature)) + "\n";
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vector vector && Arrays.equals(signature, vector.signature)
                && Arrays.equals(certificate, vector.certificate) && text.equals(vector.text);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(signature);
    }
}
