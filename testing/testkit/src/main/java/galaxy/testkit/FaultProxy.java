package galaxy.testkit;

import galaxy.redis.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A proxy on a loopback port in front of a Redis server, or of one that speaks HTTP, that fails as networks fail. It begins by passing everything;
 * each method takes effect at once on open connections and, where it says so, on new ones. {@link #pass()} ends every fault.
 */
public final class FaultProxy implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    /** What becomes of a connection once it has lost a reply. Nothing after a lost reply is ever let through. */
    public enum AfterLoss {
        /** It is closed: the client knows that something was lost. */
        CUT,
        /** It stays open in silence: the client finds out by its own timeout. */
        HANG
    }

    enum Mode {
        PASS,
        HOLD,
        BLACK_HOLE
    }

    private record Listener(ServerSocket socket, Thread acceptor) {}

    private final String targetHost;
    private final int targetPort;
    private final int port;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger repliesToLose = new AtomicInteger();
    private final AtomicInteger repliesLost = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile AfterLoss afterLoss = AfterLoss.CUT;
    private volatile Duration delay = Duration.ZERO;
    private volatile UnaryOperator<byte[]> rewriting = UnaryOperator.identity();
    private Mode mode = Mode.PASS;
    private Listener listener;

    private FaultProxy(String targetHost, int targetPort) throws IOException {
        this.targetHost = targetHost;
        this.targetPort = targetPort;
        this.port = LoopbackPorts.free();
        this.listener = listen();
    }

    public static FaultProxy inFrontOf(RedisNode node) {
        return inFrontOf(node.host(), node.port());
    }

    public static FaultProxy inFrontOf(String host, int port) {
        try {
            return new FaultProxy(host, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    /** {@code redis://127.0.0.1:port}, for a server without a password. */
    public String uri() {
        return "redis://" + HOST + ":" + port;
    }

    /** Back to a good network. Connections that already lost bytes are cut: passing on from there would tell lies. */
    public synchronized void pass() {
        repliesToLose.set(0);
        delay = Duration.ZERO;
        connections.stream().filter(ProxiedConnection::hasLostBytes).forEach(ProxiedConnection::cut);
        mode = Mode.PASS;
        notifyAll();
        if (listener.socket().isClosed()) {
            try {
                listener = listen();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Resets every open connection. New ones are served. */
    public void cutAll() {
        connections.forEach(ProxiedConnection::cut);
    }

    /** New connections are refused. Open ones continue: with {@link #cutAll()} it is an outage. */
    public synchronized void refuse() {
        try {
            listener.socket().close();
            // The port is free only once the accepting thread has let go of it.
            listener.acceptor().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each reply, on old and new connections, comes this much later. */
    public void delay(Duration each) {
        delay = each;
    }

    /**
     * The next replies, to any client, are lost: the server has carried out the command, the client never
     * learns. Pushes do not count.
     */
    public void loseReplies(int count, AfterLoss then) {
        afterLoss = then;
        repliesToLose.set(count);
    }

    /** Each reply, on old and new connections, is another one, as of a server of another kind; until this is called again. */
    public void rewrite(UnaryOperator<byte[]> replies) {
        rewriting = replies;
    }

    /** How many replies were lost by {@link #loseReplies}. */
    public int repliesLost() {
        return repliesLost.get();
    }

    /** Nothing moves in either direction, on old and new connections, and nothing is lost: {@link #pass()} lets it continue. */
    public synchronized void hold() {
        mode = Mode.HOLD;
    }

    /** Everything is swallowed in both directions, on old and new connections. */
    public synchronized void blackHole() {
        mode = Mode.BLACK_HOLE;
        notifyAll();
    }

    /** The client reads the end of each open connection, while its own commands still reach the server. */
    public void halfClose() {
        connections.forEach(ProxiedConnection::halfClose);
    }

    /** How many connections are open. */
    public int connections() {
        return connections.size();
    }

    /** How many connections were ever accepted. */
    public int accepted() {
        return accepted.get();
    }

    @Override
    public void close() {
        refuse();
        cutAll();
        blackHole();
    }

    private Listener listen() throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
        return new Listener(socket, Thread.ofVirtual().name("proxy " + port).start(() -> accept(socket)));
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                accepted.incrementAndGet();
                try {
                    Socket server = new Socket(targetHost, targetPort);
                    var connection = new ProxiedConnection(this, client, server);
                    connections.add(connection);
                    connection.start();
                } catch (IOException serverIsGone) {
                    client.close();
                }
            } catch (IOException closed) {
                // Refusing; or one client went before it was served.
            }
        }
    }

    /** The mode, once it lets bytes move. */
    synchronized Mode awaitMovement() throws InterruptedException {
        while (mode == Mode.HOLD) {
            wait();
        }
        return mode;
    }

    Duration delay() {
        return delay;
    }

    /** Whether this reply is to be lost; if so it is counted. */
    boolean losesReply() {
        boolean loses = repliesToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        if (loses) {
            repliesLost.incrementAndGet();
        }
        return loses;
    }

    byte[] rewritten(byte[] reply) {
        return rewriting.apply(reply);
    }

    AfterLoss afterLoss() {
        return afterLoss;
    }

    void ended(ProxiedConnection connection) {
        connections.remove(connection);
    }
}
