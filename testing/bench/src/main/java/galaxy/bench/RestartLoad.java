package galaxy.bench;

import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import galaxy.contracts.connections.v1.LookupUsernameRequest;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.PackagedGalaxy;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.awaitility.Awaitility;

/**
 * Two instances that are restarted one after the other, under clients that send requests over REST and gRPC and for pages, to those instances
 * that were ready when {@code /readyz} was asked last, each second. No library sends a request again by itself.
 */
final class RestartLoad implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String EMAIL = "reader@example.com";
    private static final int MOST_TEXT = 200;

    /** An instance as clients see it. */
    private static final class Target implements AutoCloseable {
        private final GalaxyInstance instance;
        private final ManagedChannel channel;
        private volatile boolean isReady = true;

        private Target(GalaxyInstance instance) {
            this.instance = instance;
            channel = Grpc.newChannelBuilder(instance.connections(), InsecureChannelCredentials.create())
                    .disableRetry()
                    .build();
        }

        @Override
        public void close() {
            channel.shutdownNow();
            instance.close();
        }
    }

    /**
     * What clients got.
     *
     * @param failed what was refused or cut, and instances that did not end well
     */
    record Result(long rest, long grpc, long pages, List<String> failed) {
        long all() {
            return rest + grpc + pages;
        }
    }

    /**
     * A page to ask for.
     *
     * @param cookies of the browser
     * @param holds a part of the page
     */
    record Page(String path, String cookies, String holds) {
        /** The form of sign-in, which needs nothing of other services. */
        static final Page SIGN_IN = new Page("/sign-in", "none=none", "name=\"email\"");

        private byte[] at(URI site) {
            return HttpConnection.page(site, path, cookies);
        }
    }

    private final List<Target> targets = new ArrayList<>();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final AtomicLong rest = new AtomicLong();
    private final AtomicLong grpc = new AtomicLong();
    private final AtomicLong pages = new AtomicLong();
    /** What happens to the instances. */
    private volatile String phase = "before the first restart";

    private volatile boolean isOver;

    /** Starts two instances. */
    RestartLoad(String redis, Duration stopDelay) throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            targets.add(new Target(GalaxyInstance.serve(
                    "redis.uri=" + redis,
                    "redis.timeout=10s",
                    "http.work-timeout=15s",
                    "grpc.work-timeout=15s",
                    "stop.delay=" + stopDelay.toMillis() + "ms",
                    "log.level=warn")));
        }
    }

    /**
     * Restarts each instance so many times, and goes on until there were enough requests.
     *
     * @param clients of each kind
     */
    Result run(int times, long requests, int clients, Page page) throws InterruptedException {
        try (ExecutorService background =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            targets.forEach(target -> background.execute(() -> look(target)));
            for (int client = 0; client < clients; client++) {
                String name = "pilot" + client + "-";
                background.execute(
                        () -> sendHttp(GalaxyInstance::users, (_, i) -> ensure(name + i % 100), rest, "user_id"));
                background.execute(
                        () -> sendHttp(GalaxyInstance::web, (site, _) -> page.at(site), pages, page.holds()));
                background.execute(this::sendRpc);
            }
            try {
                for (int i = 0; i < times * targets.size(); i++) {
                    phase = "restart %d, of instance %d".formatted(i + 1, i % targets.size() + 1);
                    restart(targets.get(i % targets.size()));
                    Report.progress("restart %d: %d REST, %d gRPC, %d pages, %d failed"
                            .formatted(i + 1, rest.get(), grpc.get(), pages.get(), failed.size()));
                }
                phase = "after the last restart";
                while (result().all() < requests && failed.isEmpty()) {
                    Thread.sleep(LOOK);
                }
            } finally {
                isOver = true;
            }
        }
        return result();
    }

    /** The profile of a player who signs in now. */
    Page profile() throws IOException, InterruptedException {
        return new Page("/profile", PageSession.signIn(targets.getFirst().instance, EMAIL), EMAIL);
    }

    private Result result() {
        return new Result(rest.get(), grpc.get(), pages.get(), List.copyOf(failed));
    }

    private void restart(Target target) throws InterruptedException {
        Awaitility.await("both are ready")
                .atMost(GalaxyInstance.TIMEOUT)
                .until(() -> targets.stream().allMatch(each -> each.isReady));
        int code = target.instance.stop();
        if (code != 0) {
            fail(target, "ended with code " + code);
        }
        target.instance.launch(PackagedGalaxy::withFastStart);
        target.instance.awaitReady();
    }

    private void fail(Target target, String how) {
        String text = how.length() > MOST_TEXT ? how.substring(0, MOST_TEXT) + "…" : how;
        failed.add("%s: instance %d, %s".formatted(phase, targets.indexOf(target) + 1, text));
    }

    private void look(Target target) {
        try {
            while (!isOver) {
                target.isReady = target.instance.readiness().isOk();
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] ensure(String name) {
        return HttpConnection.post("/api/v1/internal/users/ensure-by-email", """
                {"email":"%s@example.com","registration_context":{"preferred_language":"en","time_zone":"UTC"}}""".formatted(name));
    }

    /** Over one connection to each instance, until the instance asks to end it, or is not ready. */
    private void sendHttp(
            Function<GalaxyInstance, URI> where,
            BiFunction<URI, Integer, byte[]> request,
            AtomicLong answered,
            String holds) {
        Map<Target, HttpConnection> open = new HashMap<>();
        for (int i = 0; !isOver; i++) {
            for (Target target : targets) {
                try {
                    if (!target.isReady) {
                        close(open, target);
                    } else {
                        URI site = where.apply(target.instance);
                        send(open, target, site, request.apply(site, i), holds);
                        answered.incrementAndGet();
                    }
                } catch (IOException e) {
                    fail(target, where.apply(target.instance).getPort() + ": " + e.getMessage());
                    close(open, target);
                }
            }
        }
        targets.forEach(target -> close(open, target));
    }

    private static void send(Map<Target, HttpConnection> open, Target target, URI site, byte[] request, String holds)
            throws IOException {
        HttpConnection connection = open.get(target);
        if (connection == null) {
            connection = new HttpConnection(site);
            open.put(target, connection);
        }
        String body = new String(connection.ok(request), StandardCharsets.UTF_8);
        if (!body.contains(holds)) {
            throw new IOException("the response lacks " + holds);
        }
        if (connection.isAskedToEnd()) {
            close(open, target);
        }
    }

    private static void close(Map<Target, HttpConnection> open, Target target) {
        HttpConnection closed = open.remove(target);
        if (closed != null) {
            closed.end();
        }
    }

    private void sendRpc() {
        var request = LookupUsernameRequest.newBuilder().setUsername("nova").build();
        while (!isOver) {
            for (Target target : targets) {
                if (target.isReady) {
                    Status.Code code = lookUp(target, request);
                    if (code == Status.Code.NOT_FOUND) {
                        grpc.incrementAndGet();
                    } else {
                        fail(target, "gRPC: " + code);
                    }
                }
            }
        }
    }

    private static Status.Code lookUp(Target target, LookupUsernameRequest request) {
        try {
            var _ = ConnectionsServiceGrpc.newBlockingStub(target.channel)
                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                    .lookupUsername(request);
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    @Override
    public void close() {
        targets.forEach(Target::close);
    }
}
