package dev.tamga.idp.web;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client that sends whatever it is told to, each request by a connection of its own. */
final class RawHttp {
    private static final int PATIENCE = 20_000;

    private final URI server;

    RawHttp(URI server) {
        this.server = server;
    }

    /** @param method and target as the request line has them */
    record Line(String method, String target) {
        @Override
        public String toString() {
            return method + " " + target.substring(0, Math.min(target.length(), 200));
        }
    }

    /** @param head with the status line; empty where the connection was closed without an answer */
    record Answer(String head, String body) {
        int status() {
            return head.startsWith("HTTP/1.1 ") ? Integer.parseInt(head.substring(9, 12)) : 0;
        }

        boolean has(String header) {
            return head.toLowerCase(java.util.Locale.ROOT).contains("\r\n" + header + ":");
        }
    }

    /** @param headers whole lines, as bytes of ISO 8859-1 */
    Answer send(Line line, List<String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(line.method() + " " + line.target() + " HTTP/1.1\r\n");
        if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
            head.append("Host: ").append(server.getAuthority()).append("\r\n");
        }
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        return exchange(head.toString().getBytes(StandardCharsets.ISO_8859_1), body);
    }

    Answer exchange(byte[] head, byte[] body) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(head);
            socket.getOutputStream().write(body);
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = all.indexOf("\r\n\r\n");
            return end < 0 ? new Answer(all, "") : new Answer(all.substring(0, end), all.substring(end));
        }
    }
}
