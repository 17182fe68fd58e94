package galaxy.chassis.grpc;

import galaxy.chassis.telemetry.ListenerLimit;
import galaxy.chassis.telemetry.ListenerLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees why the library ends a connection: it limits connections by itself, and says so to the peer only. */
final class ConnectionEvents extends ChannelInboundHandlerAdapter {
    private final ListenerLimits limits;
    private final Duration handshake;
    private final long begun = System.nanoTime();
    private @Nullable Http2ConnectionHandler http2;
    private final Set<Integer> calls = new HashSet<>();
    private boolean isEnding;

    /** @param handshake how long a connection may take to begin */
    ConnectionEvents(ListenerLimits limits, Duration handshake) {
        this.limits = limits;
        this.handshake = handshake;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        follow(context);
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        follow(context);
        context.fireChannelReadComplete();
    }

    /** A stream is a call from now on. Called by the event loop of the connection. */
    void begun(int stream) {
        calls.add(stream);
    }

    /** With TLS, its HTTP/2 begins after the handshake. */
    private void follow(ChannelHandlerContext context) {
        if (http2 == null) {
            http2 = context.pipeline().get(Http2ConnectionHandler.class);
            if (http2 != null) {
                http2.connection().addListener(new Ends());
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        boolean hasBegun = http2 != null && http2.decoder().prefaceReceived();
        if (!hasBegun && System.nanoTime() - begun >= handshake.toNanos()) {
            limits.reached(ListenerLimit.HANDSHAKE_TIME);
        }
        context.fireChannelInactive();
    }

    /** What the library ends. */
    private final class Ends extends Http2ConnectionAdapter {
        @Override
        public void onGoAwaySent(int lastStreamId, long errorCode, ByteBuf reason) {
            if (isEnding) {
                return;
            }
            isEnding = true;
            switch (reason.toString(StandardCharsets.US_ASCII)) {
                case "max_idle" -> limits.reached(ListenerLimit.IDLE);
                case "max_age" -> limits.reached(ListenerLimit.AGE);
                case "too_many_rststreams" -> limits.reached(ListenerLimit.RESETS);
                default -> {}
            }
        }

        @Override
        public void onStreamClosed(Http2Stream stream) {
            // Answered and reset before there was a call: its headers were too large.
            if (!calls.remove(stream.id()) && stream.isHeadersSent() && stream.isResetSent()) {
                limits.reached(ListenerLimit.HEADER_BYTES);
            }
        }
    }
}
