package dev.tamga.sample;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.tamga.sample.demo.Launch;

/** {@code mvn -Pdemo}: everything that the main job needs, on loopback, until Ctrl-C. */
public final class Demo {

    private Demo() {
    }

    /** Properties: {@code tamga.root} (the repository), {@code demo.port.*}. */
    public static void main(String[] args) {
        // The JDK's HttpServer (demo CAs) waits 40 ms an answer without it.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        Path root = Path.of(System.getProperty("tamga.root", ".")).toAbsolutePath().normalize();
        System.exit(Launch.run(root, System.getProperties()));
    }
}
