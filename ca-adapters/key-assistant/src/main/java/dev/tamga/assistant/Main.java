package dev.tamga.assistant;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.tamga.assistant.pin.PinEntry;

/** {@code java -jar key-assistant.jar --keys <folder> --origin <origin>…}. */
public final class Main {
    private static final String USAGE = """
            usage: java -jar key-assistant.jar --keys <folder> --origin <origin> [--origin <origin>…]
                   [--port 9200] [--pin window|page]
              --keys    folder of software keys (name.p12, name.pem, name.properties)
              --origin  origin of the pages to serve, such as https://ca.example.gov.cn; may be repeated
              --port    on 127.0.0.1; 9200 where not given
              --pin     window (default): asked for in a window of the assistant
                        page: sent by the page; only with origins on this computer
            """;

    private Main() {}

    /** Runs until the process is stopped; exit code 2 says that it could not start. */
    public static void main(String[] args) throws InterruptedException {
        // A request that is not complete after 30 s is dropped; small answers are not held back.
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        System.setProperty("sun.net.httpserver.nodelay", "true");
        if (start(args, System.out, System.err) == null) {
            System.exit(2);
        }
        new CountDownLatch(1).await();
    }

    /** @return nothing if it could not start, which {@code err} explains */
    static Assistant start(String[] args, PrintStream out, PrintStream err) {
        try {
            Assistant assistant = Assistant.start(settings(args));
            out.println("tamga-assistant listens on http://127.0.0.1:" + assistant.port());
            return assistant;
        } catch (IOException | IllegalStateException e) {
            err.println(e.getMessage());
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(USAGE);
        }
        return null;
    }

    private static Settings settings(String[] args) {
        Path keys = null;
        int port = 9200;
        PinEntry pin = PinEntry.WINDOW;
        List<String> origins = new ArrayList<>();
        for (int at = 0; at < args.length; at += 2) {
            if (at + 1 == args.length) {
                throw new IllegalArgumentException(args[at] + " has no value");
            }
            String value = args[at + 1];
            switch (args[at]) {
                case "--keys" -> keys = Path.of(value);
                case "--port" -> port = number(value);
                case "--origin" -> origins.add(value);
                case "--pin" -> pin = PinEntry.of(value);
                default -> throw new IllegalArgumentException(args[at] + " is not an option");
            }
        }
        if (keys == null) {
            throw new IllegalArgumentException("--keys is missing; expected a folder");
        }
        return new Settings(keys, port, origins, pin);
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--port is \"" + value + "\"; expected 0 to 65535", e);
        }
    }
}
