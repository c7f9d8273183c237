package dev.tamga.assistant;

import java.awt.GraphicsEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTest {
    @TempDir
    private Path keys;

    @Test
    void startsWithPinFromThePage() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Assistant assistant = Main.start(
                arguments("--port", "0", "--origin", "http://localhost:9000", "--pin", "page"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err)) {
            assertThat(out.toString(StandardCharsets.UTF_8).strip())
                    .isEqualTo("tamga-assistant listens on http://127.0.0.1:" + assistant.port());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "localhost:9000", "http://localhost:9000/", "HTTP://localhost", "http://*", "*", "null", "http://localhost:80",
        "https://ca.example:443", "ftp://localhost", "http://a@localhost", "http://a..b"
    })
    void originOfAnotherFormIsNamed(String origin) {
        assertThat(failure("--origin", origin, "--pin", "page")).startsWith("--origin is \"" + origin + "\"; expected");
    }

    @Test
    void pinFromThePageIsForThisComputerOnly() {
        assertThat(failure("--origin", "https://ca.example.gov.cn", "--pin", "page"))
                .startsWith("--pin is \"page\", but --origin is \"https://ca.example.gov.cn\"");
        assertThat(failure("--origin", "http://localhost.example", "--pin", "page")).startsWith("--pin is \"page\"");
    }

    @Test
    void windowWithoutADisplayIsAnError() {
        Assumptions.assumeTrue(GraphicsEnvironment.isHeadless());

        assertThat(failure("--origin", "https://ca.example.gov.cn"))
                .startsWith("--pin is \"window\", but there is no display");
    }

    @Test
    void wrongOptionsAreNamed() {
        assertThat(failure("--origin", "http://localhost", "--pin", "both")).startsWith("--pin is \"both\"");
        assertThat(failure("--pin", "page")).startsWith("--origin is missing");
        assertThat(failure("--origin")).startsWith("--origin has no value");
        assertThat(failure("--frob", "x")).startsWith("--frob is not an option");
        assertThat(failure("--port", "x")).startsWith("--port is \"x\"");
        assertThat(failure("--port", "65536", "--origin", "http://localhost")).startsWith("--port is 65536");
    }

    @Test
    void takenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(failure("--port", port, "--origin", "http://localhost:9000", "--pin", "page"))
                    .startsWith("port " + port + " on 127.0.0.1 is taken");
        }
    }

    private String failure(String... options) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Assistant assistant = Main.start(
                arguments(options), System.out, new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(assistant).isNull();
        return err.toString(StandardCharsets.UTF_8);
    }

    private String[] arguments(String... options) {
        String[] all = Arrays.copyOf(new String[] {"--keys", keys.toString()}, options.length + 2);
        System.arraycopy(options, 0, all, 2, options.length);
        return all;
    }
}
