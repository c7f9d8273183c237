package dev.tamga.ca.verification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tamga.ca.adapter.ConfigurationFault;
import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.CertificateView;

/** Certificates in RFC 7468 text; text between the blocks is a comment. */
final class PemFile {
    private static final long MAX_BYTES = 256 * 1024;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");

    private PemFile() {}

    /** All certificates of a file; none where the file is absent. */
    static List<CertificateView> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ConfigurationFault(file + ": the file is longer than " + MAX_BYTES + " bytes");
            }
            List<CertificateView> certificates = parse(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (certificates.isEmpty()) {
                throw new ConfigurationFault(file + ": no certificate is there; expected PEM (BEGIN CERTIFICATE)");
            }
            return certificates;
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationFault(file + ": " + e.getMessage());
        }
    }

    private static List<CertificateView> parse(String text) throws IOException {
        List<CertificateView> certificates = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            certificates.add(CertificateReader.parse(Base64.getMimeDecoder().decode(block.group(1))));
        }
        return certificates;
    }
}
