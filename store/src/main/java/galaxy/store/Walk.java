package galaxy.store;

import io.lettuce.core.SetArgs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes over all records of a service in the background, from the newest to the oldest: by one instance at a time, and from
 * where it was interrupted, in any instance.
 */
final class Walk implements AutoCloseable {
    static final int BATCH = 2000;

    private static final Logger LOG = LoggerFactory.getLogger(Walk.class);
    private static final long REPORT = 20_000;
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final byte[] HELD = "held".getBytes(StandardCharsets.US_ASCII);

    private final Redis redis;
    private final BucketStore records;
    private final Keyspace space;
    private final Layouts layouts;
    private final CountDownLatch closing = new CountDownLatch(1);

    Walk(Redis redis, BucketStore records, Layouts layouts) {
        this.redis = redis;
        this.records = records;
        this.space = records.space();
        this.layouts = layouts;
    }

    String service() {
        return space.service();
    }

    /** Lets it stop after the batch that is under way. */
    @Override
    public void close() {
        closing.countDown();
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    /** Whether it is closed meanwhile. */
    boolean pause(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Does work that no other instance is at: two would only do the same twice. */
    void alone(String lease, Runnable work) {
        SetArgs free = SetArgs.Builder.nx().px(LEASE.toMillis());
        if (redis.call("lease", commands -> commands.set(lease, HELD, free)) == null) {
            return;
        }
        try {
            work.run();
        } finally {
            redis.call("release", commands -> commands.del(lease));
        }
    }

    /**
     * One walk.
     *
     * @param what happens to the records, for the log
     * @param lease that the instance has
     * @param from where to go on
     */
    record Task(String what, String lease, Optional<String> from) {}

    /**
     * Goes over all records. While some are visited, that those before were is noted, and those after are read.
     *
     * @param each the index that has all of them
     * @param visit takes the ids of some
     * @param reached takes the last member; whether to go on
     * @return whether it came to the end
     */
    boolean run(Task task, Indexed<?> each, Consumer<List<String>> visit, Predicate<String> reached) {
        Scan scan = Scan.start(
                redis, layouts.readable(), shard -> List.of(space.key(shard, Keyspace.ALL)), task.from(), BATCH);
        Progress progress = new Progress(task);
        List<String> members = take(scan);
        Optional<String> last = Optional.empty();
        while (!members.isEmpty()) {
            if (!isOpen()) {
                return false;
            }
            List<String> some = members;
            Future<?> visited;
            boolean goesOn;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                visited = threads.submit(
                        () -> visit.accept(some.stream().map(each.idOf()).toList()));
                goesOn = last.isEmpty() || reached.test(last.get());
                members = take(scan);
            }
            Visits.throwAny(List.of(visited));
            progress.add(some.size());
            if (!goesOn) {
                return false;
            }
            last = Optional.of(some.getLast());
        }
        progress.end();
        return last.isEmpty() || reached.test(last.get());
    }

    /**
     * Goes over all keys of the records, in no order.
     *
     * @param visit takes the ids of some
     * @param isWanted whether to go on
     * @return whether it came to the end
     */
    boolean overKeys(Task task, Indexed<?> each, Consumer<List<String>> visit, BooleanSupplier isWanted) {
        Progress progress = new Progress(task);
        List<String> ids = new ArrayList<>(BATCH);
        Runnable some = () -> {
            visit.accept(List.copyOf(ids));
            progress.add(ids.size());
            ids.clear();
        };
        String before = "}:" + each.kind() + ":";
        records.eachKey(each.kind(), keys -> {
            if (isOpen() && isWanted.getAsBoolean()) {
                keys.forEach(key -> ids.add(key.substring(key.indexOf(before) + before.length())));
            }
            if (ids.size() >= BATCH) {
                some.run();
            }
        });
        boolean isDone = isOpen() && isWanted.getAsBoolean();
        if (isDone) {
            some.run();
            progress.end();
        }
        return isDone;
    }

    /** How far a walk is, for the log; holds its lease. */
    private final class Progress {
        private final Task task;
        private long seen;

        Progress(Task task) {
            this.task = task;
        }

        void add(int more) {
            redis.call("lease", commands -> commands.pexpire(task.lease(), LEASE.toMillis()));
            long before = seen;
            seen += more;
            if (before / REPORT != seen / REPORT) {
                LOG.info("{} of {} are {} so far", seen, space.service(), task.what());
            }
        }

        void end() {
            if (seen > 0) {
                LOG.info("all {} are {}, {} since the start", space.service(), task.what(), seen);
            }
        }
    }

    private static List<String> take(Scan scan) {
        List<String> members = new ArrayList<>(BATCH);
        Optional<String> next = scan.next();
        while (next.isPresent()) {
            members.add(next.get());
            next = members.size() < BATCH ? scan.next() : Optional.empty();
        }
        return members;
    }
}
