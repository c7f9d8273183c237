package dev.tamga.sample.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

import dev.tamga.rp.Claims;

/** What the probe prints: the steps so far and how it ended. */
final class Report {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Map<String, Object>> steps = new ArrayList<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();

    /** One step's work. */
    interface Work<T> {
        T run() throws StepFailed;
    }

    /** Does a step and takes its time. */
    <T> T step(String name, Work<T> work) throws StepFailed {
        long start = System.nanoTime();
        String status = "failed";
        try {
            T result = work.run();
            status = "ok";
            return result;
        } finally {
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("name", name);
            step.put("status", status);
            step.put("milliseconds", (System.nanoTime() - start) / 1_000_000);
            steps.add(step);
        }
    }

    void claims(String name, Claims values) {
        claims.put(name, values.asMap());
    }

    String succeeded() {
        return json(true, Map.of());
    }

    /** The last step is the one that failed. */
    String failed(String reason) {
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("failed_step", steps.isEmpty() ? "options" : steps.getLast().get("name"));
        end.put("reason", reason);
        return json(false, end);
    }

    private String json(boolean isOk, Map<String, Object> end) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ok", isOk);
        all.putAll(end);
        all.put("steps", steps);
        all.putAll(claims);
        return JSON.writeValueAsString(all);
    }
}
