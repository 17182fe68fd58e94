package galaxy.gateway.limit;

import galaxy.kernel.IpAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often something may happen in a minute from one address: one of IPv4, a /64 of IPv6. The minute begins when it happens
 * first. Loopback counts as any other. In memory, for the networks of the last minute, and a bounded number of them.
 * Thread-safe.
 */
public final class AddressBudget {
    private static final int MOST_NETWORKS = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final InstantSource clock;
    /** The earliest first. */
    private final Map<String, Minute> minutes = new LinkedHashMap<>();

    /** What has happened from one network since the first time. */
    private static final class Minute {
        private final Instant begin;
        private int count;

        private Minute(Instant begin) {
            this.begin = begin;
        }

        private boolean isOver(Instant now) {
            return now.isBefore(begin) || !now.isBefore(begin.plus(MINUTE));
        }
    }

    /** @param perMinute for one network */
    public AddressBudget(int perMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /**
     * What is left of a budget.
     *
     * @param remaining 0 or more
     * @param reset how long until the whole of it is there again, at most a minute
     */
    public record State(int remaining, Duration reset) {
        public boolean isSpent() {
            return remaining == 0;
        }
    }

    public int perMinute() {
        return perMinute;
    }

    /** What is left for an address; takes nothing. */
    public synchronized State state(InetAddress address) {
        Instant now = forget();
        Minute minute = minutes.get(IpAddress.network(address));
        return minute == null
                ? new State(perMinute, MINUTE)
                : new State(perMinute - minute.count, Duration.between(now, minute.begin.plus(MINUTE)));
    }

    /**
     * Takes one if there is one.
     *
     * @return whether there was
     */
    public synchronized boolean take(InetAddress address) {
        Instant now = forget();
        Minute minute = minutes.computeIfAbsent(IpAddress.network(address), network -> new Minute(now));
        if (minute.count >= perMinute) {
            return false;
        }
        minute.count++;
        if (minutes.size() > MOST_NETWORKS) {
            minutes.remove(minutes.keySet().iterator().next());
        }
        return true;
    }

    /** Forgets the minutes that are over. */
    private Instant forget() {
        Instant now = clock.instant();
        Iterator<Minute> earliest = minutes.values().iterator();
        while (earliest.hasNext() && earliest.next().isOver(now)) {
            earliest.remove();
        }
        return now;
    }
}
