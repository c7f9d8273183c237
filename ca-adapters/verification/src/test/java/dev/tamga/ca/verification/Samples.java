package dev.tamga.ca.verification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;

/**
 * Real certificates, read in place: they are not part of the repository. Tests that need them are skipped, and say so,
 * where the folder is absent.
 */
public final class Samples {
    public static final Path FOLDER = ShippedConf.ROOT.resolve("../shared/ca-samples").normalize();

    private static final String ROOT = "national-root/ROOTCA-NRCAC-SM2.pem";
    private static final Map<String, List<String>> INTERMEDIATES = Map.of(
            "bjca", List.of("bjca/ca-Beijing-SM2-CA.pem"),
            "cfca", List.of("cfca/ca-CFCA-CS-SM2-CA.pem", "cfca/ca-CFCA-SM2-OCA1-2013.pem",
                    "cfca/ca-CFCA-SM2-OCA1-2015.pem", "cfca/ca-CFCA-ACS-SM2-OCA33.pem"),
            "snca", List.of("snca/ca-ShaanxiCA-SM2.pem"),
            "nmgca", List.of("nmgca/ca-NMGSCA-ROOT-SM2-CA.pem"),
            "szca", List.of("szca/ca-SZCA-SM2-CA.pem"),
            "gxca", List.of("gxca/ca-JSGXCA_SM2.pem"),
            "cqcca", List.of("cqcca/ca-CQC-CA.pem"));

    private Samples() {}

    public static void require() {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), () -> "skipped: no real certificates at " + FOLDER);
    }

    public static byte[] read(String name) {
        try {
            byte[] content = Files.readAllBytes(FOLDER.resolve(name));
            return name.endsWith(".pem") ? der(new String(content, StandardCharsets.US_ASCII)) : content;
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** The shipped conf/ca with the national root as everybody's anchor and the CAs' real certificates below it. */
    public static CaDirectory directory(Path folder) throws IOException {
        for (Map.Entry<String, List<String>> ca : INTERMEDIATES.entrySet()) {
            Path to = Files.createDirectories(folder.resolve(ca.getKey()));
            Files.copy(ShippedConf.FOLDER.resolve(ca.getKey()).resolve("ca.yml"), to.resolve("ca.yml"));
            Files.copy(FOLDER.resolve(ROOT), to.resolve("anchors.pem"));
            StringBuilder pem = new StringBuilder();
            for (String file : ca.getValue()) {
                pem.append(Files.readString(FOLDER.resolve(file))).append('\n');
            }
            Files.writeString(to.resolve("intermediates.pem"), pem);
        }
        return CaDirectory.open(folder);
    }

    private static byte[] der(String pem) {
        String body = pem.replaceAll("(?s).*-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----.*", "$1");
        return Base64.getMimeDecoder().decode(body);
    }
}
