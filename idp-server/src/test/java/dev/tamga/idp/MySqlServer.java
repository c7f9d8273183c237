package dev.tamga.idp;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A real MySQL 8.0 from its Maven artifact, unpacked by {@code -Pmysql} to the folder that the system property
 * {@code tamga.mysql.home} names; started once for the tests of this JVM, on loopback, with an empty data folder.
 */
final class MySqlServer {
    private static MySqlServer running;

    private final int port;

    private MySqlServer(int port) {
        this.port = port;
    }

    /** Whether this run tests on MySQL. */
    static boolean isWanted() {
        return System.getProperty("tamga.mysql.home") != null;
    }

    static synchronized MySqlServer get() {
        if (running == null) {
            try {
                running = start(Path.of(System.getProperty("tamga.mysql.home")));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("MySQL does not start: " + e.getMessage(), e);
            }
        }
        return running;
    }

    private static MySqlServer start(Path home) throws IOException, InterruptedException {
        Path mysqld = home.resolve("bin/mysqld");
        if (!mysqld.toFile().setExecutable(true)) {
            throw new IOException(mysqld + " is not there");
        }
        // Not below target/: the path of a socket has at most 107 characters.
        Path folder = Files.createTempDirectory("tamga-mysql");
        int port = TestNode.freePort();
        List<String> command = new ArrayList<>(List.of(
                mysqld.toString(), "--no-defaults", "--user=root", "--basedir=" + home,
                "--datadir=" + folder.resolve("data")));
        List<String> initialize = new ArrayList<>(command);
        initialize.add("--initialize-insecure");
        File log = folder.resolve("mysqld.log").toFile();
        if (new ProcessBuilder(initialize).redirectErrorStream(true).redirectOutput(log).start().waitFor() != 0) {
            throw new IOException(Files.readString(log.toPath()));
        }
        command.addAll(List.of(
                "--port=" + port, "--bind-address=127.0.0.1", "--mysqlx=OFF", "--skip-log-bin",
                "--socket=" + folder.resolve("s.sock"), "--pid-file=" + folder.resolve("mysqld.pid")));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.destroy();
            process.onExit().join();
            TestFolder.delete(folder);
        }));
        MySqlServer server = new MySqlServer(port);
        server.awaitReady(process, log.toPath());
        return server;
    }

    private void awaitReady(Process process, Path log) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                DriverManager.getConnection(url("")).close();
                return;
            } catch (SQLException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
        throw new IOException(Files.readString(log));
    }

    /** JDBC address of a schema that is made now. */
    String newSchema(String name) {
        try (Connection connection = DriverManager.getConnection(url(""));
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return url(name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create a schema on MySQL: " + e.getMessage(), e);
        }
    }

    private String url(String schema) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + schema + "?user=root&sslMode=DISABLED";
    }
}
