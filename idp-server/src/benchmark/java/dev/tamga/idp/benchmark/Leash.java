package dev.tamga.idp.benchmark;

/** The provider's main class here: runs the real one, and ends with the launcher, however that went. */
public final class Leash {
    private Leash() {}

    /** Arguments: the launcher's process id, the main class, its arguments. */
    public static void main(String[] arguments) throws Exception {
        ProcessHandle.of(Long.parseLong(arguments[0])).ifPresentOrElse(
                launcher -> launcher.onExit().thenRun(() -> Runtime.getRuntime().halt(1)), () -> System.exit(1));
        String[] rest = new String[arguments.length - 2];
        System.arraycopy(arguments, 2, rest, 0, rest.length);
        Class.forName(arguments[1]).getMethod("main", String[].class).invoke(null, (Object) rest);
    }
}
