package dev.tamga.sample;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.tamga.sample.probe.Probe;

/**
 * The executable jar's door: {@code serve} runs sample platforms, {@code probe} does a whole sign-in without a
 * browser.
 */
public final class Sample {

    private static final String USAGE = """
            usage: java -jar sample-platform.jar <command> [options]
              serve   run sample platforms:  --issuer http://localhost:9000 --secrets .demo/platform
                                             --accounts .demo/accounts --platform 150100=9101 …
              probe   sign in without a browser and print what happened as JSON; see probe --help
            """;

    private Sample() {
    }

    public static void main(String[] args) throws Exception {
        System.exit(run(args));
    }

    private static int run(String[] args) throws Exception {
        String command = args.length == 0 ? "" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        switch (command) {
            case "serve" -> {
                return Serve.run(rest);
            }
            case "probe" -> {
                return Probe.run(rest, out);
            }
            default -> {
                System.err.print(USAGE);
                return 64;
            }
        }
    }
}
