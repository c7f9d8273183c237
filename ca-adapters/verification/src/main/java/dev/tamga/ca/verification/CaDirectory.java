package dev.tamga.ca.verification;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.adapter.CaAdapter;
import dev.tamga.ca.adapter.ConfigurationFault;
import dev.tamga.ca.chain.Hashes;
import dev.tamga.ca.chain.IssuedLeaf;
import dev.tamga.ca.chain.Leaf;
import dev.tamga.ca.chain.TrustMaterial;
import dev.tamga.ca.fetch.AllowedHosts;
import dev.tamga.ca.holder.CodeExceptions;
import dev.tamga.ca.revocation.Grace;
import dev.tamga.ca.revocation.RevocationChecker;

/** The CAs of this installation: one for each folder below conf/ca. A CA is added by adding its folder. */
public final class CaDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(CaDirectory.class);

    private final List<CaAdapter> adapters;
    private final List<String> warnings;
    private final CodeExceptions codeExceptions;

    private CaDirectory(CaFolders folders) {
        this.codeExceptions = ExceptionsFile.read(folders.folder());
        this.adapters = folders.open(codeExceptions).stream()
                .sorted(Comparator.comparingInt(CaAdapter::order).thenComparing(CaAdapter::id))
                .toList();
        refuseSharedKeys();
        warnings = warnings(adapters, folders.demoHosts());
        warnings.forEach(LOG::warn);
    }

    /** What weakens verification, one line each; logged at every start (architecture §4.7). */
    public List<String> warnings() {
        return warnings;
    }

    private static List<String> warnings(List<CaAdapter> adapters, AllowedHosts demoHosts) {
        return adapters.stream()
                .flatMap(ca -> ca.revocation().without(demoHosts).warnings().stream()
                        .map(warning -> "conf/ca/" + ca.id() + "/ca.yml: " + warning))
                .toList();
    }

    /**
     * Opens conf/ca for production.
     *
     * @param folder holds {@code <ca-id>/ca.yml}, and {@code anchors.pem} and {@code intermediates.pem} where imported
     * @throws ConfigurationFault if anything there is wrong, naming file and rule; a demo CA's anchor among it
     */
    public static CaDirectory open(Path folder) {
        return new CaDirectory(new CaFolders(folder, Optional.empty(), AllowedHosts.NONE));
    }

    /**
     * Opens conf/ca for the demo: the same, with the demo CAs' anchors beside the imported ones.
     *
     * @param demoFolder holds {@code <ca-id>/anchors.pem} and {@code intermediates.pem} of the demo CAs
     * @param demoHost {@code host:port} of the demo CAs' CRLs and OCSP, which may be a loopback address
     */
    public static CaDirectory openDemo(Path folder, Path demoFolder, String demoHost) {
        if (!AllowedHosts.hasForm(demoHost)) {
            throw new ConfigurationFault("demo host is \"" + demoHost + "\"; expected host:port");
        }
        AllowedHosts hosts = new AllowedHosts(Set.of(demoHost), Set.of(demoHost));
        return new CaDirectory(new CaFolders(folder, Optional.of(demoFolder), hosts));
    }

    public Optional<CaEntry> find(CaId id) {
        return list().stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** All CAs in the configured order, those without an anchor included. */
    public List<CaEntry> list() {
        return adapters.stream().map(CaDirectory::entry).toList();
    }

    /** Codes that were issued though they fail their check digit, for forms as well as certificates. */
    public CodeExceptions codeExceptions() {
        return codeExceptions;
    }

    /** All hosts that any CA's policy allows: what the one {@link dev.tamga.ca.fetch.HttpFetcher} may ask. */
    public AllowedHosts hosts() {
        return adapters.stream().map(ca -> ca.revocation().hosts()).reduce(AllowedHosts.NONE, AllowedHosts::and);
    }

    List<CaHealth> health(RevocationChecker revocation) {
        return adapters.stream()
                .map(ca -> new CaHealth(
                        ca.id(),
                        authorities(ca.trust()),
                        revocation.held(ca.revocation()),
                        revocation.health(ca.revocation()),
                        ca.revocation().grace().map(Grace::name)))
                .toList();
    }

    private static List<CaHealth.Authority> authorities(TrustMaterial trust) {
        return trust.certificates().stream()
                .map(ca -> new CaHealth.Authority(
                        ca.subject().toString(),
                        Hashes.sha256Hex(ca.der()).toUpperCase(Locale.ROOT),
                        trust.isAnchor(ca),
                        ca.notAfter()))
                .toList();
    }

    /** The CA whose key signed a certificate; failing that, the one whose issuers are named like this certificate's. */
    public Recognition recognise(Leaf leaf) throws Refused {
        for (CaAdapter ca : adapters) {
            Optional<IssuedLeaf> issued = ca.trust().recognise(leaf);
            if (issued.isPresent()) {
                return new Recognition(ca, leaf, issued);
            }
        }
        return adapters.stream()
                .filter(ca -> ca.isNamedLikeIssuerOf(leaf))
                .findFirst()
                .map(ca -> new Recognition(ca, leaf, Optional.empty()))
                .orElseThrow(() -> new Refused(
                        new Refusal.UnknownCa("issuer " + leaf.view().namedIssuer()
                                + " is no configured CA's; expected one of "
                                + adapters.stream().map(CaAdapter::id).toList())));
    }

    /** Two CAs that claim one issuing key would make the holder's mapping a matter of order. */
    private void refuseSharedKeys() {
        Map<String, CaId> claimed = new HashMap<>();
        for (CaAdapter ca : adapters) {
            for (String key : ca.trust().issuingKeys()) {
                CaId other = claimed.putIfAbsent(key, ca.id());
                if (other != null) {
                    throw new ConfigurationFault("conf/ca/" + ca.id() + ": issuing key " + key
                            + " is claimed by " + other + " and " + ca.id() + "; expected one CA for each issuing key");
                }
            }
        }
    }

    private static CaEntry entry(CaAdapter ca) {
        return new CaEntry(ca.id(), ca.name(), ca.service(), ca.trust().hasAnchor(), ca.keyNumberIsPerKey(),
                ca.tellsEmployeesApart());
    }
}
