package galaxy.store;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** A request to every service on a store to index all its records again, whether that seems necessary or not. */
public final class ReindexRequest {
    /** A string: some text that was not there before. */
    static final String KEY = "galaxy:reindex";

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private ReindexRequest() {}

    /**
     * Leaves the request in the store: instances that run take it up within a second or two, else the next start does.
     *
     * @param settings how to connect, apart from where
     * @throws StoreUnavailableException when Redis does not answer or cannot serve now
     */
    public static void send(StoreAddress address, StoreSettings settings) {
        StoreMetrics unused = new StoreMetrics(new PrometheusRegistry());
        byte[] text = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        try (Redis redis = Redis.connect(address, settings.forReadingAlone(TIMEOUT), unused)) {
            redis.call("request", commands -> commands.set(KEY, text));
        }
    }
}
