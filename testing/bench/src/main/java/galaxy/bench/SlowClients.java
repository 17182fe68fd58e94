package galaxy.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Connections that send the headers of a request, a byte now and then, for ever. */
final class SlowClients implements AutoCloseable {
    private static final byte[] BEGIN = "GET / HTTP/1.1\r\nHost: localhost\r\nA: ".getBytes(StandardCharsets.US_ASCII);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final InetSocketAddress server;
    private final List<Socket> sockets = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("slow-clients").unstarted(this::run);

    SlowClients(URI server, int size) throws IOException {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        for (int i = 0; i < size; i++) {
            sockets.add(open());
        }
        thread.start();
    }

    private Socket open() throws IOException {
        var socket = new Socket();
        socket.connect(server);
        socket.getOutputStream().write(BEGIN);
        return socket;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                for (int i = 0; i < sockets.size(); i++) {
                    sockets.set(i, next(sockets.get(i)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new IllegalStateException("the server refuses connections", e);
        }
    }

    private Socket next(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write('a');
            return socket;
        } catch (IOException e) {
            socket.close();
            return open();
        }
    }

    /** @throws IllegalStateException when they have ended early, as the server refused a connection */
    void requireAlive() {
        if (!thread.isAlive()) {
            throw new IllegalStateException("the slow clients have given up");
        }
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
