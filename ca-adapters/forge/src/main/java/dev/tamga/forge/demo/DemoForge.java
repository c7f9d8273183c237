package dev.tamga.forge.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.tamga.forge.ForgedCertificate;

/** Forges the demo's CAs and keys into a folder tree: {@code ca/}, {@code keys/}, {@code forge/}. */
record DemoForge(Path folder, Instant now) {
    static final String PIN = "123456";

    void forge(String host, int port) throws IOException {
        List<DemoIssuer> issuers = Arrays.stream(DemoCa.values())
                .parallel()
                .map(ca -> DemoIssuer.forge(ca, ca.addresses(host, port), ca.layout(host, port), now))
                .toList();
        for (DemoIssuer issuer : issuers) {
            issuer.write(keysOf(issuer.ca()));
        }
        writeTrust(issuers);
        for (DemoKey key : DemoKeys.list()) {
            forge(key, issuers.get(key.ca().ordinal()));
        }
    }

    /** One key; also used to renew one whose story depends on today's date. */
    void forge(DemoKey key, DemoIssuer issuer) throws IOException {
        ForgedCertificate signing = certificate(key, issuer, Layout.Use.SIGNING);
        ForgedCertificate encryption = certificate(key, issuer, Layout.Use.ENCRYPTION);
        if (key.revoked().isPresent()) {
            Revocations revocations = new Revocations(revocationsOf(key.ca()));
            Revocations.Entry entry = new Revocations.Entry(DemoKey.midnight(now, 0), key.revoked().get());
            revocations.add(signing.serial(), entry);
            revocations.add(encryption.serial(), entry);
        }
        Path keys = folder.resolve("keys");
        WholeFile.write(
                keys.resolve(key.name() + ".properties"),
                properties(key).getBytes(StandardCharsets.UTF_8));
        WholeFile.write(
                keys.resolve(key.name() + ".pem"),
                (signing.pem() + encryption.pem()).getBytes(StandardCharsets.US_ASCII));
        WholeFile.write(keys.resolve(key.name() + ".p12"), KeyFile.encode(PIN.toCharArray(), signing, encryption));
    }

    Path keysOf(DemoCa ca) {
        return folder.resolve("forge").resolve(ca.folder());
    }

    Path revocationsOf(DemoCa ca) {
        return keysOf(ca).resolve("revoked.properties");
    }

    private ForgedCertificate certificate(DemoKey key, DemoIssuer issuer, Layout.Use use) {
        return issuer.layout()
                .leaf(issuer.issuing(), key.holder(), use)
                .key(issuer.layout().newKey())
                .valid(key.validity().from(now), key.validity().until(now))
                .forge();
    }

    /** What the provider's demo profile trusts: the roots and issuing CAs of each CA's chains. */
    private void writeTrust(List<DemoIssuer> issuers) throws IOException {
        for (String id : issuers.stream().map(issuer -> issuer.ca().id()).distinct().toList()) {
            StringBuilder anchors = new StringBuilder();
            StringBuilder intermediates = new StringBuilder();
            for (DemoIssuer issuer : issuers) {
                if (issuer.ca().id().equals(id)) {
                    anchors.append(issuer.root().pem());
                    intermediates.append(issuer.issuing().pem());
                }
            }
            Path trust = Files.createDirectories(folder.resolve("ca").resolve(id));
            Files.writeString(trust.resolve("anchors.pem"), anchors);
            Files.writeString(trust.resolve("intermediates.pem"), intermediates);
        }
    }

    private static String properties(DemoKey key) {
        List<String> lines = new ArrayList<>();
        lines.add("label=" + key.label() + " " + key.holder().name());
        lines.add("medium-number=" + key.mediumNumber());
        int number = 1;
        for (Map.Entry<String, byte[]> seal : seals(key)) {
            lines.add("seal." + number + ".name=" + sealName(key.holder(), seal.getKey()));
            lines.add("seal." + number + ".kind=" + seal.getKey());
            lines.add("seal." + number + ".image=" + Base64.getEncoder().encodeToString(seal.getValue()));
            number++;
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<Map.Entry<String, byte[]>> seals(DemoKey key) {
        DemoHolder holder = key.holder();
        if (!key.hasSeal()) {
            return List.of();
        }
        return switch (holder.kind()) {
            case ENTERPRISE ->
                List.of(
                        Map.entry("unit", Seal.unit(holder.company())),
                        Map.entry("legal-representative", Seal.legalRepresentative(holder.person())));
            case LEGAL_REPRESENTATIVE ->
                List.of(Map.entry("legal-representative", Seal.legalRepresentative(holder.person())));
            case PERSON -> List.of(Map.entry("signature", Seal.signature(holder.person())));
        };
    }

    private static String sealName(DemoHolder holder, String kind) {
        return kind.equals("unit") ? holder.company() : holder.person();
    }
}
