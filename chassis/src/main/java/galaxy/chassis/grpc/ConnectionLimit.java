package galaxy.chassis.grpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Accepts connections, and none while the limit of open ones is reached; more wait in the operating system's backlog.
 */
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private final int limit;
    /** Used by the event loop of the listening channel only. */
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
        var connection = (Channel) accepted;
        connection.pipeline().addFirst(new CallStream.Reading());
        connection.closeFuture().addListener(closed -> {
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
