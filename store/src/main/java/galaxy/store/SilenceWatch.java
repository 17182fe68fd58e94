package galaxy.store;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection on which something was sent and nothing at all came back for too long, so that the client opens
 * another. A network or a server that disappears silently leaves such connections behind, and TCP alone takes a
 * quarter of an hour to notice. Belongs to one connection; everything happens on its event loop.
 */
final class SilenceWatch extends ChannelDuplexHandler {
    private final long timeoutNanos;
    private boolean waiting;
    private boolean scheduled;
    private long since;

    SilenceWatch(Duration timeout) {
        this.timeoutNanos = timeout.toNanos();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (!waiting) {
            waiting = true;
            since = System.nanoTime();
            schedule(context, timeoutNanos);
        }
        super.write(context, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        waiting = false;
        super.channelRead(context, message);
    }

    private void schedule(ChannelHandlerContext context, long nanos) {
        if (!scheduled) {
            scheduled = true;
            var _ = context.executor().schedule(() -> check(context), nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void check(ChannelHandlerContext context) {
        scheduled = false;
        if (waiting && context.channel().isOpen()) {
            long left = timeoutNanos - (System.nanoTime() - since);
            if (left <= 0) {
                var _ = context.close();
            } else {
                schedule(context, left);
            }
        }
    }
}
