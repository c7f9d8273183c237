package dev.tamga.idp.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between the provider and its database, which a test can cut and mend. */
final class Wire implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    private Wire(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** @param target a port on loopback */
    static Wire to(int target) throws IOException {
        Wire wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        Thread.ofVirtual().start(wire::accept);
        return wire;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Ends every connection in mid-sentence and accepts no other. */
    void cut() {
        isCut = true;
        ends.forEach(Wire::quietly);
    }

    void mend() {
        isCut = false;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                join(listener.accept());
            } catch (IOException e) {
                // The listener was closed, or this one connection failed.
            }
        }
    }

    private void join(Socket near) throws IOException {
        ends.add(near);
        if (isCut) {
            quietly(near);
            return;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        ends.add(far);
        Thread.ofVirtual().start(() -> copy(near, far));
        Thread.ofVirtual().start(() -> copy(far, near));
    }

    private void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // Cut, or closed by either end.
        } finally {
            quietly(from);
            quietly(to);
        }
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
