package dev.tamga.idp.benchmark;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Operations per second, and per second of processor time that one process spent on them: its compiler and its garbage
 * collector included, the clients not. Benchmarks say when counting begins, so that preparations are left out.
 */
public final class ProcessorTime implements InternalProfiler {
    static final String PER_CPU_SECOND = "ops-per-cpu-second";
    static final String WITHOUT_COMPILER = "ops-per-cpu-second-without-compiler";
    static final String PER_SECOND = "ops-per-second";

    private static final LongAdder OPERATIONS = new LongAdder();
    private static volatile Moment begin;

    private record Moment(long process, Duration cpu, Duration compiler, long nanos, long operations) {
        static Moment of(long process) {
            Duration cpu = ProcessHandle.of(process).flatMap(handle -> handle.info().totalCpuDuration()).orElseThrow();
            return new Moment(process, cpu, CompilerTime.of(process), System.nanoTime(), OPERATIONS.sum());
        }
    }

    /** Counts from here to the end of the iteration. */
    static void begin(long process) {
        begin = Moment.of(process);
    }

    /** One operation succeeded. */
    static void count() {
        OPERATIONS.increment();
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        // The benchmark's own set-up begins the count.
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        if (begin == null) {
            // The set-up failed: JMH reports that, unless this method fails too.
            return List.of();
        }
        Moment end = Moment.of(begin.process);
        double operations = end.operations - begin.operations;
        double cpu = end.cpu.minus(begin.cpu).toNanos() / 1e9;
        double compiler = end.compiler.minus(begin.compiler).toNanos() / 1e9;
        double seconds = (end.nanos - begin.nanos) / 1e9;
        return List.of(
                new ScalarResult(PER_SECOND, operations / seconds, "ops/s", AggregationPolicy.AVG),
                new ScalarResult(PER_CPU_SECOND, operations / cpu, "ops/cpu-s", AggregationPolicy.AVG),
                new ScalarResult(
                        WITHOUT_COMPILER, operations / (cpu - compiler), "ops/cpu-s", AggregationPolicy.AVG));
    }

    @Override
    public String getDescription() {
        return "operations per second of a process's processor time";
    }
}
