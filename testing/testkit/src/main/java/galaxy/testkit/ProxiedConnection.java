package galaxy.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One client of a {@link FaultProxy} and its own connection to the server. */
final class ProxiedConnection {
    private final FaultProxy proxy;
    private final Socket client;
    private final Socket server;
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

    private void toClient() {
        try {
            InputStream in = server.getInputStream();
            var frames = new RespFrames();
            byte[] buffer = new byte[1 << 14];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                frames.feed(buffer, n, this::reply);
            }
        } catch (IOException closed) {
            // Either side went away.
        }
        cut();
    }

    private void reply(RespFrames.Frame reply) throws IOException {
        try {
            Thread.sleep(proxy.delay());
            if (proxy.awaitMovement() == FaultProxy.Mode.BLACK_HOLE) {
                lostBytes = true;
            } else if (!lostBytes && !halfClosed) {
                passOrLose(reply);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void passOrLose(RespFrames.Frame reply) throws IOException {
        if (reply.isPush() || !proxy.losesReply()) {
            client.getOutputStream().write(reply.bytes());
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
