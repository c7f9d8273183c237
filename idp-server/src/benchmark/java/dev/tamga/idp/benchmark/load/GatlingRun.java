package dev.tamga.idp.benchmark.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@link Load} in a process of its own, on the core that is not the server's.
 *
 * @param folder of reports and logs
 */
record GatlingRun(Path folder) {
    /** @param more properties of the load */
    Map<String, Figure> run(String name, URI server, Target client, List<String> more) throws Exception {
        Path reports = Files.createDirectories(folder.resolve("gatling-" + name));
        List<String> command = new ArrayList<>(List.of(
                // Gatling's log writer reads into strings.
                "-Xmx512m", "--add-opens=java.base/java.lang=ALL-UNNAMED", "-Dload.base=" + server,
                "-Dload.client-id=" + client.clientId(), "-Dload.service-id=" + client.serviceId(),
                "-Dload.secret=" + client.secret(), "-Dload.redirect-uri=" + client.redirectUri()));
        Stream.of("load.seconds", "load.warm-up", "load.only").filter(key -> !System.getProperty(key, "").isEmpty())
                .forEach(key -> command.add("-D" + key + "=" + System.getProperty(key)));
        command.addAll(more);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), "io.gatling.app.Gatling", "-s", Load.class.getName(),
                "-rf", reports.toString(), "-bf", reports.toString()));
        Path log = folder.resolve("gatling-" + name + ".log");
        try (Pinned gatling = Pinned.start(Pinned.LOAD, log, command)) {
            gatling.awaitEnd();
        }
        return Figure.read(report(reports, log));
    }

    private static Path report(Path reports, Path log) throws IOException {
        try (Stream<Path> files = Files.walk(reports)) {
            return files.filter(file -> file.endsWith("index.html")).findFirst()
                    .orElseThrow(() -> new IllegalStateException("no report; see " + log));
        }
    }
}
