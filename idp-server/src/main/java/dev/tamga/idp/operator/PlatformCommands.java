package dev.tamga.idp.operator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tamga.idp.platform.PlatformSecrets;
import dev.tamga.idp.platform.PlatformSecrets.Known;

/** {@code platform secret list}, {@code add} and {@code expire}. */
public final class PlatformCommands implements Area {
    private final PlatformSecrets secrets;
    private final Clock clock;

    public PlatformCommands(PlatformSecrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public List<Command> commands() {
        return List.of(
                new Command("platform secret list", List.of("PLATFORM"), Set.of(), false, invocation ->
                        list(secrets.list(invocation.arguments().getFirst()))),
                new Command("platform secret add", List.of("PLATFORM"), Set.of(), true, this::add),
                new Command("platform secret expire", List.of("PLATFORM", "SECRET-ID"), Set.of(), true, this::expire));
    }

    private Answer add(Invocation invocation) {
        return switch (secrets.add(invocation.arguments().getFirst(), Optional.empty())) {
            case PlatformSecrets.Added added -> Answer.done(
                    List.of("secret " + added.id() + ", shown this once:", added.value()),
                    Map.of("id", added.id(), "secret", added.value()));
            case PlatformSecrets.NoSecrets none ->
                Answer.refused(none.platformId() + " is no platform that authenticates with a secret");
            case PlatformSecrets.TooMany many ->
                Answer.refused("two secrets live already; expire one of them first: "
                        + String.join(", ", many.known().stream().map(Known::id).toList()));
        };
    }

    private Answer expire(Invocation invocation) {
        String id = invocation.arguments().get(1);
        return secrets.end(invocation.arguments().getFirst(), id, clock.instant())
                ? Answer.done(List.of("secret " + id + " has ended; every node knows within 10 s"), Map.of("id", id))
                : Answer.refused(id + " is no living secret of that platform; \"platform secret list\" shows them");
    }

    private static Answer list(List<Known> known) {
        List<String> lines = new ArrayList<>(List.of("Secrets that live (" + known.size() + "):"));
        known.forEach(secret -> lines.add("  " + secret.id() + "  made " + secret.createdAt()
                + secret.expiresAt().map(at -> ", ends " + at).orElse("")));
        return Answer.done(lines, Map.of("secrets", known.stream().map(PlatformCommands::json).toList()));
    }

    private static Map<String, Object> json(Known secret) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", secret.id());
        json.put("created_at", secret.createdAt().toString());
        secret.expiresAt().ifPresent(at -> json.put("expires_at", at.toString()));
        return json;
    }
}
