package dev.tamga.ca.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tamga.ca.CaId;
import dev.tamga.ca.adapter.CaAdapter;
import dev.tamga.ca.adapter.CaAdapterKind;
import dev.tamga.ca.adapter.CaFolder;
import dev.tamga.ca.adapter.ConfigurationFault;
import dev.tamga.ca.chain.CertificateView;
import dev.tamga.ca.chain.TrustMaterial;
import dev.tamga.ca.fetch.AllowedHosts;
import dev.tamga.ca.holder.CodeExceptions;
import dev.tamga.ca.yaml.StrictYaml;
import dev.tamga.ca.yaml.YamlFault;
import dev.tamga.ca.yaml.YamlMap;

/** Opens the folders below conf/ca into adapters. */
record CaFolders(Path folder, Optional<Path> demoFolder, AllowedHosts demoHosts) {
    private static final Logger LOG = LoggerFactory.getLogger(CaFolders.class);
    private static final String CONFIGURATION = "ca.yml";

    List<CaAdapter> open(CodeExceptions exceptions) {
        List<CaAdapter> adapters = new ArrayList<>();
        // One start tells everything that is wrong: nobody mends one file, starts again, and learns of the next.
        List<String> faults = new ArrayList<>();
        for (Path path : caFolders()) {
            try {
                adapters.add(open(path, exceptions));
            } catch (ConfigurationFault e) {
                faults.add(e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationFault(String.join("\n", faults));
        }
        if (adapters.isEmpty()) {
            throw new ConfigurationFault(folder + ": no CA is there; expected <ca-id>/" + CONFIGURATION);
        }
        return adapters;
    }

    private List<Path> caFolders() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> Files.exists(path.resolve(CONFIGURATION))).sorted().toList();
        } catch (IOException e) {
            throw new ConfigurationFault(folder + ": the folder cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private CaAdapter open(Path path, CodeExceptions exceptions) {
        try {
            CaId id = id(path);
            YamlMap yaml = StrictYaml.read(path.resolve(CONFIGURATION));
            CaAdapterKind kind = kind(yaml);
            CaAdapter adapter = kind.open(new CaFolder(id, path, yaml, trust(path, yaml), demoHosts, exceptions));
            yaml.done();
            return adapter;
        } catch (YamlFault e) {
            throw new ConfigurationFault(e.getMessage());
        }
    }

    private static CaId id(Path path) {
        try {
            return new CaId(path.getFileName().toString());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFault(path + ": " + e.getMessage());
        }
    }

    private static CaAdapterKind kind(YamlMap yaml) {
        List<CaAdapterKind> kinds =
                ServiceLoader.load(CaAdapterKind.class, CaAdapterKind.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        String word = yaml.text("adapter");
        return kinds.stream()
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> yaml.fault("adapter", "one of "
                        + kinds.stream().map(CaAdapterKind::word).sorted().collect(Collectors.joining(", "))));
    }

    private static TrustMaterial opened(
            Path path, List<CertificateView> anchors, List<CertificateView> intermediates) {
        TrustMaterial material = TrustMaterial.open(anchors, intermediates);
        for (CertificateView ignored : material.ignored()) {
            LOG.warn("{}: \"{}\" (SHA-256 {}) is ignored: it leads to no anchor; expected its issuer \"{}\" in"
                    + " anchors.pem or intermediates.pem", path.resolve("intermediates.pem"), ignored.subject(),
                    ignored.hash(), ignored.issuer());
        }
        return material;
    }

    private TrustMaterial trust(Path path, YamlMap yaml) {
        KnownCertificates known = KnownCertificates.read(yaml);
        List<CertificateView> anchors = new ArrayList<>(known.imported(path.resolve("anchors.pem")));
        List<CertificateView> intermediates = new ArrayList<>(known.imported(path.resolve("intermediates.pem")));
        demoFolder.map(demo -> demo.resolve(path.getFileName().toString())).ifPresent(demo -> {
            anchors.addAll(PemFile.read(demo.resolve("anchors.pem")));
            intermediates.addAll(PemFile.read(demo.resolve("intermediates.pem")));
        });
        try {
            return anchors.isEmpty() ? TrustMaterial.NONE : opened(path, anchors, intermediates);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFault(path + ": " + e.getMessage());
        }
    }
}
