package dev.tamga.sample.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The demo's secrets: made once, kept in files that only their owner reads, handed on through the environment. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Place place;

    Secrets(Place place) {
        this.place = place;
    }

    /** What the identity provider needs in its environment. */
    Map<String, String> environment(List<String> platforms) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("TAMGA_MASTER_KEY", kept(place.folder().resolve("master.key"), Base64.getEncoder()));
        environment.put("TAMGA_IDENTITY_KEY", kept(place.folder().resolve("identity.key"), Base64.getEncoder()));
        Files.createDirectories(place.platforms());
        for (String id : platforms) {
            Path file = place.platforms().resolve(id + ".secret");
            environment.put(variable(id), kept(file, Base64.getUrlEncoder().withoutPadding()));
        }
        return environment;
    }

    /** Name of the environment variable that a platform's file mentions. */
    static String variable(String id) {
        return "TAMGA_SECRET_" + id.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String kept(Path file, Base64.Encoder encoder) throws IOException {
        if (!Files.exists(file)) {
            byte[] bytes = new byte[32];
            RANDOM.nextBytes(bytes);
            create(file);
            Files.writeString(file, encoder.encodeToString(bytes));
        }
        return Files.readString(file).strip();
    }

    private static void create(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }
}
