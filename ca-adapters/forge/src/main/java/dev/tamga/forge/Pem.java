package dev.tamga.forge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RFC 7468 text. */
public final class Pem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z ]+)-----\n([^-]+)-----END \\1-----");

    private Pem() {}

    public static String certificate(byte[] der) {
        return block("CERTIFICATE", der);
    }

    /** @param label such as {@code PRIVATE KEY} */
    public static String block(String label, byte[] der) {
        String body = new String(LINES.encode(der), StandardCharsets.US_ASCII);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /** The contents of all blocks with that label, in order. */
    public static List<byte[]> read(String label, String text) {
        List<byte[]> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).equals(label)) {
                found.add(Base64.getMimeDecoder().decode(block.group(2)));
            }
        }
        return found;
    }
}
