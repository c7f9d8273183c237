package dev.tamga.idp.upload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may be sent, recognised by its first bytes alone; what a browser says of a file counts for nothing. */
enum Media {
    PDF("%PDF-".getBytes(StandardCharsets.US_ASCII), List.of("pdf")),
    JPEG(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, List.of("jpg", "jpeg")),
    PNG(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, List.of("png"));

    private final byte[] start;
    private final List<String> endings;

    Media(byte[] start, List<String> endings) {
        this.start = start;
        this.endings = endings;
    }

    static Optional<Media> of(byte[] content) {
        return Arrays.stream(values())
                .filter(media -> content.length >= media.start.length
                        && Arrays.equals(media.start, 0, media.start.length, content, 0, media.start.length))
                .findFirst();
    }

    /** Of files that are written here. */
    String ending() {
        return endings.getFirst();
    }

    boolean mayEnd(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return endings.stream().anyMatch(ending -> lower.endsWith("." + ending));
    }
}
