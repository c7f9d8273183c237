package dev.tamga.idp.platform;

import java.text.ParseException;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;

import dev.tamga.idp.jose.Signatures;

/** A platform's public keys, as its file or its {@code jwks_uri} gives them (RFC 7517). */
final class ClientKeySet {
    /** Longest set that is read, in bytes. */
    static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_KEYS = 20;

    private final List<JWK> keys;

    private ClientKeySet(List<JWK> keys) {
        this.keys = keys;
    }

    /** The text is no set of public keys, or none of its keys can verify anything here. */
    static final class UnusableKeys extends Exception {
        private static final long serialVersionUID = 1;

        UnusableKeys(String problem) {
            super(problem);
        }
    }

    /** Keys of another use or another kind are left out (RFC 7517 §5); a private key spoils the set. */
    static ClientKeySet parse(String json) throws UnusableKeys {
        List<JWK> all = jwks(json);
        if (all.size() > MAX_KEYS) {
            throw new UnusableKeys("has " + all.size() + " keys; expected at most " + MAX_KEYS);
        }
        if (all.stream().anyMatch(JWK::isPrivate)) {
            throw new UnusableKeys("holds a private key; expected public keys alone");
        }
        List<JWK> usable = all.stream().filter(Signatures::isUsable).toList();
        if (usable.isEmpty()) {
            throw new UnusableKeys("holds no key for signatures; expected"
                    + " EC P-256 or P-384, or RSA of 2048 to 4096 bits");
        }
        return new ClientKeySet(usable);
    }

    private static List<JWK> jwks(String json) throws UnusableKeys {
        if (json.length() > MAX_BYTES) {
            throw new UnusableKeys("is longer than " + MAX_BYTES + " characters");
        }
        try {
            Map<String, Object> object = JSONObjectUtils.parse(json);
            return object == null ? List.of() : JWKSet.parse(object).getKeys();
        } catch (ParseException | IllegalArgumentException e) {
            throw new UnusableKeys("is not a JWK set (RFC 7517)");
        }
    }

    /** The keys that a header names: by {@code kid} where it has one, otherwise all. */
    List<JWK> list(String kid) {
        return keys.stream().filter(key -> kid == null || kid.equals(key.getKeyID())).toList();
    }
}
