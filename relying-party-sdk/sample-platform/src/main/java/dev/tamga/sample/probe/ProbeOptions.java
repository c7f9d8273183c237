package dev.tamga.sample.probe;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command line of {@code probe}.
 *
 * @param scopes what to ask for; the SDK's default where empty
 */
record ProbeOptions(
        String issuer, Path key, char[] pin, String clientId, String clientSecret, String redirectUri,
        List<String> scopes) {

    static final String USAGE = """
            usage: java -jar sample-platform.jar probe --key <file.p12> --pin <PIN> | --pin-file <file>
              --issuer              http://localhost:9000
              --client-id           150100
              --client-secret-file  .demo/platform/<client-id>.secret
              --redirect-uri        http://localhost:9101/callback; never called
              --scope               scopes with spaces between them
            Prints one JSON object; exit code 0 if everything went well, otherwise 1.
            """;

    private static final Set<String> NAMES = Set.of(
            "--issuer", "--key", "--pin", "--pin-file", "--client-id", "--client-secret-file", "--redirect-uri",
            "--scope");

    /** @throws StepFailed naming the option, what was found and what was expected */
    static ProbeOptions read(String[] args) throws StepFailed {
        Map<String, String> given = given(args);
        String clientId = given.getOrDefault("--client-id", "150100");
        Path secret = Path.of(given.getOrDefault("--client-secret-file", ".demo/platform/" + clientId + ".secret"));
        return new ProbeOptions(
                address(given, "--issuer", "http://localhost:9000"),
                key(given),
                pin(given).toCharArray(),
                clientId,
                text("--client-secret-file", secret),
                address(given, "--redirect-uri", "http://localhost:9101/callback"),
                Optional.ofNullable(given.get("--scope")).map(s -> List.of(s.split(" +"))).orElse(List.of()));
    }

    private static Map<String, String> given(String[] args) throws StepFailed {
        Map<String, String> given = new HashMap<>();
        for (int at = 0; at < args.length; at += 2) {
            if (!NAMES.contains(args[at])) {
                throw new StepFailed(args[at] + " is not an option");
            }
            if (at + 1 == args.length) {
                throw new StepFailed(args[at] + " has no value");
            }
            given.put(args[at], args[at + 1]);
        }
        return given;
    }

    private static String address(Map<String, String> given, String name, String byDefault) throws StepFailed {
        String value = given.getOrDefault(name, byDefault);
        try {
            URI uri = URI.create(value);
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            // Named below.
        }
        throw new StepFailed(name + " is \"" + value + "\"; expected an http or https address");
    }

    private static Path key(Map<String, String> given) throws StepFailed {
        Path key = Path.of(given.getOrDefault("--key", ""));
        if (!key.toString().endsWith(".p12") || !Files.isRegularFile(key)) {
            throw new StepFailed("--key is \"" + key + "\"; expected a file whose name ends in .p12");
        }
        return key.toAbsolutePath();
    }

    private static String pin(Map<String, String> given) throws StepFailed {
        if (given.containsKey("--pin-file")) {
            return text("--pin-file", Path.of(given.get("--pin-file")));
        }
        return Optional.ofNullable(given.get("--pin"))
                .orElseThrow(() -> new StepFailed("--pin is missing; expected it or --pin-file"));
    }

    private static String text(String name, Path file) throws StepFailed {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StepFailed(name + " is \"" + file + "\", which cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return "ProbeOptions[" + clientId + " at " + issuer + "]";
    }
}
