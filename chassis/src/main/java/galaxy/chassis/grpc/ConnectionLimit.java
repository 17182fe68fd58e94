package galaxy.chassis.grpc;

import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.telemetry.ListenerLimit;
import galaxy.chassis.telemetry.ListenerLimits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Accepts connections, and none while the limit of open ones is reached; more wait in the operating system's backlog.
 */
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private final ListenerSettings settings;
    private final ListenerLimits limits;
    /** Written by the event loop of the listening channel only. */
    private volatile int open;

    ConnectionLimit(ListenerSettings settings, ListenerLimits limits) {
        this.settings = settings;
        this.limits = limits;
    }

    int open() {
        return open;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        var listening = context.channel();
        int most = settings.limits().connections();
        opened(1);
        if (open >= most) {
            if (listening.config().isAutoRead()) {
                limits.reached(ListenerLimit.CONNECTIONS);
            }
            listening.config().setAutoRead(false);
        }
        var connection = (Channel) accepted;
        connection
                .pipeline()
                .addFirst(
                        new CallStream.Reading(),
                        new ConnectionEvents(limits, settings.timeouts().read()));
        connection.closeFuture().addListener(closed -> {
            if (listening.isActive()) {
                listening.eventLoop().execute(() -> {
                    opened(-1);
                    if (open < most) {
                        listening.config().setAutoRead(true);
                    }
                });
            }
        });
        context.fireChannelRead(accepted);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread
    private void opened(int more) {
        open += more;
    }
}
