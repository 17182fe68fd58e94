package galaxy.redis;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** Where a server listens. */
public sealed interface RedisAddress {

    /** A Unix domain socket. */
    record UnixSocket(Path path) implements RedisAddress {
        @Override
        public SocketAddress socketAddress() {
            return UnixDomainSocketAddress.of(path);
        }

        @Override
        public String toString() {
            return "redis-socket://" + path;
        }
    }

    /** A TCP port on {@code 127.0.0.1}. */
    record LoopbackPort(int port) implements RedisAddress {
        public static final String HOST = "127.0.0.1";

        @Override
        public SocketAddress socketAddress() {
            return new InetSocketAddress(InetAddress.ofLiteral(HOST), port);
        }

        @Override
        public String toString() {
            return "redis://" + HOST + ":" + port;
        }
    }

    SocketAddress socketAddress();

    /** Reads what {@code toString()} gives. */
    static RedisAddress parse(String text) {
        String socket = "redis-socket://";
        if (text.startsWith(socket)) {
            return new UnixSocket(Path.of(text.substring(socket.length())));
        }
        String port = "redis://" + LoopbackPort.HOST + ":";
        if (text.startsWith(port)) {
            return new LoopbackPort(Integer.parseInt(text.substring(port.length())));
        }
        throw new IllegalArgumentException("not the address of a local server");
    }
}
