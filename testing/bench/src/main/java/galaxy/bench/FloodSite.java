package galaxy.bench;

import galaxy.client.ClientSettings;
import galaxy.client.users.UsersClient;
import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.RedisNode;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A gateway under a flood: the process, its Redis, signed-in devices, and what came of the requests. Thread-safe. */
final class FloodSite implements AutoCloseable {
    /** Streams of a device. */
    static final int PER_DEVICE = 2;

    private static final Metadata.Key<String> FORWARDED_FOR =
            Metadata.Key.of("x-forwarded-for", Metadata.ASCII_STRING_MARSHALLER);
    private static final Duration PLAYER = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final String REFUSED = "refused reads of a player";

    private final RedisNode redis;
    private final GalaxyInstance galaxy;
    private final SignedCalls calls;
    private final UsersClient users;
    private final List<Device> devices;
    private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();
    private final AtomicLong slowest = new AtomicLong();
    private final AtomicInteger changes = new AtomicInteger();

    /** Part of a flood, which one thread repeats. */
    interface Step {
        void run() throws IOException, InterruptedException;
    }

    private FloodSite(RedisNode redis, GalaxyInstance galaxy, List<Device> devices) {
        this.redis = redis;
        this.galaxy = galaxy;
        this.calls = new SignedCalls(galaxy.gatewayTarget());
        this.users = UsersClient.of(ClientSettings.of(galaxy.users()));
        this.devices = devices;
    }

    /** Starts it, with devices for so many streams. This client is a proxy that it trusts. */
    static FloodSite open(int streams) throws InterruptedException {
        RedisNode redis = RedisNode.start(
                RedisNode.Options.plain().withAppendOnly().withUnixSocket().withConfig("appendfsync no"));
        GalaxyInstance galaxy = new GalaxyInstance(List.of(
                "redis.uri=" + redis.socketUri(),
                "redis.timeout=10s",
                "auth.limits.sends-per-minute=1000000",
                "gateway.session.per-minute=1000000",
                "gateway.grpc.trusted-proxies=127.0.0.0/8"));
        galaxy.launch(program -> program.withErrors(Redirect.DISCARD));
        galaxy.awaitReady();
        Report.progress("signing players in");
        List<Device> devices = Devices.signIn(galaxy.auth(), Math.max(1, streams / PER_DEVICE));
        return new FloodSite(redis, galaxy, devices);
    }

    List<Device> devices() {
        return devices;
    }

    SignedCalls calls() {
        return calls;
    }

    int port() {
        return URI.create("//" + target()).getPort();
    }

    /** Of its gRPC. */
    String target() {
        return galaxy.gatewayTarget();
    }

    /** Changes the settings of one player after another. */
    Device changeNext() {
        int number = changes.getAndIncrement();
        Device device = devices.get(number % devices.size());
        var language = Optional.of(number / devices.size() % 2 == 0 ? "pt-BR" : "de");
        var _ = users.changeSettings(device.userId(), language, Optional.empty())
                .orElseThrow();
        return device;
    }

    /** Sends a request that is not accepted, from any address. */
    void call(SignedEnvelope envelope) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Metadata from = new Metadata();
        from.put(FORWARDED_FOR, "10.%d.%d.%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
        try {
            var _ = calls.stub()
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(from))
                    .withDeadlineAfter(30, TimeUnit.SECONDS)
                    .execute(envelope);
            count("accepted", 1);
        } catch (StatusRuntimeException e) {
            count(e.getStatus().getCode().name(), 1);
        }
    }

    /** A request with the signature of another key. */
    void callBadly() {
        Device device = devices.getFirst();
        call(new Device(DeviceKey.fresh(), device.sessionId(), device.userId()).sign(MessageType.USER_ACCOUNT_GET));
    }

    void count(String what) {
        count(what, 1);
    }

    void count(String what, long more) {
        counts.computeIfAbsent(what, first -> new AtomicLong()).addAndGet(more);
    }

    /** What was counted since the last {@link #clear}. */
    String counts() {
        Map<String, AtomicLong> all = new TreeMap<>(counts);
        return all.entrySet().stream()
                .map(each -> "%,d %s".formatted(each.getValue().get(), each.getKey()))
                .collect(Collectors.joining(", "));
    }

    /** What a player beside the flood had to bear: a wait of more than 5 s, or a refusal. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (slowest.get() > LONGEST.toNanos()) {
            problems.add("a player waited for " + Duration.ofNanos(slowest.get()));
        }
        if (counts.containsKey(REFUSED)) {
            problems.add(counts.get(REFUSED) + " " + REFUSED);
        }
        return problems;
    }

    void clear() {
        counts.clear();
        slowest.set(0);
    }

    /** Repeats a step on so many threads for so long, while a player reads the account. */
    void besidePlayer(Duration time, int threads, Step step) throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(i -> all.submit(() -> repeat(step, end)))
                    .toList();
            repeat(this::play, end);
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the flood cannot go on", e.getCause());
        }
    }

    private static boolean repeat(Step step, long end) throws IOException, InterruptedException {
        while (System.nanoTime() < end) {
            step.run();
        }
        return true;
    }

    private void play() throws InterruptedException {
        long begin = System.nanoTime();
        try {
            var _ = calls.stub().execute(devices.getLast().sign(MessageType.USER_ACCOUNT_GET));
            count("reads of a player");
        } catch (StatusRuntimeException e) {
            count(REFUSED);
        }
        slowest.accumulateAndGet(System.nanoTime() - begin, Math::max);
        Thread.sleep(PLAYER);
    }

    /** Waits until no stream is open and no connection but those of this client. */
    void awaitQuiet() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (galaxy.metrics().sum("gateway_streams") > 0
                || galaxy.metrics().sum("rpc_connections", "service=\"gateway\"") > SignedCalls.CHANNELS) {
            if (System.nanoTime() > deadline) {
                count("connections left at the end", 1);
                return;
            }
            Thread.sleep(Duration.ofMillis(200));
        }
    }

    FloodUsage usage() throws IOException, InterruptedException {
        return FloodUsage.of(galaxy.jvm(), galaxy.metrics(), redis);
    }

    @Override
    public void close() {
        calls.close();
        users.close();
        galaxy.stop();
        redis.close();
    }
}
