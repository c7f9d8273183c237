package dev.tamga.sample.probe;

import java.io.PrintStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** {@code probe}: prints one JSON object that says whether a bidder could sign in right now. */
public final class Probe {
    private Probe() {}

    /** @return 0 if everything went well, otherwise 1 */
    public static int run(String[] args, PrintStream out) {
        if (List.of(args).contains("--help")) {
            out.print(ProbeOptions.USAGE);
            return 0;
        }
        Report report = new Report();
        try {
            ProbeOptions options = ProbeOptions.read(args);
            try (Browser browser = new Browser(URI.create(options.issuer()), options.redirectUri())) {
                new Journey(options, report, browser).run();
            } finally {
                Arrays.fill(options.pin(), '\0');
            }
            out.println(report.succeeded());
            return 0;
        } catch (StepFailed failed) {
            out.println(report.failed(failed.getMessage()));
        } catch (RuntimeException e) {
            // Monitoring must read an answer, whatever happens.
            out.println(report.failed("the probe itself failed: " + e));
        }
        return 1;
    }
}
