package dev.tamga.sample.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The demo's {@code platform/*.yml}: those of conf/, with the sample platforms connected. */
final class PlatformFiles {

    private static final Map<String, String> CONNECTED = new LinkedHashMap<>();

    static {
        CONNECTED.put("150100", "hohhot");
        CONNECTED.put("150200", "baotou");
        CONNECTED.put("yanghe", "yanghe");
    }

    private final Place place;
    private final Ports ports;

    PlatformFiles(Place place, Ports ports) {
        this.place = place;
        this.ports = ports;
    }

    /** Client ids of the sample platforms. */
    static List<String> connected() {
        return List.copyOf(CONNECTED.keySet());
    }

    /** Arguments of {@code serve}: id=port each. */
    List<String> places() {
        return CONNECTED.entrySet().stream()
                .flatMap(e -> Stream.of("--platform", e.getKey() + "=" + ports.get(e.getValue()))).toList();
    }

    void write() throws IOException {
        Files.createDirectories(place.platforms());
        try (Stream<Path> files = Files.list(place.conf("platform"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yml")).toList()) {
                String id = file.getFileName().toString().replaceFirst("\\.yml$", "");
                // The peers outside the region are off in conf/ and to be seen in the demo.
                String shown = Files.readString(file).replaceFirst("(?m)^state: off$", "state: planned");
                String text = CONNECTED.containsKey(id) ? connect(id, shown) : shown;
                Files.writeString(place.platforms().resolve(id + ".yml"), text);
            }
        }
    }

    private String connect(String id, String text) {
        String origin = ports.origin(CONNECTED.get(id));
        return text.replaceFirst("(?m)^state: \\w+$", "state: connected") + """
                redirect-uris: ["%1$s/callback"]
                post-logout-redirect-uris: ["%1$s/signed-out"]
                initiate-login-uri: %1$s/login
                scopes: [profile, organization, account]
                client-authentication: client_secret_basic
                client-secret: ${%2$s}
                """.formatted(origin, Secrets.variable(id));
    }
}
