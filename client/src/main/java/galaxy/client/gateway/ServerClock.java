package galaxy.client.gateway;

import galaxy.client.transport.RpcFailure;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/** The time of the server, as far as it is known here, by which requests are dated. Safe for many threads. */
final class ServerClock {
    private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");

    private final InstantSource local;
    private volatile long offset;
    private volatile long least;
    private volatile boolean isKnown;

    ServerClock(InstantSource local) {
        this.local = local;
    }

    /** Whether the server has said its time. */
    boolean isKnown() {
        return isKnown;
    }

    /** The local time, to note when a request for the time was sent. */
    long local() {
        return local.millis();
    }

    /**
     * What the server said of its time.
     *
     * @param sent the local time at which it was asked; the answer was written between then and now
     */
    void heard(long serverMillis, long sent) {
        long now = local.millis();
        offset = serverMillis - (sent + (now - sent) / 2);
        isKnown = true;
    }

    /** What the server said when it refused the date of a request. */
    void corrected(RpcFailure stale, long sent) {
        millis(stale, "server_time_ms").ifPresent(time -> heard(time, sent));
        least = millis(stale, "min_issued_at_ms").orElse(0L);
    }

    /** The date of a request: the time of the server, and the first time that it accepts. */
    long date() {
        return Math.max(local.millis() + offset, least);
    }

    private static Optional<Long> millis(RpcFailure failure, String name) {
        return failure.metadata(name)
                .filter(text -> MILLIS.matcher(text).matches())
                .map(Long::valueOf);
    }
}
