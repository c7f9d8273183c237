package dev.tamga.idp.launch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the identity provider on this Java, or where it is older than 21, on the newest one of this machine: in a process
 * of its own with the same input and output, which ends with this one and gives its exit status.
 */
public final class Start {
    private static final String MAIN = "dev.tamga.idp.Tamga";
    private static final int WRONG = 2;

    private Start() {}

    public static void main(String[] arguments) throws Exception {
        if (Runtime.version().feature() >= InstalledJava.LEAST) {
            Class.forName(MAIN, true, Thread.currentThread().getContextClassLoader())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
            return;
        }
        Optional<InstalledJava> newest = InstalledJava.newest();
        if (newest.isEmpty()) {
            System.err.println("Tamga needs Java " + InstalledJava.LEAST + " or later; this is Java "
                    + Runtime.version().feature() + ", and no later one was found on this machine: set JAVA_HOME");
            System.exit(WRONG);
        }
        System.exit(run(newest.get(), arguments));
    }

    private static int run(InstalledJava java, String[] arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.program().toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-jar", System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        return process.waitFor();
    }

    /** Asks it to end and waits until it has: it has requests to answer. */
    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
