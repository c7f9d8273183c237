package dev.tamga.assistant.software;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tamga.assistant.device.KeyCertificate;

/** {@code name.pem}: the certificates that a key shows without its PIN, as a hardware key would. */
record ShownCertificates(KeyCertificate signing, Optional<KeyCertificate> encryption) {
    // RFC 7468 §3.
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]{1,24576})-----END CERTIFICATE-----");

    static ShownCertificates read(KeyFiles files) throws UnreadableFile {
        if (!Files.exists(files.pem())) {
            throw new UnreadableFile(
                    files.pem(), "is missing: the certificates of " + files.id() + " are hidden behind its PIN");
        }
        List<KeyCertificate> found = certificates(files.pem());
        if (found.isEmpty() || found.size() > 2) {
            throw new UnreadableFile(
                    files.pem(), "has " + found.size() + " certificates; expected the signing and the encryption one");
        }
        return new ShownCertificates(found.getFirst(), found.stream().skip(1).findFirst());
    }

    private static List<KeyCertificate> certificates(Path file) throws UnreadableFile {
        List<KeyCertificate> found = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(new String(KeyFiles.read(file), StandardCharsets.ISO_8859_1));
        try {
            while (blocks.find()) {
                found.add(KeyCertificate.of(Base64.getMimeDecoder().decode(blocks.group(1))));
            }
            return found;
        } catch (IllegalArgumentException e) {
            throw new UnreadableFile(file, "holds a certificate that is not one");
        }
    }

    /** Moved into place as a whole, so that no reader sees half of it. */
    void write(KeyFiles files) throws IOException {
        String text = block(signing) + encryption.map(ShownCertificates::block).orElse("");
        Path fresh = Files.createTempFile(files.folder(), files.id(), ".pem.part");
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, files.pem(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static String block(KeyCertificate certificate) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.der());
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }
}
