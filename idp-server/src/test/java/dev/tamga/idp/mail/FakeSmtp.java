package dev.tamga.idp.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A mail server of a few lines, on a free port of this machine; it says what it is told to say. */
final class FakeSmtp implements AutoCloseable {
    private final ServerSocket socket;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private volatile String answer = "250 ok";
    private volatile String extension = "";

    private FakeSmtp(ServerSocket socket) {
        this.socket = socket;
    }

    static FakeSmtp start() {
        try {
            FakeSmtp server = new FakeSmtp(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(server::serve);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** To everything that is said after the greeting. */
    void answer(String line) {
        answer = line;
    }

    void offer(String capability) {
        extension = "250-" + capability + "\r\n";
    }

    /** Envelope and message, as they came. */
    String next() throws InterruptedException {
        String message = messages.poll(20, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no mail came");
        }
        return message;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client);
            } catch (IOException e) {
                // The test is over, or the client went away.
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        say(client, "220 fake");
        StringBuilder message = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("QUIT"); line = in.readLine()) {
            if (line.startsWith("EHLO")) {
                say(client, "250-fake\r\n" + extension + "250 SIZE");
            } else if (line.equals("DATA") && answer.startsWith("250")) {
                say(client, "354 go on");
                for (String part = in.readLine(); !part.equals("."); part = in.readLine()) {
                    message.append(part).append('\n');
                }
                messages.add(message.toString());
                say(client, answer);
            } else {
                message.append(line).append('\n');
                say(client, answer);
            }
        }
        say(client, "221 bye");
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
