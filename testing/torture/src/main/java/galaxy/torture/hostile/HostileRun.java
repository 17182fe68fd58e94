package galaxy.torture.hostile;

import galaxy.testkit.StoreImage;
import galaxy.testkit.TempFolder;
import galaxy.testkit.http.RawClient;
import galaxy.testkit.http.RawResponse;
import galaxy.torture.hostile.Context.Timeouts;
import galaxy.torture.stage.Fleet;
import galaxy.torture.stage.Instance;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Journal;
import galaxy.torture.workload.Load;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Report;
import galaxy.torture.workload.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * All attacks on the packaged program beside a legitimate load: until each has run, then for the duration. What the program
 * uses is measured between and at the end. Afterwards shorter, against programs that log more.
 */
final class HostileRun {
    /** From here on with the default timeouts of the service, and until every naughty string was in every field. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60));
    private static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(4));
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration UNTIL_PUBLISHED = Duration.ofSeconds(2);
    private static final Duration IN_TIME = Duration.ofSeconds(5);

    private final List<Workload.Maker> makers;
    private final long seed;
    private final Checks checks;
    private final SplittableGenerator random;
    private final AttackSchedule.Texts texts;

    HostileRun(List<Workload.Maker> makers, long seed, Findings findings) {
        this.makers = makers;
        this.seed = seed;
        checks = new Checks(seed, findings);
        random = new SplittableRandom(seed);
        texts = new AttackSchedule.Texts(
                new Rotation<>(RestTexts.Scenario.all(), seed), new Rotation<>(RpcAttacks.Scenario.all(), seed));
    }

    /** Does all, and puts figures into the report. */
    void run(Duration duration, Report report) throws IOException, InterruptedException {
        boolean isLong = duration.compareTo(LONG) >= 0;
        attack("json", "info", isLong ? DEFAULT : SHORT, duration, report);
        attack("text", "debug", SHORT, duration.dividedBy(20), report);
        attack("json", "debug", SHORT, duration.dividedBy(20), report);
        report.put("naughty strings in fields", "REST " + texts.rest() + ", gRPC " + texts.rpc());
    }

    private void attack(String format, String level, Timeouts timeouts, Duration time, Report report)
            throws IOException, InterruptedException {
        RestCheck rest = new RestCheck(checks);
        try (TempFolder folder = TempFolder.make();
                Context context = Context.open(folder.path(), format, level, timeouts, rest);
                Journal warmUp = Journal.open(Optional.empty());
                Journal journal = Journal.open(Optional.empty())) {
            List<Workload> first = load(context, warmUp, seed + 1);
            besideLoad(first, 0, () -> LockSupport.parkNanos(WARM_UP.toNanos()));
            first.forEach(Workload::close);
            List<Workload> load = load(context, journal, seed);
            AttackSchedule schedule = new AttackSchedule(context, texts, random);
            besideLoad(load, 0, () -> schedule.run(Duration.ZERO, false));
            ResourceUsage before = ResourceUsage.of(context);
            besideLoad(load, 1, () -> schedule.run(time, time.compareTo(LONG) >= 0));
            ResourceUsage after = ResourceUsage.of(context);
            before.compare(after, RestService.ALL.size() + 2, checks);
            boolean isInTime = journal.slowestResponse().compareTo(IN_TIME) <= 0;
            checks.check("legitimate requests get a response within 5 s", isInTime, journal.slowestResponse());
            for (Workload each : load) {
                each.checkResponses(checks.findings());
                each.close();
            }
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("legitimate load", journal.results());
            figures.put("slowest response", journal.slowestResponse().toString());
            figures.put("resources after each attack", before.figures());
            figures.put("resources at the end", after.figures());
            checkEnd(context, format.equals("json"), figures);
            report.put(format + " log, " + level, figures);
        }
    }

    private List<Workload> load(Context context, Journal journal, long itsSeed) {
        Workload.Context all = new Workload.Context(
                context.stage().fleet().galaxies(), journal, checks.findings(), Promise.WHOLE, itsSeed);
        return makers.stream().map(maker -> maker.make(all)).toList();
    }

    /** Runs attacks while one client of each workload is active. */
    private void besideLoad(List<Workload> load, int client, Runnable attacks) throws InterruptedException {
        Load clients = new Load(load, client, 1, random.nextLong(), checks.findings());
        attacks.run();
        clients.stop();
    }

    /** The program ends before its log and its store are checked, so that all of it is there. */
    private void checkEnd(Context context, boolean isJson, Map<String, Object> figures)
            throws IOException, InterruptedException {
        Fleet fleet = context.stage().fleet();
        Instance instance = fleet.instances().getFirst();
        OutputCheck output = new OutputCheck(checks);
        List<String> notReady = fleet.notReady();
        checks.check("the service is ready after all attacks", notReady.isEmpty(), notReady);
        output.metrics(fleet.metrics().getFirst().text());
        try (RawClient users = context.restClient()) {
            for (String page : List.of("/docs", "/openapi.yaml")) {
                RawResponse response = users.get(page);
                checks.check("the pages are served after all attacks", response.status() == 200, response);
                checks.noAddress("the pages", response.toString());
            }
        }
        Thread.sleep(UNTIL_PUBLISHED);
        fleet.stop(checks.findings());
        StoreImage store = context.stage().read();
        for (String service : List.of("users", "connections", "auth", "geoprofile")) {
            figures.put("events of " + service, output.events(store, service));
        }
        figures.put("lines of the log", output.log(instance.log(), isJson));
    }
}
