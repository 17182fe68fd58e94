package galaxy.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One client of a {@link FaultProxy} and its own connection to the server. */
final class ProxiedConnection {
    /** @param due when to pass it on, by {@link System#nanoTime} */
    private record Reply(RespFrames.Frame frame, long due) {}

    private final FaultProxy proxy;
    private final Socket client;
    private final Socket server;
    private final BlockingQueue<Optional<Reply>> replies = new LinkedBlockingQueue<>();
    private volatile boolean lostBytes;
    private volatile boolean halfClosed;

    ProxiedConnection(FaultProxy proxy, Socket client, Socket server) throws IOException {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void start() {
        Thread.ofVirtual().name("proxy to server").start(this::toServer);
        Thread.ofVirtual().name("proxy from server").start(this::fromServer);
        Thread.ofVirtual().name("proxy to client").start(this::toClient);
    }

    boolean hasLostBytes() {
        return lostBytes;
    }

    /** A reset, not a good-bye: what is still on its way is gone. */
    void cut() {
        reset(client);
        reset(server);
        proxy.ended(this);
    }

    void halfClose() {
        halfClosed = true;
        try {
            client.shutdownOutput();
        } catch (IOException alreadyClosed) {
            cut();
        }
    }

    private void toServer() {
        try {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            byte[] buffer = new byte[1 << 14];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (proxy.awaitMovement() == FaultProxy.Mode.BLACK_HOLE) {
                    lostBytes = true;
                } else {
                    out.write(buffer, 0, n);
                }
            }
        } catch (IOException closed) {
            // Either side went away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut();
    }

    /** Each reply has its own delay: one that waits does not keep the next from being read. */
    private void fromServer() {
        try {
            InputStream in = server.getInputStream();
            var frames = new RespFrames();
            byte[] buffer = new byte[1 << 14];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                long due = System.nanoTime() + proxy.delay().toNanos();
                frames.feed(buffer, n, frame -> replies.add(Optional.of(new Reply(frame, due))));
            }
        } catch (IOException closed) {
            // Either side went away.
        } finally {
            replies.add(Optional.empty());
        }
    }

    private void toClient() {
        try {
            for (var next = replies.take(); next.isPresent(); next = replies.take()) {
                TimeUnit.NANOSECONDS.sleep(next.get().due() - System.nanoTime());
                pass(next.get().frame());
            }
        } catch (IOException closed) {
            // Either side went away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut();
    }

    private void pass(RespFrames.Frame reply) throws IOException, InterruptedException {
        if (proxy.awaitMovement() == FaultProxy.Mode.BLACK_HOLE) {
            lostBytes = true;
        } else if (!lostBytes && !halfClosed) {
            passOrLose(reply);
        }
    }

    private void passOrLose(RespFrames.Frame reply) throws IOException {
        if (reply.isPush() || !proxy.losesReply()) {
            client.getOutputStream().write(proxy.rewritten(reply.bytes()));
            return;
        }
        lostBytes = true;
        switch (proxy.afterLoss()) {
            case CUT -> cut();
            case HANG -> {
                // Silence from here on.
            }
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyClosed) {
            // That is what was wanted.
        }
    }
}
