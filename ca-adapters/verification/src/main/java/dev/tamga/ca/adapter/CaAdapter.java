package dev.tamga.ca.adapter;

import java.util.Map;

import dev.tamga.ca.CaId;
import dev.tamga.ca.chain.Leaf;
import dev.tamga.ca.chain.TrustMaterial;
import dev.tamga.ca.holder.HolderMapping;
import dev.tamga.ca.profile.CertificateProfile;
import dev.tamga.ca.revocation.RevocationPolicy;

/** What one CA declares. The host enforces it: an adapter holds no check of its own and cannot forget one. */
public interface CaAdapter {
    CaId id();

    /** The CA's name by language, {@code zh-CN} and {@code en}. */
    Map<String, String> name();

    /** Where the CA stands in lists; the smallest first. */
    int order();

    CaService service();

    /** Whether {@code key_number} survives a renewal because the CA numbers keys and not certificates. */
    boolean keyNumberIsPerKey();

    /**
     * Whether a certificate of the legal representative (法人锁) or an employee can be told from the enterprise's. Where
     * it cannot, binding asks the applicant to confirm what the key is.
     */
    boolean tellsEmployeesApart();

    /**
     * Whether a certificate's issuer is named like a CA of this house. Explains a refusal ("your CA's anchor is missing
     * here"), never accepts anything.
     */
    boolean isNamedLikeIssuerOf(Leaf leaf);

    TrustMaterial trust();

    CertificateProfile profile();

    RevocationPolicy revocation();

    HolderMapping holder();
}
