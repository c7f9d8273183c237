package dev.tamga.ca.explain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;

/** The certificates in a file, unparsed: PEM (RFC 7468), DER, base64 without its armour, or PKCS#7 (P7B). */
final class CertificateFile {
    /** A PKCS#7 of 200 candidates is half of it. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*+)-----END \\1-----");
    private static final Pattern BARE_BASE64 = Pattern.compile("\\s*+MI[A-Za-z0-9+/\\s]*+=?\\s*+=?\\s*+");

    private CertificateFile() {}

    /** DER of all certificates of a file, at least one. */
    static List<byte[]> read(Path file) throws Refused {
        byte[] content = content(file);
        String text = new String(content, StandardCharsets.ISO_8859_1);
        List<byte[]> certificates = text.contains("-----BEGIN ") ? blocks(text)
                : BARE_BASE64.matcher(text).matches() ? element(decoded(text)) : element(content);
        if (certificates.isEmpty()) {
            throw unreadable("no certificate is in it; expected PEM (BEGIN CERTIFICATE), DER or PKCS#7");
        }
        return certificates;
    }

    private static byte[] content(Path file) throws Refused {
        if (!Files.exists(file)) {
            throw unreadable("there is no such file; expected a certificate in PEM, DER or PKCS#7");
        }
        if (!Files.isRegularFile(file)) {
            throw unreadable("it is a folder or a device; expected a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new Refused(new Refusal.CertificateTooLarge("the file has " + Files.size(file)
                        + " bytes; expected at most " + MAX_BYTES));
            }
            return content;
        } catch (IOException e) {
            throw unreadable("the file cannot be read (" + e.getClass().getSimpleName() + "); expected read permission");
        }
    }

    private static List<byte[]> blocks(String text) throws Refused {
        List<byte[]> certificates = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            switch (block.group(1)) {
                case "CERTIFICATE", "X509 CERTIFICATE" -> certificates.add(decoded(block.group(2)));
                case "PKCS7", "CMS" -> certificates.addAll(Pkcs7.certificates(decoded(block.group(2))));
                default -> { }
            }
        }
        return certificates;
    }

    private static List<byte[]> element(byte[] der) throws Refused {
        if (Pkcs7.is(der)) {
            return Pkcs7.certificates(der);
        }
        // X.690: a certificate is a SEQUENCE.
        return der.length > 0 && der[0] == 0x30 ? List.of(der) : List.of();
    }

    private static byte[] decoded(String base64) throws Refused {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s+", ""));
        } catch (IllegalArgumentException e) {
            throw unreadable("the base64 is broken: " + e.getMessage());
        }
    }

    static Refused unreadable(String detail) {
        return new Refused(new Refusal.CertificateUnreadable(detail));
    }
}
