package galaxy.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLServerSocket;

/** TLS on a loopback port in front of a server that has none, so that {@code rediss://} can be tested. */
public final class TlsProxy implements AutoCloseable {
    private final String targetHost;
    private final int targetPort;
    private final SSLServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private TlsProxy(String targetHost, int targetPort, SSLServerSocket listener) {
        this.targetHost = targetHost;
        this.targetPort = targetPort;
        this.listener = listener;
        Thread.ofVirtual().name("tls proxy").start(this::accept);
    }

    /** The target may be a {@link FaultProxy}. */
    public static TlsProxy inFrontOf(String host, int port, SelfSignedCertificate certificate) {
        try {
            var socket = (SSLServerSocket)
                    certificate.serverContext().getServerSocketFactory().createServerSocket();
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(FaultProxy.HOST), 0));
            return new TlsProxy(host, port, socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM cannot serve TLS", e);
        }
    }

    public static TlsProxy inFrontOf(RedisNode node, SelfSignedCertificate certificate) {
        return inFrontOf(node.host(), node.port(), certificate);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** {@code rediss://localhost:port}, for a server without a password. */
    public String uri() {
        return "rediss://localhost:" + port();
    }

    @Override
    public void close() {
        quietly(listener);
        open.forEach(TlsProxy::quietly);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                // The loop ends with the listener.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(targetHost, targetPort)) {
            open.add(server);
            Thread back = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            back.join();
        } catch (IOException refused) {
            // The client did not trust the certificate, or the server is gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            open.removeIf(Socket::isClosed);
        }
    }

    /** Until one side ends; then both do. */
    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // Closing both is all there is to do.
        }
        quietly(from);
        quietly(to);
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception alreadyClosed) {
            // That is what was wanted.
        }
    }
}
