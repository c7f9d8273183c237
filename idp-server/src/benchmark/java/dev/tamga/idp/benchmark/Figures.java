package dev.tamga.idp.benchmark;

import java.util.Collection;
import java.util.Optional;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The table of a run, as docs/performance.md quotes it. */
final class Figures {
    private Figures() {}

    static void print(Collection<RunResult> results) {
        double sm2 = results.stream()
                .filter(result -> name(result).equals("SignatureBenchmark.verifySm2"))
                .mapToDouble(result -> figure(result, ProcessorTime.WITHOUT_COMPILER))
                .findFirst()
                .orElse(Double.NaN);
        System.out.printf(
                "%n%-42s %8s %10s %17s %24s%n", "", "ops/s", "ops/cpu-s", "without compiler", "in SM2 verifications");
        for (RunResult result : results) {
            double steady = figure(result, ProcessorTime.WITHOUT_COMPILER);
            System.out.printf(
                    "%-42s %8.0f %10.0f %17.0f %24.1f%n", name(result), figure(result, ProcessorTime.PER_SECOND),
                    figure(result, ProcessorTime.PER_CPU_SECOND), steady, sm2 / steady);
        }
    }

    private static String name(RunResult result) {
        String name = result.getParams().getBenchmark().replaceAll(".*\\.(\\w+\\.\\w+)", "$1");
        return Optional.ofNullable(result.getParams().getParam("key")).map(key -> name + " " + key).orElse(name);
    }

    private static double figure(RunResult result, String name) {
        Result<?> figure = result.getSecondaryResults().get(name);
        return figure.getScore();
    }
}
