package dev.tamga.ca.revocation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import dev.tamga.ca.crl.UnusableCrl;
import dev.tamga.ca.crl.UnverifiedCrl;

/** CRLs in a file: one in DER, or any number in RFC 7468 text (X509 CRL). */
final class CrlFile {
    private static final long MOST_BYTES = 128L * 1024 * 1024;
    private static final int SEQUENCE = 0x30;
    private static final String BEGIN = "-----BEGIN X509 CRL-----";
    private static final String END = "-----END X509 CRL-----";

    private CrlFile() {}

    static List<UnverifiedCrl> read(Path file) throws IOException, UnusableCrl {
        if (Files.size(file) > MOST_BYTES) {
            throw new UnusableCrl("the file is longer than " + MOST_BYTES + " bytes");
        }
        byte[] content = Files.readAllBytes(file);
        return content.length > 0 && content[0] == SEQUENCE
                ? List.of(UnverifiedCrl.read(content))
                : blocks(new String(content, StandardCharsets.ISO_8859_1));
    }

    private static List<UnverifiedCrl> blocks(String text) throws UnusableCrl {
        List<UnverifiedCrl> found = new ArrayList<>();
        int at = text.indexOf(BEGIN);
        while (at >= 0) {
            int end = text.indexOf(END, at);
            if (end < 0) {
                throw new UnusableCrl("a block of text has no end");
            }
            found.add(UnverifiedCrl.read(decoded(text.substring(at + BEGIN.length(), end))));
            at = text.indexOf(BEGIN, end);
        }
        if (found.isEmpty()) {
            throw new UnusableCrl("no CRL is there; expected DER or PEM (BEGIN X509 CRL)");
        }
        return found;
    }

    private static byte[] decoded(String block) throws UnusableCrl {
        try {
            return Base64.getMimeDecoder().decode(block);
        } catch (IllegalArgumentException e) {
            throw new UnusableCrl("a block of text is no base64");
        }
    }
}
