package dev.tamga.idp.operator;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code metrics}: what this node counted since it started, in Prometheus' text format. */
public record MetricsCommand(Supplier<String> scrape) implements Area {

    @Override
    public List<Command> commands() {
        return List.of(Command.reading("metrics", invocation -> {
            List<String> lines = scrape.get().lines().toList();
            return Answer.done(lines, Map.of("metrics", lines));
        }));
    }
}
