package dev.tamga.idp.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** What whoever may read the server's data folder proves it by: a token, new at each start, and where to bring it. */
record OperatorToken(Path data) {
    private static final String TOKEN = "operator.token";
    private static final String ADDRESS = "operator.address";

    /** Readable by the server's own user alone from its first byte on. */
    void write(String token, int port) throws IOException {
        Files.createDirectories(data);
        write(TOKEN, token);
        write(ADDRESS, "127.0.0.1:" + port);
    }

    private void write(String name, String text) throws IOException {
        FileAttribute<?>[] owner = FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path fresh = Files.createTempFile(data, name, ".new", owner);
        Files.writeString(fresh, text + "\n", StandardCharsets.US_ASCII);
        Files.move(fresh, data.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    String read() throws IOException {
        return Files.readString(data.resolve(TOKEN), StandardCharsets.US_ASCII).strip();
    }

    String readAddress() throws IOException {
        return Files.readString(data.resolve(ADDRESS), StandardCharsets.US_ASCII).strip();
    }

    void delete() throws IOException {
        Files.deleteIfExists(data.resolve(TOKEN));
        Files.deleteIfExists(data.resolve(ADDRESS));
    }
}
