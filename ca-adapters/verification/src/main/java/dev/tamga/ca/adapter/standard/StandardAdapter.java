package dev.tamga.ca.adapter.standard;

import java.util.Map;

import dev.tamga.ca.CaId;
import dev.tamga.ca.adapter.CaAdapter;
import dev.tamga.ca.adapter.CaService;
import dev.tamga.ca.chain.Leaf;
import dev.tamga.ca.chain.TrustMaterial;
import dev.tamga.ca.holder.HolderMapping;
import dev.tamga.ca.profile.CertificateProfile;
import dev.tamga.ca.revocation.RevocationPolicy;

/** What a ca.yml declared. */
record StandardAdapter(
        CaId id,
        Map<String, String> name,
        int order,
        CaService service,
        boolean keyNumberIsPerKey,
        boolean tellsEmployeesApart,
        IssuerNames issuerNames,
        TrustMaterial trust,
        CertificateProfile profile,
        RevocationPolicy revocation,
        HolderMapping holder)
        implements CaAdapter {

    @Override
    public boolean isNamedLikeIssuerOf(Leaf leaf) {
        return issuerNames.match(leaf.view().issuer());
    }
}
