package dev.tamga.idp.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The client's own options, and the words that go to the server.
 *
 * @param data the server's data folder
 */
record ClientArguments(
        List<String> words, Optional<String> operator, Path data, boolean json, Optional<String> reason) {

    /** @throws IllegalArgumentException for an option without its value */
    static ClientArguments read(String[] arguments, Map<String, String> environment) {
        List<String> words = new ArrayList<>();
        Optional<String> operator = Optional.empty();
        Optional<String> data = Optional.empty();
        Optional<String> reason = Optional.empty();
        boolean json = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--operator" -> operator = Optional.of(value(arguments, ++i));
                case "--data" -> data = Optional.of(value(arguments, ++i));
                case "--reason" -> reason = Optional.of(value(arguments, ++i));
                case "--json" -> json = true;
                default -> words.add(arguments[i]);
            }
        }
        Path folder = Path.of(data
                .or(() -> Optional.ofNullable(environment.get("TAMGA_DATA")))
                .or(() -> configured(Path.of("conf", "application.yml")))
                .orElse("./data"));
        return new ClientArguments(words, operator, folder, json, reason);
    }

    private static String value(String[] arguments, int i) {
        if (i >= arguments.length) {
            throw new IllegalArgumentException(arguments[i - 1] + " has no value");
        }
        return arguments[i];
    }

    /** {@code tamga.data} as the server reads it from its working folder, where it stands there in plain. */
    private static Optional<String> configured(Path file) {
        try {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(Files.readString(file))
                    .iterator().next();
            return document instanceof Map<?, ?> all && all.get("tamga") instanceof Map<?, ?> tamga
                            && tamga.get("data") instanceof String data && !data.contains("${")
                    ? Optional.of(data)
                    : Optional.empty();
        } catch (IOException | YAMLException | NoSuchElementException e) {
            // No such file here, or the server would not start with it either.
            return Optional.empty();
        }
    }
}
