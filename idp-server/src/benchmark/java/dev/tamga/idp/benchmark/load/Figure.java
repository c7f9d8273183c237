package dev.tamga.idp.benchmark.load;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Gatling says of one path: requests a second that were answered well, and percentiles in milliseconds. */
record Figure(double perSecond, long failed, long p50, long p95, long p99) {

    /** By phase and path, such as {@code closed refresh}. */
    static Map<String, Figure> read(Path stats) {
        Map<String, Figure> figures = new TreeMap<>();
        for (JsonNode entry : JsonMapper.builder().build().readTree(stats.toFile()).path("contents")) {
            String name = entry.path("name").asString();
            if (name.startsWith("closed ") || name.startsWith("open ")) {
                figures.put(name, of(entry.path("stats")));
            }
        }
        return figures;
    }

    private static Figure of(JsonNode stats) {
        JsonNode all = stats.path("numberOfRequests");
        return new Figure(
                all.path("ok").asDouble() / Load.COUNTED.toSeconds(), all.path("ko").asLong(),
                stats.path("percentiles1").path("ok").asLong(), stats.path("percentiles3").path("ok").asLong(),
                stats.path("percentiles4").path("ok").asLong());
    }

    static void print(Map<String, Map<String, Figure>> results) {
        results.forEach((server, figures) -> {
            System.out.printf("%n| %s | per second | failed | p50 ms | p95 ms | p99 ms |%n|---|---|---|---|---|---|%n", server);
            figures.forEach((name, figure) -> System.out.printf("| %s | %.0f | %d | %d | %d | %d |%n", name,
                    figure.perSecond(), figure.failed(), figure.p50(), figure.p95(), figure.p99()));
        });
    }
}
