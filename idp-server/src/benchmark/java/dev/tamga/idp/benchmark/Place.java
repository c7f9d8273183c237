package dev.tamga.idp.benchmark;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import dev.tamga.forge.demo.DemoWorld;
import dev.tamga.idp.RunningTamga;

/**
 * Where the provider and the demo CAs of this run are; crosses from the launcher to JMH's fork as system properties.
 *
 * @param provider its process id
 */
record Place(URI issuer, long provider, Path folder, int caPort) {
    private static RunningTamga opened;

    static Place given() {
        return new Place(
                URI.create(System.getProperty("benchmark.issuer")), Long.getLong("benchmark.provider"),
                Path.of(System.getProperty("benchmark.folder")), Integer.getInteger("benchmark.ca-port"));
    }

    List<String> properties() {
        return List.of(
                "-Dbenchmark.issuer=" + issuer, "-Dbenchmark.provider=" + provider, "-Dbenchmark.folder=" + folder,
                "-Dbenchmark.ca-port=" + caPort, "-Dtamga.root=" + System.getProperty("tamga.root"));
    }

    RunningTamga tamga() throws Exception {
        return opened(this);
    }

    // The demo's files are locked while they are opened: once for all threads.
    private static synchronized RunningTamga opened(Place place) throws Exception {
        if (opened == null) {
            opened = RunningTamga.elsewhere(
                    DemoWorld.open(place.folder, Clock.systemUTC(), "localhost", place.caPort), place.issuer);
        }
        return opened;
    }
}
