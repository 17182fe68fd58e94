package galaxy.torture.hostile;

import galaxy.testkit.TempFolder;
import galaxy.torture.workload.Findings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * All attacks against the packaged program beside an honest load: each in its turn, then all by chance for the duration. What
 * the program holds on to is measured between and at the end. Afterwards they go on for a little against programs that log
 * more.
 */
final class HostileRun {
    /** From here on the program runs with the time-outs that it has by itself, and every string has its turn. */
    private static final Duration LONG = Duration.ofMinutes(5);

    /** For the naughty strings that are left when the duration is over. */
    private static final Duration MOST_MORE = Duration.ofMinutes(30);

    private static final Duration READ = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration SHORT_READ = Duration.ofSeconds(2);
    private static final Duration SHORT_IDLE = Duration.ofSeconds(4);
    private static final int HONEST = 2;

    private final Duration duration;
    private final Findings findings;
    private final Mark mark;
    private final Tally tally = new Tally();
    private final SplittableGenerator random;
    private final Siege.Decks decks;
    private final RestContract contract = new RestContract();
    private final List<Long> honestNanos = new ArrayList<>();
    private final HostileReport report;

    HostileRun(Duration duration, long seed, Findings findings) {
        this.duration = duration;
        this.findings = findings;
        this.mark = new Mark(seed);
        this.random = RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom")
                .create(seed);
        List<String> texts = NaughtyStrings.all();
        this.decks = new Siege.Decks(
                new Deck<>(contract.fields(), texts, seed), new Deck<>(new RpcContract().fields(), texts, seed));
        this.report = new HostileReport(duration, seed, findings, tally);
    }

    HostileReport run() throws IOException, InterruptedException {
        soak();
        for (String format : List.of("text", "json")) {
            debug(format);
        }
        report.naughty(decks);
        if (isLong()) {
            findings.check(
                    "every naughty string went through every text",
                    decks.rest().isThrough() && decks.rpc().isThrough(),
                    () -> decks.rest().dealt() + " of " + decks.rest().size() + " and "
                            + decks.rpc().dealt() + " of " + decks.rpc().size());
        }
        return report;
    }

    private boolean isLong() {
        return duration.compareTo(LONG) >= 0;
    }

    private void soak() throws IOException, InterruptedException {
        LogWatch log = new LogWatch(true, mark, findings);
        try (TempFolder folder = TempFolder.make();
                Prey prey = new Prey(folder.path(), settings("json", "info"), log)) {
            Arena arena = arena(prey);
            try (Siege siege = new Siege(arena, decks, random.split());
                    HonestLoads honest = new HonestLoads(arena)) {
                honest.greet();
                long begun = System.nanoTime();
                honest.beside(siege::inTurn);
                Thread.sleep(calm());
                Vitals before = Vitals.of(prey, folder.path());
                // On a slow machine the turns may take as long as all was to take.
                long left = Math.max(duration.toNanos() - (System.nanoTime() - begun), duration.toNanos() / 2);
                honest.beside(() -> siege.atRandom(Duration.ofNanos(left)));
                if (isLong()) {
                    long end = System.nanoTime() + MOST_MORE.toNanos();
                    honest.beside(() -> siege.naughtyOnes(() -> System.nanoTime() - end < 0));
                }
                report.honest(honestNanos, honest.repeated());
                Thread.sleep(calm());
                Vitals after = Vitals.of(prey, folder.path());
                before.compare(after, findings);
                report.vitals(before, after);
            }
            lookAround(prey);
        }
        report.log("json, info", log);
    }

    /** The program is closed before its log is looked at, so that all of it is there. */
    private void debug(String format) throws IOException, InterruptedException {
        LogWatch log = new LogWatch(format.equals("json"), mark, findings);
        try (TempFolder folder = TempFolder.make();
                Prey prey = new Prey(folder.path(), settings(format, "debug"), log)) {
            Arena arena = arena(prey);
            try (Siege siege = new Siege(arena, decks, random.split());
                    HonestLoad first = new HonestLoad(arena)) {
                first.greet();
                long end = System.nanoTime() + Math.clamp(duration.toNanos() / 20, 3_000_000_000L, 30_000_000_000L);
                siege.briefly(() -> System.nanoTime() - end < 0);
            }
            lookAround(prey);
        }
        report.log(format + ", debug", log);
    }

    private void lookAround(Prey prey) throws IOException {
        findings.check("the service outlives all of it", prey.isAlive(), () -> "it has ended");
        try (RestLine management = new RestLine(prey.managementPort(), READ);
                RestLine users = new RestLine(prey.usersPort(), READ)) {
            String metrics = management.get("/metrics").body();
            findings.check("no e-mail address in the metrics", !mark.isIn(metrics), () -> marked(metrics));
            new MetricsCheck(contract, findings).run(metrics);
            HttpReply ready = management.get("/readyz");
            findings.check("the service is ready afterwards", ready.status() == 200, ready::text);
            for (String page : List.of("/docs", "/openapi.yaml")) {
                HttpReply told = users.get(page);
                findings.check(
                        "no e-mail address in the pages",
                        told.status() == 200 && !mark.isIn(told.text()),
                        () -> RestJudge.clip(told.text()));
            }
        }
        report.events(new EventsCheck(mark, findings).run(prey));
    }

    private String marked(String text) {
        return text.lines().filter(mark::isIn).findFirst().map(RestJudge::clip).orElse("");
    }

    private Duration calm() {
        return readTimeout().plusSeconds(3);
    }

    private Duration readTimeout() {
        return isLong() ? READ : SHORT_READ;
    }

    private Duration idleTimeout() {
        return isLong() ? IDLE : SHORT_IDLE;
    }

    private Map<String, String> settings(String format, String level) {
        return Map.of(
                "log.format",
                format,
                "log.level",
                level,
                "http.read-timeout",
                readTimeout().toSeconds() + "s",
                "http.idle-timeout",
                idleTimeout().toSeconds() + "s");
    }

    private Arena arena(Prey prey) {
        return new Arena(
                prey,
                mark,
                findings,
                tally,
                contract,
                new RestJudge(mark, findings, tally),
                new RpcJudge(mark, findings, tally),
                readTimeout(),
                idleTimeout());
    }

    /** What goes on beside the honest load. */
    private interface Work {
        void go() throws InterruptedException;
    }

    /** A few honest callers, each in a thread of its own. */
    private final class HonestLoads implements AutoCloseable {
        private final List<HonestLoad> loads = new ArrayList<>();

        private HonestLoads(Arena arena) {
            for (int i = 0; i < HONEST; i++) {
                loads.add(new HonestLoad(arena));
            }
        }

        private void greet() throws IOException, InterruptedException {
            for (HonestLoad load : loads) {
                load.greet();
            }
        }

        private void beside(Work work) throws InterruptedException {
            AtomicBoolean goesOn = new AtomicBoolean(true);
            List<Thread> threads = loads.stream()
                    .map(load -> Thread.ofPlatform().daemon().name("honest").start(() -> run(load, goesOn)))
                    .toList();
            work.go();
            goesOn.set(false);
            for (Thread thread : threads) {
                thread.join();
            }
            honestNanos.clear();
            loads.forEach(load -> honestNanos.addAll(load.nanos()));
        }

        private static void run(HonestLoad load, AtomicBoolean goesOn) {
            try {
                load.run(goesOn::get);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private long repeated() {
            return loads.stream().mapToLong(HonestLoad::repeated).sum();
        }

        @Override
        public void close() {
            loads.forEach(HonestLoad::close);
        }
    }
}
