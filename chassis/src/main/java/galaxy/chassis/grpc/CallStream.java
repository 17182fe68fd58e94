package galaxy.chassis.grpc;

import io.grpc.Context;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP/2 stream of a call. The library shows it nowhere, but only a reset ends a call whose response the peer does not
 * accept: what closes it waits behind the response.
 */
record CallStream(Channel connection, int id) {
    /** In the context of the call. */
    static final Context.Key<CallStream> KEY = Context.key("galaxy.stream");

    private static final FastThreadLocal<Channel> READ = new FastThreadLocal<>();

    /** The stream whose headers this thread of an event loop is reading. */
    static Optional<CallStream> current() {
        @Nullable Channel connection = READ.get();
        if (connection == null) {
            return Optional.empty();
        }
        var http2 = connection.pipeline().get(Http2ConnectionHandler.class);
        return Optional.of(
                new CallStream(connection, http2.connection().remote().lastStreamCreated()));
    }

    /** It is a call from now on. */
    void begun() {
        @Nullable ConnectionEvents events = connection.pipeline().get(ConnectionEvents.class);
        if (events != null) {
            events.begun(id);
        }
    }

    /** Resets it, if it is still there: as the peer accepts nothing, by {@code ENHANCE_YOUR_CALM}. */
    void reset() {
        connection.eventLoop().execute(() -> {
            @Nullable ChannelHandlerContext context = connection.pipeline().context(Http2ConnectionHandler.class);
            if (context != null && context.handler() instanceof Http2ConnectionHandler http2) {
                var _ = http2.resetStream(context, id, Http2Error.ENHANCE_YOUR_CALM.code(), context.newPromise());
                context.flush();
            }
        });
    }

    /** The first handler of a connection: notes which connection is read. */
    static final class Reading extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            READ.set(context.channel());
            try {
                context.fireChannelRead(message);
            } finally {
                READ.remove();
            }
        }
    }
}
