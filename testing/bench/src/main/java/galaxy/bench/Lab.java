package galaxy.bench;

import galaxy.store.Keyspace;
import galaxy.store.Shards;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.RedisNode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Redis and the services on it, each a process of its own, as {@code ./galaxy serve} starts them. */
final class Lab implements AutoCloseable {
    private static final Keyspace SPACE = new Keyspace("users");
    private static final Keyspace AUTH = new Keyspace("auth");
    private static final Pattern NEXT = Pattern.compile("\"next_page_token\":\"([^\"]*)\"");

    private final RedisNode redis =
            RedisNode.start(RedisNode.Options.plain().withAppendOnly().withUnixSocket());
    private final GalaxyInstance service;
    private @Nullable RedisNode replica;
    private @Nullable GalaxyInstance second;

    /** @param population the users that exist before the service starts */
    Lab(Population population, int size, String... jvmFlags) throws IOException, InterruptedException {
        // Filling does not wait for the disk; the measured requests do.
        redis.config("appendfsync", "no");
        population.fill(redis.socketUri(), 0, size);
        awaitEmpty("XLEN", "outbox");
        redis.config("appendfsync", "always");
        service = start("local", jvmFlags);
        Report.progress("waiting until the sweeper has checked every claim");
        awaitEmpty("ZCARD", "claims");
    }

    /** Creates more new users, those of these numbers, and returns their ids. */
    List<String> create(int from, int size) throws IOException, InterruptedException {
        redis.config("appendfsync", "no");
        List<String> ids = Population.FRESH.fill(redis.socketUri(), from, size);
        awaitEmpty("XLEN", "outbox");
        redis.config("appendfsync", "always");
        return ids;
    }

    /** The services on the same Redis, with a replica, and changes that are done when the replica has them. */
    GalaxyInstance replicated(String... jvmFlags) throws InterruptedException {
        replica = RedisNode.start(RedisNode.Options.plain().withAppendOnly());
        replica.follow(redis);
        second = start("replicated", jvmFlags);
        return second;
    }

    /** Another process of all services on the same Redis: where its users service is. */
    URI another(String... jvmFlags) throws InterruptedException {
        second = start("local", jvmFlags);
        return second.users();
    }

    /** Ends the process of the services and starts it again; returns the milliseconds until it was ready. */
    double restart() throws InterruptedException {
        service.stop();
        long start = System.nanoTime();
        service.launch(program -> PackagedGalaxy.withFastStart(program).withErrors(Redirect.DISCARD));
        service.awaitReady();
        return (System.nanoTime() - start) / 1e6;
    }

    /** The process of the services. */
    long pid() {
        return service.jvm().pid();
    }

    private GalaxyInstance start(String durability, String... jvmFlags) throws InterruptedException {
        GalaxyInstance instance = new GalaxyInstance(List.of(
                "redis.timeout=10s",
                "redis.durability=" + durability,
                "redis.uri=" + redis.socketUri(),
                "auth.limits.sends-per-minute=1000000",
                "web.limits.previews=0",
                "gateway.session.per-minute=1000000"));
        instance.launch(program -> program.withJvmOptions(jvmFlags).withErrors(Redirect.DISCARD));
        instance.awaitReady();
        return instance;
    }

    RedisNode redis() {
        return redis;
    }

    /** Where the users service is. */
    URI users() {
        return service.users();
    }

    /** Where the sign-in service is. */
    URI auth() {
        return service.auth();
    }

    /** Where the geo profile service is. */
    URI geoprofile() {
        return service.geoprofile();
    }

    /** Where the pages of players are. */
    URI web() {
        return service.web();
    }

    /** Where the public gRPC of the gateway is. */
    String gateway() {
        return service.gatewayTarget();
    }

    /** A number of {@code INFO}. */
    long counter(String section, String name) {
        return redis.call("INFO", section)
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(
                        line -> Long.parseLong(line.substring(name.length() + 1).strip()))
                .findFirst()
                .orElseThrow();
    }

    /** The ids of some users, the newest first. */
    List<String> userIds(int count) throws IOException {
        return values("user_id", count);
    }

    /** A field of the accounts of some users, the newest first. */
    List<String> values(String field, int count) throws IOException {
        Pattern pattern = Pattern.compile("\"" + field + "\":\"([^\"]*)\"");
        List<String> all = new ArrayList<>();
        String page = "/api/v1/internal/users?page_size=200";
        String next = page;
        while (all.size() < count && !next.isEmpty()) {
            String body = new String(body(next), StandardCharsets.UTF_8);
            pattern.matcher(body).results().forEach(value -> all.add(value.group(1)));
            next = NEXT.matcher(body)
                    .results()
                    .findFirst()
                    .map(token -> page + "&page_token=" + token.group(1))
                    .orElse("");
        }
        return all.subList(0, Math.min(count, all.size()));
    }

    /** What users return to one read. */
    byte[] body(String path) throws IOException {
        try (HttpConnection connection = new HttpConnection(users())) {
            return connection.ok(HttpConnection.get(path));
        }
    }

    /** Where the connections service is: {@code 127.0.0.1:9090}. */
    String connections() {
        return service.connections();
    }

    /** How many commands Redis has executed, those inside scripts included. */
    long commands() {
        return redis.call("INFO", "commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*:calls=([0-9]+),.*", "$1")))
                .sum();
    }

    /** Seconds of processor time that the service and its Redis have used. */
    double processorSeconds() {
        return processorSeconds(service.jvm().pid()) + processorSeconds(redis.pid());
    }

    /** Seconds of processor time that a process has used. */
    static double processorSeconds(long pid) {
        return ProcessHandle.of(pid)
                        .orElseThrow()
                        .info()
                        .totalCpuDuration()
                        .orElseThrow()
                        .toNanos()
                / 1e9;
    }

    /** How many commands a second the service sends by itself, without requests. */
    double commandsWhenIdle() throws InterruptedException {
        long before = commands();
        long start = System.nanoTime();
        Thread.sleep(Duration.ofSeconds(4));
        return (commands() - before) / ((System.nanoTime() - start) / 1e9);
    }

    /** Waits until the services have published every event and sent every mail, so that a load is measured alone. */
    void awaitQuiet() throws IOException, InterruptedException {
        awaitEmpty("XLEN", "outbox");
        awaitNone("XLEN", AUTH.key(Shards.ONE.all().getFirst(), "outbox"));
        String now = Long.toString(System.currentTimeMillis());
        awaitNone("ZCOUNT", AUTH.due(Shards.ONE.all().getFirst()), "-inf", now);
    }

    /** Waits until all changes of users by time are written. */
    void awaitNothingDue() throws IOException, InterruptedException {
        String now = Long.toString(System.currentTimeMillis());
        awaitNone("ZCOUNT", SPACE.due(Shards.ONE.all().getFirst()), "-inf", now);
    }

    private void awaitEmpty(String count, String name) throws IOException, InterruptedException {
        awaitNone(count, SPACE.key(Shards.ONE.all().getFirst(), name));
    }

    private void awaitNone(String... count) throws IOException, InterruptedException {
        try (var connection = redis.connect()) {
            while (!connection.call(count).equals("0")) {
                Thread.sleep(Duration.ofMillis(20));
            }
        }
    }

    @Override
    public void close() {
        service.stop();
        if (second != null) {
            second.stop();
        }
        redis.close();
        if (replica != null) {
            replica.close();
        }
    }
}
