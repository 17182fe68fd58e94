package galaxy.chassis.grpc;

import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.telemetry.ListenerLimits;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The event loops of one server and the socket it listens on. */
final class Sockets implements AutoCloseable {
    private final EventLoopGroup loops;
    private final ConnectionLimit connections;

    Sockets(ListenerSettings settings, ListenerLimits limits) {
        this.connections = new ConnectionLimit(settings, limits);
        var io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.loops = new MultiThreadIoEventLoopGroup(0, new DefaultThreadFactory("grpc", true), io);
    }

    EventLoopGroup loops() {
        return loops;
    }

    /** How many connections are open. */
    int open() {
        return connections.open();
    }

    void goAway() {
        connections.goAway();
    }

    ChannelFactory<ServerChannel> listening() {
        return () -> {
            var channel = Epoll.isAvailable() ? new EpollServerSocketChannel() : new NioServerSocketChannel();
            channel.pipeline().addLast(connections);
            return channel;
        };
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
}
