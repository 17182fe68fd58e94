package galaxy.gateway.stream;

import galaxy.sessions.Session;
import galaxy.sessions.SessionId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** All streams of the process. Each runs on the thread that serves it; two more read the events and watch the clock. */
public final class Subscriptions implements AutoCloseable {
    private static final int PER_SESSION = 2;
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(15);
    private static final Duration SPREAD = Duration.ofMinutes(1);
    private static final Duration READ_EVERY = Duration.ofMillis(500);
    private static final Duration WATCH_EVERY = Duration.ofMillis(200);

    private final Limits limits;
    private final EventFeed feed;
    private final PlayerStream.Source source;
    private final RandomGenerator random;
    private final StreamReport report;
    private final Map<SessionId, Integer> open = new HashMap<>();
    private final Set<Mailbox> mailboxes = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private int count;

    /**
     * How much is accepted.
     *
     * @param streams at once
     * @param waiting notices of one stream that its client has not read
     * @param remembered events, of all players
     */
    public record Limits(int streams, int waiting, int remembered) {
        /** 64 notices and 20,000 events. */
        public static Limits of(int streams) {
            return new Limits(streams, 64, 20_000);
        }
    }

    /**
     * What streams are made of.
     *
     * @param records of sessions, as they are now
     */
    public record Ports(
            EventLog log,
            Function<SessionId, Optional<Session>> records,
            InstantSource clock,
            RandomGenerator random,
            StreamReport report) {}

    public Subscriptions(Ports ports, Limits limits) {
        this.limits = limits;
        this.feed = new EventFeed(ports.log(), ports.clock(), limits.remembered());
        this.source = new PlayerStream.Source(feed, ports.records(), ports.clock());
        this.random = ports.random();
        this.report = ports.report();
    }

    /** Reads the events that there are, so that streams can begin; then reads on, and watches the clock. */
    public void start() {
        read();
        Thread.ofVirtual().name("gateway-events").start(() -> repeat(READ_EVERY, this::read));
        Thread.ofVirtual().name("gateway-streams").start(() -> repeat(WATCH_EVERY, this::watch));
    }

    /** How many there are now. */
    public synchronized int count() {
        return count;
    }

    /**
     * Serves a stream until it is over.
     *
     * @throws galaxy.kernel.UnavailableException when the store does not respond
     * @throws InterruptedException when the client leaves, or the listener stops
     */
    public StreamEnd serve(Subscriber subscriber, Outlet outlet) throws InterruptedException {
        if (!enter(subscriber.id())) {
            return StreamEnd.TOO_MANY;
        }
        Mailbox mailbox = new Mailbox(limits.waiting());
        mailboxes.add(mailbox);
        try {
            Duration life = SHORTEST_LIFE.plusMillis(random.nextLong(SPREAD.toMillis()));
            return new PlayerStream(source, subscriber, mailbox, outlet, life).run(subscriber.after());
        } finally {
            mailboxes.remove(mailbox);
            leave(subscriber.id());
        }
    }

    private synchronized boolean enter(SessionId id) {
        int ofSession = open.getOrDefault(id, 0);
        if (ofSession >= PER_SESSION || count >= limits.streams()) {
            return false;
        }
        open.put(id, ofSession + 1);
        count++;
        return true;
    }

    private synchronized void leave(SessionId id) {
        open.computeIfPresent(id, (session, ofSession) -> ofSession == 1 ? null : ofSession - 1);
        count--;
    }

    private void read() {
        try {
            boolean isMore = true;
            while (isMore && closing.getCount() > 0) {
                isMore = feed.round();
            }
        } catch (RuntimeException e) {
            feed.unavailable();
            report.failed(e);
        }
    }

    private void watch() {
        long now = source.clock().millis();
        mailboxes.forEach(mailbox -> mailbox.wakeIfDue(now));
    }

    private void repeat(Duration pause, Runnable work) {
        try {
            do {
                work.run();
            } while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads no more. Streams end with their listener. */
    @Override
    public void close() {
        closing.countDown();
    }
}
