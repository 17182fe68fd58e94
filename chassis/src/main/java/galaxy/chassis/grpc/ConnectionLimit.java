package galaxy.chassis.grpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Stops to accept while as many connections are open as may be; more wait in the system's backlog. */
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private final int limit;
    /** Touched by the event loop of the listening channel only. */
    private int open;

    ConnectionLimit(int limit) {
        this.limit = limit;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        var listening = context.channel();
        open++;
        if (open >= limit) {
            listening.config().setAutoRead(false);
        }
        ((Channel) accepted).closeFuture().addListener(closed -> {
            if (listening.isActive()) {
                listening.eventLoop().execute(() -> {
                    open--;
                    if (open < limit) {
                        listening.config().setAutoRead(true);
                    }
                });
            }
        });
        context.fireChannelRead(accepted);
    }
}
