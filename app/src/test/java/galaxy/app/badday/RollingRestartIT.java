package galaxy.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import galaxy.contracts.connections.v1.LookupUsernameRequest;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.RedisNode;
import galaxy.testkit.UsersCaller;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two instances that are restarted one after the other, under clients that send to those that were ready a moment ago. */
final class RollingRestartIT {
    private static final int CLIENTS = 2;
    private static final long POLL_MILLIS = 500;

    /** An instance as clients see it. */
    private static final class Target implements AutoCloseable {
        private final GalaxyInstance instance;
        private final UsersCaller rest;
        private final ManagedChannel channel;
        private volatile boolean isReady = true;

        private Target(GalaxyInstance instance) {
            this.instance = instance;
            rest = UsersCaller.of(instance);
            channel = Grpc.newChannelBuilder(instance.connections(), InsecureChannelCredentials.create())
                    .disableRetry()
                    .build();
        }

        private Status.Code lookUp() {
            try {
                var _ = ConnectionsServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(20, TimeUnit.SECONDS)
                        .lookupUsername(LookupUsernameRequest.newBuilder()
                                .setUsername("nova")
                                .build());
                return Status.Code.OK;
            } catch (StatusRuntimeException e) {
                return e.getStatus().getCode();
            }
        }

        @Override
        public void close() {
            channel.shutdownNow();
            instance.close();
        }
    }

    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean isOver;

    @Test
    void no_request_is_refused_or_cut() throws Exception {
        try (var redis = RedisNode.start();
                var one = new Target(serve(redis));
                var other = new Target(serve(redis));
                var background = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Target> targets = List.of(one, other);
            targets.forEach(target -> background.execute(() -> poll(target)));
            for (int client = 0; client < CLIENTS; client++) {
                String name = "pilot" + client;
                background.execute(() -> sendRest(targets, name));
                background.execute(() -> sendRpc(targets));
            }
            try {
                for (Target target : targets) {
                    Awaitility.await()
                            .atMost(GalaxyInstance.TIMEOUT)
                            .until(() -> targets.stream().allMatch(each -> each.isReady));
                    assertThat(target.instance.stop()).isZero();
                    target.instance.launch(PackagedGalaxy::withFastStart);
                    target.instance.awaitReady();
                }
            } finally {
                isOver = true;
            }
        }
        assertThat(failed).isEmpty();
        assertThat(answered).hasPositiveValue();
    }

    private static GalaxyInstance serve(RedisNode redis) throws InterruptedException {
        return GalaxyInstance.serve(
                "users",
                "connections",
                "redis.uri=" + redis.uri(),
                "redis.timeout=10s",
                "http.work-timeout=15s",
                "grpc.work-timeout=15s",
                "stop.delay=4s",
                "log.level=warn");
    }

    private void poll(Target target) {
        try {
            while (!isOver) {
                target.isReady = target.instance.readiness().isOk();
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendRest(List<Target> targets, String name) {
        for (int i = 0; !isOver; i++) {
            for (Target target : ready(targets)) {
                var reply = target.rest.ensure(name + i % 100 + "@example.com");
                count(reply.status() == 200, "REST " + reply);
            }
        }
    }

    private void sendRpc(List<Target> targets) {
        while (!isOver) {
            for (Target target : ready(targets)) {
                Status.Code code = target.lookUp();
                count(code == Status.Code.NOT_FOUND, "gRPC " + code);
            }
        }
    }

    /** Those that were ready when they were asked last; looked at again before each request. */
    private static Iterable<Target> ready(List<Target> targets) {
        return () -> Stream.iterate(0, i -> i + 1)
                .limit(targets.size())
                .map(targets::get)
                .filter(target -> target.isReady)
                .iterator();
    }

    private void count(boolean isAnswered, String otherwise) {
        if (isAnswered) {
            answered.incrementAndGet();
        } else if (!isOver) {
            failed.add(otherwise);
        }
    }
}
