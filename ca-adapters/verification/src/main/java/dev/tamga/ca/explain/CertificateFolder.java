package dev.tamga.ca.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.CertificateView;

/**
 * The certificates of a folder's files (PEM, DER, PKCS#7), or of one file.
 *
 * @param faults what could not be read, one line each
 */
public record CertificateFolder(List<CertificateView> certificates, List<String> faults) {
    /** Nothing. */
    public static final CertificateFolder EMPTY = new CertificateFolder(List.of(), List.of());

    /** @throws IOException if there is no such folder, or it cannot be listed */
    public static CertificateFolder open(Path folder) throws IOException {
        List<CertificateView> certificates = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Path file : files(folder)) {
            read(file, certificates, faults);
        }
        return new CertificateFolder(List.copyOf(certificates), List.copyOf(faults));
    }

    private static List<Path> files(Path folder) throws IOException {
        if (Files.isRegularFile(folder)) {
            return List.of(folder);
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static void read(Path file, List<CertificateView> certificates, List<String> faults) {
        try {
            for (byte[] der : CertificateFile.read(file)) {
                certificates.add(CertificateReader.parse(der));
            }
        } catch (Refused refused) {
            faults.add(file + ": " + refused.refusal().detail());
        } catch (IOException | RuntimeException e) {
            faults.add(file + ": " + e.getMessage());
        }
    }
}
