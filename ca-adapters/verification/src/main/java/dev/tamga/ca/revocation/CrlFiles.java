package dev.tamga.ca.revocation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.bouncycastle.asn1.x500.X500Name;

import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.KeyHash;
import dev.tamga.ca.crl.Crl;
import dev.tamga.ca.crl.UnusableCrl;
import dev.tamga.ca.crl.UnverifiedCrl;

/** CRLs at hand by their issuers, each verified once for each key. Not thread-safe. */
final class CrlFiles {
    private final Map<X500Name, List<UnverifiedCrl>> byIssuer = new HashMap<>();
    private final Map<Signed, Crl> verified = new HashMap<>();

    private record Signed(UnverifiedCrl crl, String key) {}

    void add(UnverifiedCrl crl) {
        List<UnverifiedCrl> crls = byIssuer.computeIfAbsent(crl.header().issuer(), name -> new ArrayList<>());
        crls.add(crl);
        // RFC 5280 §6.3.3: of two that speak for the same reasons the first one taken counts; let that be the newest.
        crls.sort(Comparator.comparing((UnverifiedCrl one) -> one.header().thisUpdate()).reversed());
    }

    boolean hasOf(X500Name issuer) {
        return byIssuer.containsKey(issuer);
    }

    /** Those of an issuer, the newest first. */
    List<UnverifiedCrl> list(X500Name issuer, boolean deltas) {
        return byIssuer.getOrDefault(issuer, List.of()).stream()
                .filter(crl -> crl.header().isDelta() == deltas)
                .toList();
    }

    Crl verified(UnverifiedCrl crl, CertificateView signer) throws UnusableCrl {
        Signed signed = new Signed(crl, KeyHash.of(signer));
        Crl known = verified.get(signed);
        if (known == null) {
            known = crl.verified(signer);
            verified.put(signed, known);
        }
        return known;
    }
}
