package dev.tamga.ca.verification;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Lets JMH measure and prints what a complete verification costs beside the check of its signature. */
public final class BenchmarkMain {
    private static final String SIGNATURE_ALONE = "a_signatureAlone";

    private BenchmarkMain() {}

    /** Arguments: regular expressions of the benchmarks to run; none for all. */
    public static void main(String[] only) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder().verbosity(VerboseMode.SILENT).shouldFailOnError(true);
        for (String one : only.length == 0 || only[0].isEmpty() ? new String[] {"VerificationBenchmark"} : only) {
            options.include(one);
        }
        try {
            print(new Runner(options.build()).run());
        } catch (NoBenchmarksException e) {
            System.out.println("No benchmark of the verification library is asked for.");
        }
    }

    private static void print(Collection<RunResult> results) {
        Map<String, Double> alone = new HashMap<>();
        List<RunResult> sorted = results.stream().sorted(Comparator.comparing(BenchmarkMain::name)).toList();
        sorted.stream().filter(result -> method(result).equals(SIGNATURE_ALONE))
                .forEach(result -> alone.put(algorithm(result), cost(result)));
        System.out.println();
        System.out.printf("%-4s %-24s %12s %16s %12s%n", "", "", "µs", "per s and core", "× signature");
        for (RunResult result : sorted) {
            double cost = cost(result);
            System.out.printf(Locale.ROOT, "%-4s %-24s %12.1f %16.0f %12.2f%n", algorithm(result),
                    method(result).substring(2), cost, 1_000_000 / cost,
                    cost / alone.getOrDefault(algorithm(result), Double.NaN));
        }
    }

    /** Microseconds of one call: of processor time where it was counted, else the median of single calls. */
    @SuppressWarnings("rawtypes")
    private static double cost(RunResult result) {
        Map<String, Result> counted = result.getSecondaryResults();
        return counted.containsKey("nanos")
                ? counted.get("nanos").getScore() / counted.get("operations").getScore() / 1000
                : result.getPrimaryResult().getStatistics().getPercentile(50);
    }

    private static String name(RunResult result) {
        return algorithm(result) + method(result);
    }

    private static String method(RunResult result) {
        return result.getParams().getBenchmark().replaceFirst(".*\\.", "");
    }

    private static String algorithm(RunResult result) {
        return result.getParams().getParam("algorithm");
    }
}
