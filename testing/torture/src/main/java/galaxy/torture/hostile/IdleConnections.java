package galaxy.torture.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * 2 000 connections that say nothing, or nothing more. They are kept for as long as is configured, then ended; who means well
 * is served all along, and finds room.
 */
final class IdleConnections implements Attack {
    static final int COUNT = 2_000;
    private static final byte[] REQUEST = "GET /api/v1/internal/users/usr_x/exists HTTP/1.1\r\nHost: galaxy\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final Arena arena;

    IdleConnections(Arena arena) {
        this.arena = arena;
    }

    @Override
    public String name() {
        return "2 000 idle connections";
    }

    @Override
    public void strike(RandomGenerator random) throws IOException, InterruptedException {
        boolean isGrpc = random.nextInt(3) == 0;
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < COUNT; i++) {
                open.add(open(isGrpc, i % 2 == 0));
            }
            arena.tally().count(name(), isGrpc ? "2 000 to gRPC" : "2 000 to REST");
            awaitEnd(open, isGrpc);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private Socket open(boolean isGrpc, boolean isBegun) throws IOException {
        InetSocketAddress to =
                isGrpc ? arena.prey().connectionsPort() : arena.prey().usersPort();
        Socket socket = new Socket();
        socket.connect(to, (int) arena.patience().toMillis());
        socket.setSoTimeout((int) arena.patience().toMillis());
        if (isBegun) {
            socket.getOutputStream().write(isGrpc ? new Http2().begin().bytes() : REQUEST);
            if (!isGrpc) {
                HttpReply reply = HttpReply.read(socket.getInputStream());
                arena.rest().findings(name(), reply, "a request on a connection that is idle from then on");
            }
        }
        return socket;
    }

    private void awaitEnd(List<Socket> open, boolean isGrpc) {
        Duration most = arena.longPatience();
        long deadline = System.nanoTime() + most.toNanos();
        long stayed = open.stream().filter(socket -> !isEnded(socket, deadline)).count();
        arena.findings()
                .check(
                        "idle connections are ended as configured",
                        stayed == 0,
                        () -> "%d of %d %s connections were still open after %s"
                                .formatted(stayed, COUNT, isGrpc ? "gRPC" : "REST", most));
    }

    private static boolean isEnded(Socket socket, long deadline) {
        try {
            InputStream in = socket.getInputStream();
            while (true) {
                long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
                socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
                if (in.read() < 0) {
                    return true;
                }
            }
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
