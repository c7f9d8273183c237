package dev.tamga.ca.revocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.bouncycastle.asn1.x500.X500Name;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Refused;
import dev.tamga.ca.chain.TrustMaterial;
import dev.tamga.ca.chain.TrustedChain;
import dev.tamga.ca.crl.UnusableCrl;
import dev.tamga.ca.fetch.AllowedHosts;

/**
 * CRLs in a folder, for who checks certificates without a network: the same rules as at a sign-in (RFC 5280 §6.3.3), at
 * any moment. Not thread-safe.
 */
public final class CrlFolder {
    private static final Duration ANY_AGE = Duration.ofDays(36_500);
    private static final RevocationPolicy WITHOUT_CONFIGURATION = new RevocationPolicy(
            new CaId("offline"),
            List.of(RevocationPolicy.Kind.CRL),
            AllowedHosts.NONE,
            null,
            new CrlRules(Optional.empty(), Integer.MAX_VALUE, ANY_AGE),
            null,
            Optional.empty());

    private final CrlFiles files = new CrlFiles();
    private final List<String> faults = new ArrayList<>();

    private CrlFolder() {}

    /**
     * Reads every file of a folder, DER or PEM.
     *
     * @throws IOException if the folder cannot be read; a file that is no CRL is one of {@link #faults}
     */
    public static CrlFolder open(Path folder) throws IOException {
        CrlFolder opened = new CrlFolder();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                opened.add(file);
            }
        }
        return opened;
    }

    /** Files that hold no readable CRL, and why. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /**
     * Checks a certificate and every CA between it and its anchor.
     *
     * @param policy whose maximum age and CRL address count; empty without a configuration, and then nextUpdate alone
     *     decides
     * @return which CRL answered for the certificate, in words for an operator
     */
    public String check(TrustedChain chain, TrustMaterial trust, Optional<RevocationPolicy> policy, Instant at)
            throws Refused {
        return new CrlFolderCheck(files, trust, policy.orElse(WITHOUT_CONFIGURATION), at).check(chain);
    }

    private void add(Path file) {
        try {
            CrlFile.read(file).forEach(files::add);
        } catch (IOException | UnusableCrl e) {
            faults.add(file.getFileName() + ": " + e.getMessage());
        }
    }
}
