package dev.tamga.sample.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where one demo lives: a folder that looks like the repository (its {@code conf} and the provider's jars are links)
 * with a {@code .demo} of its own, and free ports.
 */
record DemoPlace(Path root, Map<String, Integer> ports) {
    private static final List<String> PORTS = List.of("idp", "hohhot", "baotou", "yanghe", "assistant", "ca");
    private static final List<String> SHARED = List.of("conf", "idp-server");

    /** An empty place below target/; what an earlier run left there is deleted. */
    static DemoPlace fresh(String name) throws IOException {
        Path repository = Path.of(System.getProperty("tamga.root")).toRealPath();
        Path root = Path.of("target", "e2e", name).toAbsolutePath();
        delete(root);
        Files.createDirectories(root);
        for (String shared : SHARED) {
            Files.createSymbolicLink(root.resolve(shared), repository.resolve(shared));
        }
        return new DemoPlace(root, freePorts());
    }

    Path demo() {
        return root.resolve(".demo");
    }

    Path key(String name) {
        return demo().resolve("keys").resolve(name + ".p12");
    }

    String origin(String name) {
        return "http://localhost:" + ports.get(name);
    }

    /** As a browser names it: the assistant listens on 127.0.0.1. */
    String assistantOrigin() {
        return "http://127.0.0.1:" + ports.get("assistant");
    }

    DemoPlace withPort(String name, int port) {
        Map<String, Integer> changed = new LinkedHashMap<>(ports);
        changed.put(name, port);
        return new DemoPlace(root, changed);
    }

    // Addresses stand in certificates and settings before anything listens; held open together, so that all differ.
    private static Map<String, Integer> freePorts() throws IOException {
        Map<String, Integer> ports = new LinkedHashMap<>();
        List<ServerSocket> held = new ArrayList<>();
        for (String name : PORTS) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(socket);
            ports.put(name, socket.getLocalPort());
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        return ports;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
