package dev.tamga.idp.benchmark.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tamga.forge.demo.DemoCaServer;
import dev.tamga.forge.demo.DemoWorld;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.CompleteSignIn;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.TestNode;
import dev.tamga.idp.benchmark.OpenKey;
import dev.tamga.idp.benchmark.Provider;

/**
 * {@code mvn -Pbenchmark -Dbenchmark.main=dev.tamga.idp.benchmark.load.LoadBenchmark}: both servers on H2, and on MySQL
 * with {@code -Pbenchmark,mysql}; server on the first core, load on the second.
 */
public final class LoadBenchmark {
    private static final String KEY = "nmgca-enterprise";
    private static final int SESSIONS = 50;

    private final Path folder;
    private final Map<String, Map<String, Figure>> results = new LinkedHashMap<>();

    private LoadBenchmark(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] none) throws Exception {
        Path target = Path.of(System.getProperty("benchmark.target"));
        String mysql = System.getProperty("benchmark.mysql-home", "");
        if (!mysql.isEmpty()) {
            System.setProperty("tamga.mysql.home", mysql);
        }
        Files.createDirectories(target);
        LoadBenchmark benchmark = new LoadBenchmark(Files.createTempDirectory(target, "load-"));
        benchmark.compare("H2", name -> "jdbc:h2:file:" + benchmark.folder.resolve(name)
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0");
        if (TestDatabase.isServer()) {
            benchmark.compare("MySQL", name -> TestDatabase.newUrl());
        }
        Figure.print(benchmark.results);
        System.exit(0);
    }

    /** Gives a server its empty database. */
    @FunctionalInterface
    private interface Databases {
        String url(String name);
    }

    private void compare(String database, Databases databases) throws Exception {
        ours(database, databases.url("ours"));
        stock(database, databases.url("stock"));
    }

    private void ours(String database, String url) throws Exception {
        Path place = Files.createDirectories(folder.resolve("ours-" + database));
        int caPort = TestNode.freePort();
        DemoWorld world = DemoWorld.open(place, Clock.systemUTC(), "localhost", caPort);
        try (DemoCaServer cas = DemoCaServer.start(world, caPort);
                Provider provider = Provider.start(place, TestNode.freePort(), "localhost:" + cas.port(),
                        world.caFolder(), "--spring.datasource.url=" + url, "--logging.level.root=warn",
                        "--tamga.operator.port=0")) {
            Pinned.pin(provider.pid(), Pinned.SERVER);
            RunningTamga tamga = RunningTamga.elsewhere(world, provider.issuer());
            results.put(database + " ours", load("ours-" + database, provider.issuer(), Target.OURS, List.of(
                    "-Dload.cookies=" + sessions(tamga), "-Dload.key=" + world.keysFolder().resolve(KEY + ".p12"))));
        }
    }

    /** Bidders that are signed in and have consented. */
    private static String sessions(RunningTamga tamga) throws Exception {
        new Bidder(tamga).bind(KEY);
        OpenKey key = OpenKey.open(tamga.keysFolder().resolve(KEY + ".p12"));
        Map<String, String> request = new PlatformClient(tamga, Target.OURS.clientId()).request();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            Bidder bidder = new Bidder(tamga);
            new CompleteSignIn(bidder, key::proof).walk(request);
            all.add(StockBrowser.header(bidder.browser().cookies()));
        }
        return String.join("|", all);
    }

    private void stock(String database, String url) throws Exception {
        int port = TestNode.freePort();
        URI server = URI.create("http://localhost:" + port);
        Path log = folder.resolve("stock-" + database + ".log");
        try (Pinned process = Pinned.start(Pinned.SERVER, log, List.of(
                "-Xmx512m", "-cp", System.getProperty("java.class.path"), StockServer.class.getName(),
                "--spring.config.name=stock", "--server.port=" + port, "--server.address=127.0.0.1",
                "--spring.datasource.url=" + url, "--spring.datasource.hikari.maximum-pool-size=16",
                "--spring.datasource.hikari.transaction-isolation=TRANSACTION_READ_COMMITTED",
                "--spring.threads.virtual.enabled=true", "--logging.level.root=warn"))) {
            process.awaitAnswer(server.resolve("/oauth2/jwks"));
            List<String> all = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                all.add(StockBrowser.signIn(server));
            }
            results.put(database + " stock", load("stock-" + database, server, Target.STOCK,
                    List.of("-Dload.cookies=" + String.join("|", all))));
        }
    }

    private Map<String, Figure> load(String name, URI server, Target client, List<String> more) throws Exception {
        Path reports = Files.createDirectories(folder.resolve("gatling-" + name));
        List<String> command = new ArrayList<>(List.of(
                "-Xmx512m", "-Dload.base=" + server, "-Dload.client-id=" + client.clientId(),
                "-Dload.secret=" + client.secret(), "-Dload.redirect-uri=" + client.redirectUri()));
        Stream.of("load.seconds", "load.warm-up").filter(key -> System.getProperty(key) != null)
                .forEach(key -> command.add("-D" + key + "=" + System.getProperty(key)));
        command.addAll(more);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), "io.gatling.app.Gatling", "-s", Load.class.getName(),
                "-rf", reports.toString(), "-bf", reports.toString()));
        Path log = folder.resolve("gatling-" + name + ".log");
        try (Pinned gatling = Pinned.start(Pinned.LOAD, log, command)) {
            gatling.awaitEnd();
        }
        return Figure.read(stats(reports, log));
    }

    private static Path stats(Path reports, Path log) throws IOException {
        try (Stream<Path> files = Files.walk(reports)) {
            return files.filter(file -> file.endsWith("js/stats.json")).findFirst()
                    .orElseThrow(() -> new IllegalStateException("no report; see " + log));
        }
    }
}
