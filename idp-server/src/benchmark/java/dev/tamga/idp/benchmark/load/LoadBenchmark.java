package dev.tamga.idp.benchmark.load;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.CompleteSignIn;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestDatabase;
import dev.tamga.idp.TestNode;
import dev.tamga.idp.benchmark.OpenKey;
import dev.tamga.idp.benchmark.Stage;

/**
 * {@code mvn -Pbenchmark -Dbenchmark.main=dev.tamga.idp.benchmark.load.LoadBenchmark}: both servers on H2, one after
 * the other, or on MySQL with {@code -Pbenchmark,mysql}; server and database on the first core, load on the second.
 */
public final class LoadBenchmark {
    private static final int SESSIONS = 49;

    private final Path folder;
    private final GatlingRun gatling;
    private final List<String> only;
    private final Map<String, Map<String, Figure>> results = new LinkedHashMap<>();

    private LoadBenchmark(Path folder, List<String> only) {
        this.folder = folder;
        this.gatling = new GatlingRun(folder);
        this.only = only;
    }

    /** Arguments: {@code ours} or {@code stock}; none for both. */
    public static void main(String[] only) throws Exception {
        Path target = Path.of(System.getProperty("benchmark.target"));
        String mysql = System.getProperty("benchmark.mysql-home", "");
        if (!mysql.isEmpty()) {
            System.setProperty("tamga.mysql.home", mysql);
        }
        Files.createDirectories(target);
        // Maven passes an empty property on as an empty argument.
        List<String> servers = Arrays.stream(only).filter(name -> !name.isBlank()).toList();
        LoadBenchmark benchmark = new LoadBenchmark(Files.createTempDirectory(target, "load-"), servers);
        // What it starts inherits this: each server with its database, and the JVM sees one processor.
        Pinned.pin(ProcessHandle.current().pid(), Pinned.SERVER);
        if (TestDatabase.isServer()) {
            benchmark.compare("MySQL", name -> TestDatabase.newUrl());
        } else {
            // The same durability; the size of pages is each server's own choice, and the stock one makes none.
            String stockPages = System.getProperty("load.stock-pages", "");
            benchmark.compare("H2", name -> "jdbc:h2:file:" + benchmark.folder.resolve(name)
                    + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0"
                    + (name.equals("ours") ? ";PAGE_SIZE=4096" : stockPages));
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
        if (only.isEmpty() || only.contains("ours")) {
            ours(database, databases.url("ours"));
        }
        if (only.isEmpty() || only.contains("stock")) {
            stock(database, databases.url("stock"));
        }
    }

    private void ours(String database, String url) throws Exception {
        try (Stage stage = Stage.open(
                folder.resolve("ours-" + database), "--spring.datasource.url=" + url, "--logging.level.root=warn")) {
            // The demo CAs, which answer OCSP, are in this process.
            Pinned.pin(ProcessHandle.current().pid(), Pinned.LOAD);
            stage.bind();
            results.put(database + " ours", gatling.run("ours-" + database, stage.issuer(), Target.OURS, List.of(
                    "-Dload.cookies=" + sessions(stage), "-Dload.keys=" + stage.keys())));
        }
        Pinned.pin(ProcessHandle.current().pid(), Pinned.SERVER);
    }

    /** Bidders that are signed in and have consented. */
    private static String sessions(Stage stage) throws Exception {
        RunningTamga tamga = stage.tamga();
        Map<String, String> request = new PlatformClient(tamga, Target.OURS.clientId()).request();
        List<String> all = new ArrayList<>();
        for (String name : Stage.KEYS) {
            OpenKey key = OpenKey.open(stage.key(name));
            for (int i = 0; i < SESSIONS / Stage.KEYS.size(); i++) {
                Bidder bidder = new Bidder(tamga);
                new CompleteSignIn(bidder, key::proof).walk(request);
                all.add(StockBrowser.header(bidder.browser().cookies()));
            }
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
            results.put(database + " stock", gatling.run("stock-" + database, server, Target.STOCK,
                    List.of("-Dload.cookies=" + String.join("|", all))));
        }
    }
}
