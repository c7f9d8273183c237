package dev.tamga.ca.verification;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tamga.ca.CaId;
import dev.tamga.ca.Refusal;
import dev.tamga.ca.Refused;
import dev.tamga.ca.adapter.CaAdapter;
import dev.tamga.ca.adapter.ConfigurationFault;
import dev.tamga.ca.chain.IssuedLeaf;
import dev.tamga.ca.chain.Leaf;
import dev.tamga.ca.revocation.AllowedHosts;

/** The CAs of this installation: one for each folder below conf/ca. A CA is added by adding its folder. */
public final class CaDirectory {
    private final List<CaAdapter> adapters;

    private CaDirectory(List<CaAdapter> adapters) {
        this.adapters = adapters.stream()
                .sorted(Comparator.comparingInt(CaAdapter::order).thenComparing(CaAdapter::id))
                .toList();
        refuseSharedKeys();
    }

    /**
     * Opens conf/ca for production.
     *
     * @param folder holds {@code <ca-id>/ca.yml}, and {@code anchors.pem} and {@code intermediates.pem} where imported
     * @throws ConfigurationFault if anything there is wrong, naming file and rule; a demo CA's anchor among it
     */
    public static CaDirectory open(Path folder) {
        return new CaDirectory(new CaFolders(folder, Optional.empty(), AllowedHosts.NONE).open());
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
        return new CaDirectory(new CaFolders(folder, Optional.of(demoFolder), hosts).open());
    }

    public Optional<CaEntry> find(CaId id) {
        return list().stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** All CAs in the configured order, those without an anchor included. */
    public List<CaEntry> list() {
        return adapters.stream().map(CaDirectory::entry).toList();
    }

    /** All hosts that any CA's policy allows: what the one {@link dev.tamga.ca.revocation.HttpFetcher} may ask. */
    public AllowedHosts hosts() {
        return adapters.stream().map(ca -> ca.revocation().hosts()).reduce(AllowedHosts.NONE, AllowedHosts::and);
    }

    /** The CA whose key signed a certificate; failing that, the one whose issuers are named like this certificate's. */
    Recognition recognise(Leaf leaf) throws Refused {
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
                        new Refusal.UnknownCa("issuer \"" + leaf.view().issuer() + "\" is no configured CA's")));
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
        return new CaEntry(ca.id(), ca.name(), ca.service(), ca.trust().hasAnchor(), ca.keyNumberIsPerKey());
    }
}
