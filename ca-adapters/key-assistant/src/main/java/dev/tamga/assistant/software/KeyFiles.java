package dev.tamga.assistant.software;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of one software key. */
record KeyFiles(Path folder, String id) {
    static final String ENDING = ".p12";
    /** A file beyond this many bytes is no key. */
    static final int MAX_BYTES = 256 * 1024;

    static KeyFiles of(Path p12) {
        String name = p12.getFileName().toString();
        return new KeyFiles(p12.getParent(), name.substring(0, name.length() - ENDING.length()));
    }

    Path p12() {
        return folder.resolve(id + ENDING);
    }

    Path pem() {
        return folder.resolve(id + ".pem");
    }

    Path card() {
        return folder.resolve(id + ".properties");
    }

    Path tries() {
        return folder.resolve(id + ".tries");
    }

    /** @throws UnreadableFile if it is missing or beyond {@link #MAX_BYTES} */
    static byte[] read(Path file) throws UnreadableFile {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UnreadableFile(file, "is larger than " + MAX_BYTES + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UnreadableFile(file, "cannot be read");
        }
    }
}
