package dev.tamga.sample.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Which port belongs to whom; each is changed by {@code -Ddemo.port.<name>=…}. */
final class Ports {

    private static final Map<String, String> USERS = new LinkedHashMap<>();
    private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

    static {
        add("idp", "9000", "the identity provider");
        add("hohhot", "9101", "the sample platform 呼和浩特市");
        add("baotou", "9102", "the sample platform 包头市");
        add("yanghe", "9103", "the sample platform 洋河e采平台");
        add("assistant", "9200", "the key assistant");
        add("ca", "9300", "the demo CAs");
    }

    private final Map<String, Integer> ports = new LinkedHashMap<>();

    private Ports() {
    }

    private static void add(String name, String port, String user) {
        DEFAULTS.put(name, port);
        USERS.put(name, user);
    }

    static Ports read(Properties properties) throws DemoFault {
        Ports ports = new Ports();
        for (String name : DEFAULTS.keySet()) {
            String text = properties.getProperty("demo.port." + name, DEFAULTS.get(name));
            if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
                throw new DemoFault("demo.port." + name + " is \"" + text + "\"; expected a port from 1 to 65535");
            }
            ports.ports.put(name, Integer.parseInt(text));
        }
        return ports;
    }

    int get(String name) {
        return ports.get(name);
    }

    String origin(String name) {
        return "http://localhost:" + get(name);
    }

    /** Tries each port, so that the person hears of a taken one before anything runs. */
    void checkFree() throws DemoFault {
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.getValue()));
            } catch (IOException e) {
                throw new DemoFault("port " + port.getValue() + " is taken, which " + USERS.get(port.getKey())
                        + " needs. Stop the program that uses it, or choose another port: mvn -Pdemo -Ddemo.port."
                        + port.getKey() + "=" + (port.getValue() + 10000), e);
            }
        }
    }

    /** Certificates and the database of a demo name its ports: an old demo keeps them. */
    void checkSame(Path note) throws IOException, DemoFault {
        if (!Files.exists(note)) {
            Files.writeString(note, ports.toString());
            return;
        }
        String before = Files.readString(note);
        if (!before.equals(ports.toString())) {
            throw new DemoFault(note.getParent() + " was made with the ports " + before + "; now they are " + ports
                    + ". Use the old ports, or delete the folder to start afresh");
        }
    }
}
