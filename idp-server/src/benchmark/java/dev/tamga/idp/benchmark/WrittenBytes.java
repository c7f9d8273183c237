package dev.tamga.idp.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;

import dev.tamga.idp.Bidder;
import dev.tamga.idp.CompleteSignIn;
import dev.tamga.idp.KeyClient;
import dev.tamga.idp.PlatformClient;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestClients;
import dev.tamga.idp.TestDatabase;

/**
 * {@code -Dbenchmark.main=dev.tamga.idp.benchmark.WrittenBytes}: what each hot path makes its database write, with one
 * client, so that no commit shares a write with another's: an upper bound. On H2, or on MySQL with {@code -Pmysql}.
 */
public final class WrittenBytes {
    private static final int OPERATIONS = 300;

    private final RunningTamga tamga;
    private final Database database;

    private WrittenBytes(RunningTamga tamga, Database database) {
        this.tamga = tamga;
        this.database = database;
    }

    /**
     * @param process that writes
     * @param url of MySQL, to ask for its redo log; empty for H2
     */
    private record Database(long process, String url) {
        /** proc(5): bytes that the process made the kernel write to disks. */
        long written() throws IOException {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process), "io")).stream()
                    .filter(line -> line.startsWith("write_bytes: "))
                    .mapToLong(line -> Long.parseLong(line.substring("write_bytes: ".length())))
                    .findFirst()
                    .orElseThrow();
        }

        long redo() throws SQLException {
            if (url.isEmpty()) {
                return 0;
            }
            try (Connection connection = DriverManager.getConnection(url);
                    ResultSet row = connection.createStatement()
                            .executeQuery("show global status like 'Innodb_os_log_written'")) {
                row.next();
                return row.getLong(2);
            }
        }
    }

    public static void main(String[] none) throws Exception {
        Path target = Path.of(System.getProperty("benchmark.target"));
        Files.createDirectories(target);
        Path folder = Files.createTempDirectory(target, "bytes-");
        String mysql = System.getProperty("benchmark.mysql-home", "");
        if (!mysql.isEmpty()) {
            System.setProperty("tamga.mysql.home", mysql);
        }
        String url = TestDatabase.isServer() ? TestDatabase.newUrl() : "";
        String[] settings = url.isEmpty()
                ? new String[] {"--logging.level.root=warn"}
                : new String[] {"--logging.level.root=warn", "--spring.datasource.url=" + url};
        try (Stage stage = Stage.open(folder, settings)) {
            stage.bind();
            long process = url.isEmpty() ? stage.provider().pid() : mysqld();
            new WrittenBytes(stage.tamga(), new Database(process, url))
                    .measure(OpenKey.open(stage.key(SignedInBidder.KEY)));
        }
        System.exit(0);
    }

    private static long mysqld() {
        return ProcessHandle.current().children()
                .filter(child -> child.info().command().orElse("").endsWith("mysqld"))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElseThrow();
    }

    private void measure(OpenKey key) throws Exception {
        PlatformClient platform = new PlatformClient(tamga, "150100");
        CompleteSignIn signIn = new CompleteSignIn(new Bidder(tamga), key::proof);
        SignedInBidder bidder = new SignedInBidder(tamga);
        KeyClient service = new KeyClient(tamga, TestClients.SERVICE);
        Queue<String> codes = new ArrayDeque<>();
        Queue<String> refreshTokens = new ArrayDeque<>();
        String[] access = new String[1];

        System.out.printf("%-24s %14s %14s%n", "bytes an operation", "to the disk", "of redo log");
        row("nothing for 1/30 s", () -> {
            Thread.sleep(1000 / 30);
            return "";
        });
        row("complete sign-in", () -> signIn.walk(platform.request()));
        row("code, signed in", () -> codes.add(bidder.code()));
        row("code exchange", () -> {
            PlatformClient.Answer answer = platform.redeem(codes.remove());
            access[0] = answer.text("access_token");
            return refreshTokens.add(answer.text("refresh_token"));
        });
        row("refresh", () -> {
            PlatformClient.Answer answer = platform.refresh(refreshTokens.remove());
            return refreshTokens.add(answer.text("refresh_token"));
        });
        row("client credentials", () -> service.token(service.authenticated(), KeyClient.service()));
        row("userinfo", () -> platform.userInfo(access[0]));
        row("introspection", () -> platform.post("/oauth2/introspect", Map.of("token", access[0])));
        row("JWKS", () -> tamga.browser().get("/oauth2/jwks"));
    }

    private void row(String name, Callable<?> operation) throws Exception {
        long written = database.written();
        long redo = database.redo();
        for (int i = 0; i < OPERATIONS; i++) {
            operation.call();
        }
        System.out.printf("%-24s %14d %14d%n", name, (database.written() - written) / OPERATIONS,
                (database.redo() - redo) / OPERATIONS);
    }
}
