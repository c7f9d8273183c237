package dev.tamga.sample.demo;

/** A child's main class: runs another one, and ends the JVM when the launcher is gone, however it went. */
public final class Leash {

    private Leash() {
    }

    /** Arguments: the launcher's process id, the main class, its arguments. */
    public static void main(String[] args) throws Exception {
        ProcessHandle.of(Long.parseLong(args[0])).ifPresentOrElse(
                launcher -> launcher.onExit().thenRun(() -> System.exit(0)), () -> System.exit(0));
        String[] rest = new String[args.length - 2];
        System.arraycopy(args, 2, rest, 0, rest.length);
        Class.forName(args[1]).getMethod("main", String[].class).invoke(null, (Object) rest);
    }
}
