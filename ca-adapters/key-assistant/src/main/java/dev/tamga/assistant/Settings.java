package dev.tamga.assistant;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tamga.assistant.pin.PinEntry;
import dev.tamga.ca.Challenge;
import dev.tamga.ca.Challenge.Purpose;

/**
 * How the assistant runs.
 *
 * @param keys the folder of software keys; it may be missing or empty
 * @param port on 127.0.0.1; 0 takes a free one
 * @param origins whose pages are served, exactly as browsers write them
 * @param clock says which challenges have expired and how long certificates are valid
 */
public record Settings(Path keys, int port, List<String> origins, PinEntry pin, Clock clock) {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|[a-z0-9-]{1,63}\\.localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Set<String> DEFAULT_PORTS = Set.of("http:80", "https:443");

    /** @throws IllegalArgumentException saying what was found and what was expected */
    public Settings {
        origins = List.copyOf(origins);
        require(port >= 0 && port <= 65535, "--port is " + port + "; expected 0 to 65535");
        require(!origins.isEmpty(), "--origin is missing; expected at least one, such as http://localhost:9000");
        for (String origin : origins) {
            require(isOrigin(origin), "--origin is \"" + origin + "\"; expected scheme://host[:port] in lower case,"
                    + " without the scheme's default port, such as http://localhost:9000");
            // A page of this computer could ask for the PIN anyway; any other must never see one.
            require(pin == PinEntry.WINDOW || LOOPBACK.matcher(URI.create(origin).getHost()).matches(),
                    "--pin is \"page\", but --origin is \"" + origin + "\"; expected origins on this computer only, or"
                            + " --pin window");
        }
    }

    /** By the computer's clock. */
    public Settings(Path keys, int port, List<String> origins, PinEntry pin) {
        this(keys, port, origins, pin, Clock.systemUTC());
    }

    private static boolean isOrigin(String origin) {
        try {
            // What could not be signed for cannot be served.
            new Challenge(Purpose.SIGN_IN, origin, "A".repeat(43), Instant.ofEpochSecond(1), Challenge.NOTHING);
            URI uri = URI.create(origin);
            return uri.getHost() != null && !DEFAULT_PORTS.contains(uri.getScheme() + ":" + uri.getPort());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
