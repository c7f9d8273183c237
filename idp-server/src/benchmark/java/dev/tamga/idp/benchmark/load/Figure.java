package dev.tamga.idp.benchmark.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Gatling says of one path: requests a second that were answered well, and percentiles in milliseconds. */
record Figure(double perSecond, long failed, long p50, long p95, long p99) {
    /** A row of the report's table: name, all, good, failed, percentage, rate, least, p50, p75, p95, p99. */
    private static final Pattern ROW = Pattern.compile(
            "class=\"ellipsed-name\">((?:closed|open) [^<]+)</span>.*?"
                    + "<td class=\"value \\w+ col-\\d+\">([^<]*)</td>\\s*".repeat(10),
            Pattern.DOTALL);

    /** By phase and path, such as {@code closed refresh}. */
    static Map<String, Figure> read(Path report) throws IOException {
        Map<String, Figure> figures = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(report));
        while (rows.find()) {
            figures.put(rows.group(1), new Figure(
                    number(rows, 3) / (double) Load.COUNTED.toSeconds(), number(rows, 4),
                    number(rows, 8), number(rows, 10), number(rows, 11)));
        }
        return figures;
    }

    private static long number(Matcher row, int column) {
        String text = row.group(column).strip();
        return text.equals("-") ? 0 : Long.parseLong(text);
    }

    static void print(Map<String, Map<String, Figure>> results) {
        results.forEach((server, figures) -> {
            System.out.printf("%n| %s | per second | failed | p50 ms | p95 ms | p99 ms |%n", server);
            System.out.printf("|---|---|---|---|---|---|%n");
            figures.forEach((name, figure) -> System.out.printf("| %s | %.0f | %d | %d | %d | %d |%n", name,
                    figure.perSecond(), figure.failed(), figure.p50(), figure.p95(), figure.p99()));
        });
    }
}
