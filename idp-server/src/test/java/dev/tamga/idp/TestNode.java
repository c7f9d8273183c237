package dev.tamga.idp;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import dev.tamga.forge.demo.DemoCaServer;
import dev.tamga.forge.demo.DemoWorld;

/**
 * The settings of one provider in a test.
 *
 * @param folder of its files; the nodes of one installation share it
 * @param port where it listens
 * @param issuerPort where users and platforms see the installation
 */
public record TestNode(Path folder, Cas cas, int port, int issuerPort, String databaseUrl) {

    /** Forged CAs and where they answer. */
    public record Cas(DemoWorld world, int port) {}

    /** Demo CAs that answer until the JVM ends. */
    public static Cas cas(Path folder) throws IOException {
        int port = freePort();
        DemoWorld world = DemoWorld.open(folder, Clock.systemUTC(), "localhost", port);
        DemoCaServer.start(world, port);
        return new Cas(world, port);
    }

    public URI issuer() {
        return URI.create("http://localhost:" + issuerPort);
    }

    /** What its main method is started with. */
    public List<String> arguments() throws IOException {
        return List.of(
                "--spring.profiles.active=demo",
                "--server.port=" + port,
                "--tamga.node=node-" + port,
                "--tamga.issuer=" + issuer(),
                "--tamga.data=" + folder.resolve("data-" + port),
                "--spring.datasource.url=" + databaseUrl,
                "--tamga.master-key=" + key(1),
                "--tamga.identity-key=" + key(2),
                "--tamga.operator.port=0",
                // All tests are one address.
                "--tamga.limit.address-per-minute=10000000",
                "--tamga.limit.client-failures-per-minute=10000000",
                "--tamga.limit.key-failures=1000000",
                "--tamga.limit.unbinding-forms-per-hour=1000000",
                "--tamga.ca.directory=" + TestCas.write(folder.resolve("ca-" + port)),
                "--tamga.ca.demo-directory=" + cas.world().caFolder(),
                "--tamga.ca.demo-host=" + "localhost:" + cas.port(),
                "--tamga.platform.directory=" + TestPlatforms.writeWithLogout(folder.resolve("platform-" + port)),
                "--tamga.outgoing.allowed-private-hosts=" + LogoutReceiver.shared().host(),
                "--TAMGA_SECRET_TEST=" + TestPlatforms.SECRET,
                "--tamga.demo.keys=" + cas.world().keysFolder());
    }

    private static String key(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(key);
    }

    /**
     * The issuer's address stands in the settings and in each certificate before anything listens. Until then a port that the
     * kernel gives to outgoing connections may be taken by one of them, so it is one below those (ip(7)), and above
     * those that Chromium refuses.
     */
    public static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(11_000, 32_768);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // It is taken: another one.
            }
        }
    }
}
