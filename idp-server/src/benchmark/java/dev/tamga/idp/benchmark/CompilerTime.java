package dev.tamga.idp.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time of a JVM's just-in-time compiler: minutes after its start it still takes a third, hours later next to
 * nothing. Linux only (proc(5)); zero elsewhere.
 */
final class CompilerTime {
    /** Of one tick of proc(5): USER_HZ is 100 on every Linux that Java runs on. */
    private static final Duration TICK = Duration.ofMillis(10);

    private CompilerTime() {}

    static Duration of(long process) {
        Path tasks = Path.of("/proc", String.valueOf(process), "task");
        if (!Files.isDirectory(tasks)) {
            return Duration.ZERO;
        }
        try (Stream<Path> threads = Files.list(tasks)) {
            List<Path> all = threads.toList();
            return TICK.multipliedBy(all.stream().mapToLong(CompilerTime::ticks).sum());
        } catch (IOException e) {
            throw new IllegalStateException(tasks + " cannot be read", e);
        }
    }

    private static long ticks(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            if (!stat.contains("Compiler")) {
                return 0;
            }
            // proc(5): after the name in brackets come state and so on; utime and stime are fields 14 and 15 of all.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        } catch (IOException e) {
            // It ended in between.
            return 0;
        }
    }
}
