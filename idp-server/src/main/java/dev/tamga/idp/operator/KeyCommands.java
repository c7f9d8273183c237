package dev.tamga.idp.operator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tamga.idp.signingkey.PublishedKey;
import dev.tamga.idp.signingkey.SigningKeys;

/** {@code keys list}, {@code keys rotate} and {@code keys revoke}. */
public final class KeyCommands implements Area {
    private final SigningKeys keys;

    public KeyCommands(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public List<Command> commands() {
        return List.of(
                Command.reading("keys list", invocation -> answer("Signing keys, the newest first:", keys.list())),
                new Command("keys rotate", List.of(), Set.of("--now"), true, this::rotate),
                new Command("keys revoke", List.of("KID"), Set.of(), true, this::revoke));
    }

    private Answer rotate(Invocation invocation) {
        return keys.rotate(invocation.has("--now"))
                .map(made -> answer("Published:", made))
                .orElseGet(() -> Answer.refused(
                        "another node rotated the keys at the same moment; \"keys list\" shows them"));
    }

    private Answer revoke(Invocation invocation) {
        String id = invocation.arguments().getFirst();
        return keys.revoke(id)
                ? answer(id + " is gone with every token that it signed. Keys now:", keys.list())
                : Answer.refused("there is no signing key " + id + "; \"keys list\" shows them");
    }

    private static Answer answer(String heading, List<PublishedKey> keys) {
        List<String> lines = new ArrayList<>(List.of(heading));
        keys.forEach(key -> lines.add("  " + key.algorithm() + "  " + key.id() + "  signs from " + key.signsFrom()
                + key.retiredAt().map(at -> ", retired " + at).orElse("")));
        return Answer.done(lines, Map.of("keys", keys.stream().map(KeyCommands::json).toList()));
    }

    private static Map<String, Object> json(PublishedKey key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kid", key.id());
        json.put("alg", key.algorithm());
        json.put("published_at", key.publishedAt().toString());
        json.put("signs_from", key.signsFrom().toString());
        key.retiredAt().ifPresent(at -> json.put("retired_at", at.toString()));
        return json;
    }
}
