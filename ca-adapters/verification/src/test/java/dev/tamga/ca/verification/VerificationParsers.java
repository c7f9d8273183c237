package dev.tamga.ca.verification;

import java.nio.file.Path;

import dev.tamga.ca.adapter.ConfigurationFault;
import dev.tamga.ca.fuzz.ScratchFile;
import dev.tamga.ca.yaml.StrictYaml;
import dev.tamga.ca.yaml.YamlFault;

/** The parsers of this package for the fuzzer: declared refusals end here, everything else is a finding. */
public final class VerificationParsers {
    private static final ScratchFile PEM = new ScratchFile("anchors.pem");
    private static final ScratchFile CA = new ScratchFile("conf/fuzzed/ca.yml");

    private VerificationParsers() {}

    /** An imported anchors.pem. */
    public static void pem(byte[] input) {
        try {
            PemFile.read(PEM.holding(input));
        } catch (ConfigurationFault fault) {
            // What it declares.
        }
    }

    /** A whole conf/ca with one CA and no anchor. */
    public static void configuration(byte[] input) {
        Path conf = CA.holding(input).getParent().getParent();
        try {
            CaDirectory.open(conf).list();
        } catch (ConfigurationFault fault) {
            // What it declares.
        }
    }

    public static void yaml(byte[] input) {
        try {
            StrictYaml.read("fuzzed.yml", input).done();
        } catch (YamlFault fault) {
            // What it declares.
        }
    }
}
