package dev.tamga.ca.adapter.standard;

import dev.tamga.ca.adapter.CaAdapter;
import dev.tamga.ca.adapter.CaAdapterKind;
import dev.tamga.ca.adapter.CaFolder;
import dev.tamga.ca.holder.HolderMapping;
import dev.tamga.ca.profile.CertificateProfile;
import dev.tamga.ca.yaml.YamlMap;

/** {@code adapter: standard}. */
public final class StandardKind implements CaAdapterKind {
    private static final int MOST = 9999;

    @Override
    public String word() {
        return "standard";
    }

    @Override
    public CaAdapter open(CaFolder folder) {
        YamlMap yaml = folder.yaml();
        return new StandardAdapter(
                folder.id(),
                NameSection.names(yaml.map("name")),
                yaml.number("order", 0, MOST),
                NameSection.service(yaml.map("service")),
                yaml.flag("key-number-is-per-key"),
                yaml.findFlag("tells-employees-apart").orElse(false),
                IssuerNames.read(yaml),
                folder.trust(),
                new CertificateProfile(AdmissionSection.read(yaml.map("admission")), AdmissionSection.medium(yaml)),
                RevocationSection.read(folder.id(), yaml.map("revocation")).and(folder.demoHosts()),
                new HolderMapping(folder.id(), HolderSection.read(yaml.map("holder")), folder.codeExceptions()));
    }
}
