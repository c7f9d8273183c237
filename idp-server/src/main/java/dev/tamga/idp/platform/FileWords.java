package dev.tamga.idp.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import dev.tamga.ca.yaml.YamlMap;

/** Words and addresses of a platform file. */
final class FileWords {
    private FileWords() {}

    static String address(YamlMap yaml, String key, String text) {
        if (isAddress(text)) {
            return text;
        }
        throw yaml.faultWithoutValue(key, "holds \"" + text
                + "\"; expected an https address without a fragment (http on loopback only)");
    }

    // RFC 9700 §2.1: exact addresses over https; plain http reaches this machine alone.
    static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            boolean loopback = uri.getHost() != null
                    && (uri.getHost().equals("localhost") || uri.getHost().matches("127(\\.[0-9]{1,3}){3}|\\[::1]"));
            boolean scheme = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && loopback;
            return scheme && uri.getHost() != null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static <E extends Enum<E>> Optional<E> oneOf(YamlMap yaml, String key, Class<E> type) {
        return yaml.find(key).map(word -> constant(yaml, key, word, type));
    }

    /** A constant by its word, in kebab-case or as the specifications spell it. */
    static <E extends Enum<E>> E constant(YamlMap yaml, String key, String word, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(word.replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> yaml.fault(key, "one of "
                        + Arrays.stream(type.getEnumConstants()).map(FileWords::word).toList()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
