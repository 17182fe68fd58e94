package galaxy.chassis.grpc;

import galaxy.chassis.server.AddressConnections;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.telemetry.ListenerLimit;
import galaxy.chassis.telemetry.ListenerLimits;
import galaxy.kernel.IpAddress;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Accepts connections, and none while the limit of open ones is reached; more wait in the operating system's backlog.
 */
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private final ListenerSettings settings;
    private final ListenerLimits limits;
    private final AddressConnections addresses;
    /** Written by the event loop of the listening channel only. */
    private volatile int open;

    private final Set<Channel> connections = ConcurrentHashMap.newKeySet();

    ConnectionLimit(ListenerSettings settings, ListenerLimits limits) {
        this.settings = settings;
        this.limits = limits;
        this.addresses = new AddressConnections(settings.limits().addressConnections());
    }

    int open() {
        return open;
    }

    /**
     * Has clients make their next calls on other connections; what runs, or is on its way, is answered. It is what the library sends when
     * it stops, but the library would close the port too.
     */
    void goAway() {
        connections.forEach(connection -> connection.eventLoop().execute(() -> {
            var context = connection.pipeline().context(Http2ConnectionHandler.class);
            if (context != null && context.handler() instanceof Http2ConnectionHandler http2) {
                var _ = http2.goAway(
                        context,
                        Integer.MAX_VALUE,
                        Http2Error.NO_ERROR.code(),
                        Unpooled.EMPTY_BUFFER,
                        context.newPromise());
                context.flush();
            }
        }));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        var listening = context.channel();
        var connection = (Channel) accepted;
        var network = limitedNetwork(connection);
        if (network.isPresent() && !addresses.open(network.get())) {
            limits.reached(ListenerLimit.ADDRESS_CONNECTIONS);
            connection.unsafe().closeForcibly();
            return;
        }
        int most = settings.limits().connections();
        opened(1);
        if (open >= most) {
            if (listening.config().isAutoRead()) {
                limits.reached(ListenerLimit.CONNECTIONS);
            }
            listening.config().setAutoRead(false);
        }
        connection
                .pipeline()
                .addFirst(
                        new CallStream.Reading(),
                        new ConnectionEvents(limits, settings.timeouts().read()));
        connections.add(connection);
        connection.closeFuture().addListener(closed -> {
            connections.remove(connection);
            if (listening.isActive()) {
                listening.eventLoop().execute(() -> {
                    opened(-1);
                    network.ifPresent(addresses::closed);
                    if (open < most) {
                        listening.config().setAutoRead(true);
                    }
                });
            }
        });
        context.fireChannelRead(accepted);
    }

    /** Empty for a peer that may have any number of connections. */
    private Optional<String> limitedNetwork(Channel connection) {
        return connection.remoteAddress() instanceof InetSocketAddress peer
                        && !settings.proxies().trusts(peer.getAddress())
                ? Optional.of(IpAddress.network(peer.getAddress()))
                : Optional.empty();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread
    private void opened(int more) {
        open += more;
    }
}
