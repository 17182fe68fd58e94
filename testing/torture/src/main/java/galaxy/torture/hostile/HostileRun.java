package galaxy.torture.hostile;

import galaxy.testkit.TempFolder;
import galaxy.testkit.http.RawClient;
import galaxy.testkit.http.RawResponse;
import galaxy.testkit.openapi.OpenApi;
import galaxy.torture.hostile.AttackContext.Timeouts;
import galaxy.torture.workload.Findings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/**
 * All attacks on the packaged program beside a legitimate load: each once, then all at random for the duration. What the
 * program uses is measured between and at the end. Afterwards a short run each against programs that log more.
 */
final class HostileRun {
    /** From here on with the default timeouts of the service, and until every naughty string was in every field. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final Duration REMAINING_TEXTS = Duration.ofMinutes(30);
    private static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60));
    private static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(4));
    private static final int LOADS = 2;

    private final Duration duration;
    private final boolean isLong;
    private final Checks checks;
    private final SplittableGenerator random;
    private final OpenApi contract = OpenApi.load("/galaxy/contracts/users.openapi.yaml");
    private final AttackSchedule.Texts texts;
    private final HostileReport report;

    HostileRun(Duration duration, long seed, Findings findings) {
        this.duration = duration;
        isLong = duration.compareTo(LONG) >= 0;
        checks = new Checks(new MarkedAddresses(seed), findings);
        random = RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom")
                .create(seed);
        List<String> strings = NaughtyStrings.all();
        texts = new AttackSchedule.Texts(
                new Scenarios<>(RestField.all(contract), strings, seed),
                new Scenarios<>(NaughtyRpc.Field.all(), strings, seed));
        report = new HostileReport("Seed %d, %d s.".formatted(seed, duration.toSeconds()), findings);
    }

    HostileReport run() throws IOException, InterruptedException {
        attack("json", "info", this::runLong);
        attack("text", "debug", this::runShort);
        attack("json", "debug", this::runShort);
        report.add("pairs of a naughty string and a field", "REST " + texts.rest() + ", gRPC " + texts.rpc());
        if (isLong) {
            boolean areComplete = texts.rest().isComplete() && texts.rpc().isComplete();
            checks.check("every naughty string was sent in every field", areComplete);
        }
        return report;
    }

    private interface Step {
        void run(AttackContext context) throws IOException, InterruptedException;
    }

    /** The program is closed before its log is counted, so that all of it is there. */
    private void attack(String format, String level, Step step) throws IOException, InterruptedException {
        LogCheck log = new LogCheck(format.equals("json"), checks);
        Timeouts timeouts = isLong ? DEFAULT : SHORT;
        List<String> settings = List.of(
                "log.format=" + format,
                "log.level=" + level,
                "http.read-timeout=" + timeouts.read().toSeconds() + "s",
                "http.idle-timeout=" + timeouts.idle().toSeconds() + "s");
        try (TempFolder folder = TempFolder.make();
                TargetProcess target = new TargetProcess(folder.path(), settings, log)) {
            step.run(new AttackContext(target, timeouts, checks, new RestCheck(contract, checks)));
            checkState(target);
        }
        report.add(format + " log, " + level, log);
    }

    private void runLong(AttackContext context) throws IOException, InterruptedException {
        AttackSchedule schedule = new AttackSchedule(context, texts, random.split());
        List<LegitimateLoad> loads =
                Stream.generate(() -> new LegitimateLoad(context)).limit(LOADS).toList();
        for (LegitimateLoad load : loads) {
            load.warmUp();
        }
        long begun = System.nanoTime();
        beside(loads, schedule::runEach);
        ResourceUsage before = usage(context);
        // On a slow machine the first part may take as long as the whole duration.
        long left = Math.max(duration.toNanos() - (System.nanoTime() - begun), duration.toNanos() / 2);
        Duration more = isLong ? REMAINING_TEXTS : Duration.ZERO;
        beside(loads, () -> schedule.runAtRandom(Duration.ofNanos(left), more));
        ResourceUsage after = usage(context);
        before.compare(after, checks);
        report.add("resources after each attack once", before.figures());
        report.add("resources at the end", after.figures());
        report.load(
                loads.stream().flatMap(load -> load.nanos().stream()).sorted().toList(),
                loads.stream().mapToLong(LegitimateLoad::retries).sum());
    }

    private void runShort(AttackContext context) throws IOException, InterruptedException {
        new LegitimateLoad(context).warmUp();
        Duration time = Duration.ofMillis(Math.clamp(duration.toMillis() / 20, 3_000, 30_000));
        new AttackSchedule(context, texts, random.split()).runQuickFor(time);
    }

    private interface Attacks {
        void run() throws InterruptedException;
    }

    private static void beside(List<LegitimateLoad> loads, Attacks attacks) throws InterruptedException {
        AtomicBoolean goesOn = new AtomicBoolean(true);
        List<Thread> threads = loads.stream()
                .map(load -> Thread.ofPlatform().daemon().name("load").start(() -> load.run(goesOn::get)))
                .toList();
        attacks.run();
        goesOn.set(false);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** What it uses after all connections of the attacks have ended. */
    private static ResourceUsage usage(AttackContext context) throws IOException, InterruptedException {
        Thread.sleep(context.timeouts().read().plusSeconds(3));
        return ResourceUsage.of(context.target());
    }

    private void checkState(TargetProcess target) throws IOException {
        checks.check("the service survives all attacks", target.process().isAlive());
        try (RawClient management = new RawClient(target.management(), DEFAULT.read());
                RawClient users = new RawClient(target.users(), DEFAULT.read())) {
            new MetricsCheck(contract, checks).run(management.get("/metrics").body());
            RawResponse ready = management.get("/readyz");
            checks.check("the service is ready after all attacks", ready.status() == 200, ready);
            for (String page : List.of("/docs", "/openapi.yaml")) {
                RawResponse response = users.get(page);
                checks.check("the pages are served after all attacks", response.status() == 200, response);
                checks.noAddress("the pages", response.toString());
            }
        }
        report.add("events", new EventsCheck(checks).run(target.redisFolder()));
    }
}
