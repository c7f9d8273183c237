package dev.tamga.ca.revocation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tamga.ca.chain.CertificateView;

/** Where a certificate says that its CA answers; http and https only, other schemes are left out. */
final class Locations {
    private static final int MAX_LENGTH = 512;

    private Locations() {}

    static Stream<URI> ofOcsp(CertificateView certificate) {
        return certificate.extensions().ocspLocations().stream()
                .map(Locations::withoutOcspScheme)
                .flatMap(location -> http(location).stream());
    }

    static Optional<URI> http(String location) {
        if (location.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            URI address = new URI(location.strip());
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            boolean asked = scheme.equals("http") || scheme.equals("https");
            return asked && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    // BJCA writes OCSP://ocsp.bjca.org.cn, literally (ca-certificates.md §3).
    private static String withoutOcspScheme(String location) {
        return location.regionMatches(true, 0, "ocsp://", 0, 7) ? "http://" + location.substring(7) : location;
    }
}
