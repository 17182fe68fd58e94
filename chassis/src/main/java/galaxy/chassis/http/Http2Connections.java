package galaxy.chassis.http;

import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.telemetry.ListenerLimit;
import galaxy.chassis.telemetry.ListenerLimits;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.server.ServerSessionListener;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RateControl;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.Callback;

/** The connections of a listener that speak HTTP/2, and what is theirs to limit. */
final class Http2Connections extends HTTP2ServerConnectionFactory {
    private static final Duration RESET_WINDOW = Duration.ofSeconds(10);

    /** Part of the failure of a connection whose headers are too large, or cannot be decompressed. */
    private static final String BAD_HEADERS = "invalid_hpack_block";

    private final ListenerLimits reached;

    Http2Connections(HttpConfiguration configuration, ListenerSettings.Limits limits, ListenerLimits reached) {
        super(configuration);
        this.reached = reached;
        setMaxConcurrentStreams(limits.streams());
        setRateControlFactory(new RateControl.Factory() {
            @Override
            public RateControl newRateControl(EndPoint connection) {
                return new Resets(limits.resets(), reached);
            }
        });
    }

    @Override
    protected ServerSessionListener newSessionListener(Connector connector, EndPoint endPoint) {
        return new HTTPServerSessionListener(endPoint) {
            @Override
            public void onFailure(Session session, Throwable failure, Callback callback) {
                if (String.valueOf(failure.getMessage()).contains(BAD_HEADERS)) {
                    reached.reached(ListenerLimit.HEADER_BYTES);
                }
                super.onFailure(session, failure, callback);
            }
        };
    }

    /** Counts what costs this side more than the peer. */
    private static final class Resets extends WindowRateControl {
        private final ListenerLimits reached;
        private final AtomicBoolean isOver = new AtomicBoolean();

        private Resets(int most, ListenerLimits reached) {
            // A request that the peer cancels counts twice: its frame, and ours that ends the stream.
            super(2 * most, RESET_WINDOW);
            this.reached = reached;
        }

        @Override
        public boolean onEvent(Object event) {
            boolean isAllowed = super.onEvent(event);
            if (!isAllowed && isOver.compareAndSet(false, true)) {
                reached.reached(ListenerLimit.RESETS);
            }
            return isAllowed;
        }
    }
}
