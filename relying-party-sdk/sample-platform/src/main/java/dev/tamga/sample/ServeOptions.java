package dev.tamga.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of {@code serve}.
 *
 * @param issuer    the provider
 * @param secrets   folder with one {@code <platform-id>.secret} each
 * @param accounts  folder for the platforms' account files
 * @param platforms id and port of each platform
 */
record ServeOptions(String issuer, Path secrets, Path accounts, List<Place> platforms) {

    /** One platform and the port that it listens on. */
    record Place(String id, int port) {
    }

    static ServeOptions read(String[] args) {
        String issuer = "http://localhost:9000";
        Path secrets = Path.of(".demo/platform");
        Path accounts = Path.of(".demo/accounts");
        List<Place> platforms = new ArrayList<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            String value = args[i + 1];
            switch (args[i]) {
                case "--issuer" -> issuer = value;
                case "--secrets" -> secrets = Path.of(value);
                case "--accounts" -> accounts = Path.of(value);
                case "--platform" -> platforms.add(place(value));
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        if (args.length % 2 != 0) {
            throw new IllegalArgumentException("option " + args[args.length - 1] + " has no value");
        }
        List<Place> shown = platforms.isEmpty() ? List.of(new Place("150100", 9101), new Place("150200", 9102))
                : platforms;
        return new ServeOptions(issuer, secrets, accounts, List.copyOf(shown));
    }

    Registered registered(Place place, int port) throws IOException {
        Path file = secrets.resolve(place.id() + ".secret");
        return new Registered(place.id(), issuer, "http://localhost:" + port, Files.readString(file).strip());
    }

    private static Place place(String text) {
        String[] parts = text.split("=", 2);
        if (!parts[0].matches("[a-z0-9-]{1,40}") || parts.length != 2 || !parts[1].matches("\\d{1,5}")) {
            throw new IllegalArgumentException("--platform is \"" + text + "\"; expected id=port such as 150100=9101");
        }
        return new Place(parts[0], Integer.parseInt(parts[1]));
    }
}
