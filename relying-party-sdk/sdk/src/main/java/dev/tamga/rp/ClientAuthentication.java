package dev.tamga.rp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** How the platform proves to the token endpoint that it is itself. */
interface ClientAuthentication {

    void apply(Map<String, String> headers, Map<String, String> form, Instant now);

    /** client_secret_basic; RFC 6749 §2.3.1: both parts form-encoded before they are joined. */
    static ClientAuthentication secret(String clientId, String secret) {
        String pair = Http.encode(clientId) + ":" + Http.encode(secret);
        String header = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
        return (headers, form, now) -> headers.put("Authorization", header);
    }
}
