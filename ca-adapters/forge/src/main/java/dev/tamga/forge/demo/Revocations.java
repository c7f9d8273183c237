package dev.tamga.forge.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import dev.tamga.forge.RevocationReason;

/**
 * What one issuing CA has revoked: a file of lines {@code <serial in hex>=<instant> <reason>}, read at each question,
 * so that revoking takes effect at once.
 */
record Revocations(Path file) {
    /** When and why. */
    record Entry(Instant at, RevocationReason reason) {
        static Entry parse(String line) {
            String[] words = line.split(" ");
            return new Entry(Instant.parse(words[0]), RevocationReason.valueOf(words[1]));
        }
    }

    Map<BigInteger, Entry> list() throws IOException {
        Properties lines = new Properties();
        if (Files.exists(file)) {
            try (BufferedReader reader = Files.newBufferedReader(file)) {
                lines.load(reader);
            }
        }
        Map<BigInteger, Entry> entries = new TreeMap<>();
        lines.stringPropertyNames()
                .forEach(serial ->
                        entries.put(new BigInteger(serial, 16), Entry.parse(lines.getProperty(serial))));
        return entries;
    }

    void add(BigInteger serial, Entry entry) throws IOException {
        Map<BigInteger, Entry> entries = list();
        entries.put(serial, entry);
        write(entries);
    }

    void remove(BigInteger serial) throws IOException {
        Map<BigInteger, Entry> entries = list();
        entries.remove(serial);
        write(entries);
    }

    private void write(Map<BigInteger, Entry> entries) throws IOException {
        StringBuilder text = new StringBuilder();
        entries.forEach((serial, entry) ->
                text.append(serial.toString(16) + "=" + entry.at() + " " + entry.reason() + "\n"));
        WholeFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
