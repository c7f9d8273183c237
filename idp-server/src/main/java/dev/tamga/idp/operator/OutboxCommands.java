package dev.tamga.idp.operator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.tamga.idp.outbox.Delivery;
import dev.tamga.idp.outbox.Outbox;

/** {@code outbox list} and {@code outbox of}. */
public final class OutboxCommands implements Area {
    private final Outbox outbox;

    public OutboxCommands(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public List<Command> commands() {
        return List.of(
                Command.reading("outbox list", invocation -> answer("Waiting to be delivered", outbox.pending())),
                new Command("outbox of", List.of("PLATFORM"), Set.of(), false, invocation ->
                        answer("The newest messages", outbox.deliveries(invocation.arguments().getFirst()))));
    }

    private static Answer answer(String heading, List<Delivery> deliveries) {
        List<String> lines = new ArrayList<>(List.of(heading + " (" + deliveries.size() + "):"));
        deliveries.forEach(delivery -> lines.add("  " + delivery.createdAt() + "  " + delivery.platformId() + "  "
                + word(delivery) + "  attempts " + delivery.attempts()
                + delivery.lastOutcome().map(outcome -> ", last " + outcome).orElse("")
                + delivery.nextAttempt().map(at -> ", next " + at).orElse("")));
        return Answer.done(lines, Map.of("messages", deliveries.stream().map(OutboxCommands::json).toList()));
    }

    private static String word(Delivery delivery) {
        return delivery.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> json(Delivery delivery) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", delivery.id());
        json.put("platform", delivery.platformId());
        json.put("state", word(delivery));
        json.put("created_at", delivery.createdAt().toString());
        json.put("attempts", delivery.attempts());
        delivery.lastOutcome().ifPresent(outcome -> json.put("last_outcome", outcome));
        delivery.nextAttempt().ifPresent(at -> json.put("next_attempt", at.toString()));
        delivery.deliveredAt().ifPresent(at -> json.put("delivered_at", at.toString()));
        return json;
    }
}
