package dev.tamga.ca.verification;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.tamga.ca.adapter.ConfigurationFault;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.Hashes;
import dev.tamga.ca.yaml.YamlMap;

/**
 * The SHA-256 of the CA certificates that ca.yml knows. What an operator imports must be among them: the file and its
 * fingerprint come from two places, so that neither alone can bring in a CA.
 */
record KnownCertificates(Set<String> hashes) {

    static KnownCertificates read(YamlMap yaml) {
        Set<String> hashes = new HashSet<>();
        for (YamlMap known : yaml.maps("known-certificates")) {
            known.text("subject");
            String hash = known.text("sha-256").replace(":", "").toLowerCase(Locale.ROOT);
            if (!hash.matches("[0-9a-f]{64}")) {
                throw known.fault("sha-256", "64 hex digits");
            }
            hashes.add(hash);
        }
        return new KnownCertificates(hashes);
    }

    /** The certificates of an imported file, all of them known and none a demo CA's. */
    List<CertificateView> imported(Path file) {
        List<CertificateView> certificates = PemFile.read(file);
        for (CertificateView certificate : certificates) {
            if (certificate.subject().toString().toUpperCase(Locale.ROOT).contains("DEMO")) {
                throw new ConfigurationFault(file + ": \"" + certificate.subject()
                        + "\" is a demo CA; expected it in the demo alone");
            }
            String hash = Hashes.sha256Hex(certificate.der());
            if (!hashes.contains(hash)) {
                throw new ConfigurationFault(file + ": \"" + certificate.subject() + "\" has SHA-256 " + hash
                        + "; expected one of known-certificates in ca.yml"
                        + " (compare it with the one that the CA publishes before you add it)");
            }
        }
        return certificates;
    }
}
