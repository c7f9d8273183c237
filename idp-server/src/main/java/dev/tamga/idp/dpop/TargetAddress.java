package dev.tamga.idp.dpop;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code htu}, without query and fragment, in the normal form of RFC 3986 §6.2.2 and §6.2.3. */
final class TargetAddress {
    private static final int LONGEST = 500;
    // What the unreserved characters look like when somebody encodes them nevertheless.
    private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

    private TargetAddress() {}

    static Optional<String> normal(String address) {
        if (address.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(address).normalize();
            if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
                return Optional.empty();
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            boolean usual = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT)
                    + (usual ? "" : ":" + uri.getPort()) + decodedUnreserved(path));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String decodedUnreserved(String path) {
        return ENCODED.matcher(path).replaceAll(found -> {
            char character = (char) Integer.parseInt(found.group().substring(1), 16);
            boolean unreserved =
                    character < 128 && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0);
            return unreserved ? String.valueOf(character) : found.group().toUpperCase(Locale.ROOT);
        });
    }
}
