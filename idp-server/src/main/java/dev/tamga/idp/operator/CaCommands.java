package dev.tamga.idp.operator;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tamga.ca.adapter.ConfigurationFault;
import dev.tamga.ca.revocation.LineHealth;
import dev.tamga.ca.verification.CaHealth;
import dev.tamga.ca.verification.CaImport;
import dev.tamga.ca.verification.CertificateVerifier;
import dev.tamga.idp.secret.Hash;

/** {@code ca list} and {@code ca import}. */
public final class CaCommands implements Area {
    private final CertificateVerifier verifier;
    private final CaImport imports;

    public CaCommands(CertificateVerifier verifier, CaImport imports) {
        this.verifier = verifier;
        this.imports = imports;
    }

    @Override
    public List<Command> commands() {
        return List.of(
                Command.reading("ca list", invocation -> list()),
                new Command("ca import", List.of("FILE"), Set.of("--yes"), true, this::bringIn));
    }

    private Answer list() {
        List<String> lines = new ArrayList<>();
        for (CaHealth ca : verifier.health()) {
            lines.add(ca.ca() + ca.nextExpiry().map(at -> ": first certificate expires " + at)
                    .orElse(": no trust anchor yet"));
            ca.certificates().forEach(certificate -> lines.add("  "
                    + (certificate.isAnchor() ? "anchor " : "intermediate ") + certificate.subject() + "  SHA-256 " + certificate.sha256()));
            ca.lists().forEach(crl -> lines.add("  CRL " + crl.address() + " of " + crl.thisUpdate() + ", next "
                    + crl.nextUpdate() + ", " + crl.entries() + " entries"));
            ca.sources().forEach(source -> lines.add("  " + line(source)));
            ca.grace().ifPresent(grace -> lines.add("  grace: " + grace));
        }
        return Answer.done(lines, Map.of("cas", verifier.health().stream().map(CaCommands::json).toList()));
    }

    private static String line(LineHealth source) {
        return word(source.source()) + " " + word(source.breaker())
                + source.openUntil().map(at -> " until " + at).orElse("")
                + source.latency().map(latency -> ", last " + latency.last().toMillis() + " ms, average "
                        + latency.average().toMillis() + " ms").orElse("")
                + source.lastError().map(error -> ", last error " + error.at() + " " + error.detail()).orElse("");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> json(CaHealth ca) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ca", ca.ca().value());
        ca.nextExpiry().ifPresent(at -> json.put("next_expiry", at.toString()));
        ca.oldestList().ifPresent(at -> json.put("oldest_crl", at.toString()));
        json.put("certificates", ca.certificates().stream().map(certificate -> Map.of(
                "subject", certificate.subject(), "sha256", certificate.sha256(), "anchor", certificate.isAnchor(),
                "not_after", certificate.notAfter().toString())).toList());
        json.put("sources", ca.sources().stream().map(CaCommands::line).toList());
        ca.grace().ifPresent(grace -> json.put("grace", grace));
        return json;
    }

    private Answer bringIn(Invocation invocation) {
        String pem = invocation.file().orElse("");
        try {
            List<CaImport.Found> found = imports.inspect(pem);
            Optional<CaImport.Found> stranger = found.stream().filter(one -> one.ca().isEmpty()).findFirst();
            if (stranger.isPresent()) {
                return Answer.refused("\"" + stranger.get().subject() + "\" has SHA-256 " + stranger.get().sha256()
                        + ", which no ca.yml pins; compare it with the one that the CA publishes, then add it to"
                        + " known-certificates");
            }
            String agreed = HexFormat.of().formatHex(Hash.sha256(pem));
            boolean confirmed = invocation.has("--yes") || invocation.confirmed().equals(Optional.of(agreed));
            return confirmed ? write(pem, found) : Answer.ask(question(found), json(found), agreed);
        } catch (ConfigurationFault e) {
            return Answer.refused(e.getMessage());
        }
    }

    private Answer write(String pem, List<CaImport.Found> found) {
        imports.add(pem);
        List<String> lines = new ArrayList<>(lines(found));
        lines.add("Imported. Restart each server to have it trust them.");
        return Answer.done(lines, json(found));
    }

    private static List<String> question(List<CaImport.Found> found) {
        List<String> lines = new ArrayList<>(lines(found));
        lines.add("Did you compare each SHA-256 with the one that the CA publishes? Import?");
        return lines;
    }

    private static List<String> lines(List<CaImport.Found> found) {
        return found.stream()
                .map(one -> (one.anchor() ? "anchor of " : "intermediate of ") + one.ca().orElseThrow() + ": "
                        + one.subject() + "  SHA-256 " + one.sha256() + " (as pinned)")
                .toList();
    }

    private static Map<String, Object> json(List<CaImport.Found> found) {
        return Map.of("certificates", found.stream().map(one -> Map.of(
                "ca", one.ca().orElseThrow().value(), "subject", one.subject(), "sha256", one.sha256(),
                "anchor", one.anchor())).toList());
    }
}
