package dev.tamga.idp.authorization;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request_uri of ours together with the client_id beside it, which has to be the one of the request (RFC 9101 §5).
 * Every other parameter that is sent beside it is ignored.
 */
public record RequestUri(String id, String clientId) {
    static final String URN = "urn:ietf:params:oauth:request_uri:";

    /** Where it is presented. */
    public String path() {
        return "/oauth2/authorize?client_id=" + encode(clientId) + "&request_uri=" + encode(URN + id);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    static Optional<RequestUri> find(RawParameters raw) {
        return raw.list("request_uri").stream()
                .filter(uri -> uri.startsWith(URN))
                .findFirst()
                .map(uri -> new RequestUri(
                        raw.required("request_uri").substring(URN.length()), raw.required("client_id")));
    }
}
