package dev.tamga.sample.demo;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortsTest {

    @TempDir
    Path folder;

    @Test
    void portsHaveDefaultsAndCanBeChanged() throws Exception {
        Ports ports = Ports.read(properties("baotou", "9182"));
        assertThat(ports.get("idp")).isEqualTo(9000);
        assertThat(ports.origin("baotou")).isEqualTo("http://localhost:9182");
    }

    @Test
    void aTakenPortIsNamedWithItsUserAndTheWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertThatThrownBy(() -> Ports.read(properties("idp", port)).checkFree()).isInstanceOf(DemoFault.class)
                    .hasMessageContainingAll("port " + port + " is taken", "the identity provider", "-Ddemo.port.idp=");
        }
    }

    @Test
    void whatIsNoPortIsRefused() {
        for (String bad : new String[] {"", "0", "65536", "nine", "-1", "999999"}) {
            assertThatThrownBy(() -> Ports.read(properties("ca", bad))).isInstanceOf(DemoFault.class)
                    .hasMessageContaining("demo.port.ca is \"" + bad + "\"");
        }
    }

    @Test
    void anOldDemoKeepsItsPorts() throws Exception {
        Path note = folder.resolve("ports");
        Ports.read(properties("ca", "9300")).checkSame(note);
        Ports.read(properties("ca", "9300")).checkSame(note);
        assertThatThrownBy(() -> Ports.read(properties("ca", "9301")).checkSame(note)).isInstanceOf(DemoFault.class)
                .hasMessageContaining("delete the folder");
    }

    private static Properties properties(String name, String port) {
        Properties properties = new Properties();
        properties.setProperty("demo.port." + name, port);
        return properties;
    }
}
