package dev.tamga.ca.revocation;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import dev.tamga.ca.CaId;
import dev.tamga.ca.chain.Hashes;

/**
 * Where a CRL is, and for which CA key it counts: another CA's certificate that names the same address has it verified
 * anew and can displace nothing.
 *
 * @param issuerKey hex SHA-256 of the key that issued the certificates in question
 */
record CrlAddress(CaId ca, URI uri, String issuerKey) {

    /** A name for a file, of hex digits. */
    String hash() {
        return Hashes.sha256Hex((uri + "\n" + issuerKey).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
