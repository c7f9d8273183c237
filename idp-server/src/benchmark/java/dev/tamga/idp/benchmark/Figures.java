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
                .mapToDouble(result -> figure(result, ProcessorTime.PER_CPU_SECOND))
                .findFirst()
                .orElse(Double.NaN);
        System.out.printf("%n%-50s %12s %12s %22s%n", "", "ops/s", "ops/cpu-s", "SM2 verifications an op");
        for (RunResult result : results) {
            double perCpu = figure(result, ProcessorTime.PER_CPU_SECOND);
            System.out.printf("%-50s %12.0f %12.0f %22.1f%n",
                    name(result), figure(result, ProcessorTime.PER_SECOND), perCpu, sm2 / perCpu);
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
