package dev.tamga.idp.benchmark;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

import dev.tamga.forge.demo.DemoCaServer;
import dev.tamga.forge.demo.DemoWorld;
import dev.tamga.idp.Bidder;
import dev.tamga.idp.RunningTamga;
import dev.tamga.idp.TestNode;

/** The demo CAs in this process and a provider in another, in a folder of their own; both end when it is closed. */
public record Stage(DemoWorld world, DemoCaServer cas, Provider provider) implements AutoCloseable {
    /** Each a company of its own: no two bidders wait for each other's consent. */
    public static final List<String> KEYS = List.of(
            "nmgca-enterprise", "bjca-enterprise", "cfca-enterprise", "snca-enterprise", "szca-enterprise",
            "gxca-enterprise", "cfca-enterprise-rsa");

    /** @param settings of the provider, such as its database */
    public static Stage open(Path folder, String... settings) throws Exception {
        Files.createDirectories(folder);
        int caPort = TestNode.freePort();
        DemoWorld world = DemoWorld.open(folder, Clock.systemUTC(), "localhost", caPort);
        DemoCaServer cas = DemoCaServer.start(world, caPort);
        try {
            return new Stage(world, cas, Provider.start(
                    folder, TestNode.freePort(), "localhost:" + cas.port(), world.caFolder(), settings));
        } catch (Exception e) {
            cas.close();
            throw e;
        }
    }

    public URI issuer() {
        return provider.issuer();
    }

    public RunningTamga tamga() {
        return RunningTamga.elsewhere(world, provider.issuer());
    }

    /** Binds all {@link #KEYS}. */
    public void bind() throws Exception {
        for (String name : KEYS) {
            new Bidder(tamga()).bind(name);
        }
    }

    public Path key(String name) {
        return world.keysFolder().resolve(name + ".p12");
    }

    /** The files of all {@link #KEYS}, between bars. */
    public String keys() {
        return KEYS.stream().map(name -> key(name).toString()).collect(Collectors.joining("|"));
    }

    @Override
    public void close() throws InterruptedException {
        provider.close();
        cas.close();
    }
}
