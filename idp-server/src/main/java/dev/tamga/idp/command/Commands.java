package dev.tamga.idp.command;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Set;

import dev.tamga.idp.operator.OperatorClient;

/**
 * What the program does when its first argument is a word; without one it is the server. {@code ca check} works offline,
 * because a second process cannot open the running server's database; every other word asks the running server.
 */
public final class Commands {
    /** Every file was accepted, or the command did what it was told. */
    static final int DONE = 0;
    /** A certificate was refused. */
    static final int REFUSED = 1;
    /** The arguments are wrong. */
    static final int WRONG = 2;

    /** First words of what the running server is asked; it knows the rest, and says so. */
    private static final Set<String> ASKED = Set.of("ca", "keys", "audit", "outbox", "platform", "metrics",
            "notice", "unbinding");
    private static final Set<String> HELP = Set.of("--help", "-h", "help");

    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    public Commands(PrintStream out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /** Whether the arguments are a command; settings of the server begin with a hyphen. */
    public static boolean are(String[] arguments) {
        return arguments.length > 0 && (!arguments[0].startsWith("-") || HELP.contains(arguments[0]));
    }

    /** @return the exit status */
    public int run(String[] arguments) {
        // Without Spring, Logback would print its messages among the command's output.
        System.setProperty("logback.configurationFile", "dev/tamga/idp/command/logback.xml");
        List<String> words = List.of(arguments);
        try {
            return run(words);
        } catch (Usage e) {
            err.println(e.getMessage());
            err.println();
            err.print(Usage.TEXT);
            return WRONG;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private int run(List<String> words) throws Usage {
        if (words.stream().anyMatch(HELP::contains)) {
            out.print(Usage.TEXT);
            return DONE;
        }
        if (words.size() > 1 && words.get(0).equals("ca") && words.get(1).equals("check")) {
            return new CaCheck(out, err).run(CheckArguments.read(words.subList(2, words.size()), clock.instant()));
        }
        if (!ASKED.contains(words.getFirst())) {
            throw new Usage("unknown command \"" + words.getFirst() + "\"; expected one of these");
        }
        return OperatorClient.run(words.toArray(String[]::new), out, err);
    }
}
