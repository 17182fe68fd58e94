package galaxy.bench;

import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import galaxy.contracts.connections.v1.GetUserProfileRequest;
import io.grpc.ConnectivityState;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Connections that send the headers of a request, a byte now and then, for ever; and before them, requests that wait for
 * their responses.
 */
final class SlowClients implements AutoCloseable {
    private static final byte[] HEAD = "GET / HTTP/1.1\r\nHost: localhost\r\nA: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REQUEST =
            HttpConnection.get("/api/v1/internal/users/usr_00000000000000000000000000/exists");

    /** The preface of HTTP/2, empty settings, and the beginning of a frame with the headers of a request. */
    private static final byte[] FRAME =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0\0\77\0\1\4\0\0\0\1".getBytes(StandardCharsets.US_ASCII);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final InetSocketAddress server;
    private final byte[] begin;
    private final List<Closeable> waiting = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("slow-clients").unstarted(this::run);

    private SlowClients(URI server, byte[] begin) {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        this.begin = begin;
    }

    /**
     * Of a listener of users.
     *
     * @param size how many connections send slowly
     * @param waiting how many requests wait
     */
    static SlowClients http(URI server, int size, int waiting) throws IOException {
        var clients = new SlowClients(server, HEAD);
        for (int i = 0; i < waiting; i++) {
            clients.waiting.add(clients.open(REQUEST));
        }
        return clients.start(size);
    }

    /** The same of a listener of connections, over gRPC. */
    static SlowClients grpc(URI server, int size, int waiting) throws IOException {
        var clients = new SlowClients(server, FRAME);
        ManagedChannel channel = Grpc.newChannelBuilder(server.getAuthority(), InsecureChannelCredentials.create())
                .build();
        clients.waiting.add(channel::shutdownNow);
        for (int i = 0; i < waiting; i++) {
            var _ = ConnectionsServiceGrpc.newFutureStub(channel)
                    .getUserProfile(GetUserProfileRequest.newBuilder()
                            .setUserId("usr_00000000000000000000000000")
                            .build());
        }
        awaitConnected(channel);
        return clients.start(size);
    }

    /** The others leave no connection to it. */
    private static void awaitConnected(ManagedChannel channel) throws IOException {
        var isConnected = new CountDownLatch(1);
        whenConnected(channel, isConnected);
        try {
            if (!isConnected.await(10, TimeUnit.SECONDS)) {
                throw new IOException("no connection for gRPC");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void whenConnected(ManagedChannel channel, CountDownLatch isConnected) {
        ConnectivityState now = channel.getState(true);
        if (now == ConnectivityState.READY) {
            isConnected.countDown();
        } else {
            channel.notifyWhenStateChanged(now, () -> whenConnected(channel, isConnected));
        }
    }

    private SlowClients start(int size) throws IOException {
        for (int i = 0; i < size; i++) {
            sockets.add(open(begin));
        }
        thread.start();
        return this;
    }

    private Socket open(byte[] bytes) throws IOException {
        var socket = new Socket();
        socket.connect(server);
        socket.getOutputStream().write(bytes);
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
            return open(begin);
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
        for (Closeable each : waiting) {
            each.close();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
