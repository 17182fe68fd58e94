package galaxy.bench;

import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.RedisNode;
import galaxy.testkit.TempFolder;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a start takes, and how much memory. */
@Command(
        name = "start",
        description = {
            "Time from exec to the first response, from the start of the JVM to /livez, and resident memory.",
            "",
            "Starts the service with its embedded Redis as ./galaxy serve does: first in an empty folder, then again in"
                    + " the same one; without and with an AOT cache, which is trained beforehand as ./galaxy trains it."
                    + " With --users also with so many in the store, in a Redis that runs and in the embedded one, which"
                    + " loads them at each start: right after their import, and five minutes later, when no start"
                    + " reads its events back."
        },
        mixinStandardHelpOptions = true)
final class StartBench implements Callable<Integer> {
    /** How old events are that a start does not read back. */
    private static final Duration OLD = Duration.ofMinutes(5);

    @Option(names = "--rounds", description = "Starts of each kind; medians are shown. Default: ${DEFAULT-VALUE}")
    private int rounds = 7;

    @Option(names = "--users", description = "Default: ${DEFAULT-VALUE}")
    private int users;

    /**
     * One start.
     *
     * @param aliveMillis from the start of the JVM, as it says itself, to the response of {@code /livez}
     * @param millis from the start of the program to the first response of a service
     */
    private record Start(double aliveMillis, double millis, double jvmBytes) {}

    @Override
    public Integer call() throws Exception {
        Report report = new Report("start", "without AOT", "with AOT", "ratio", "JVM without AOT", "JVM with AOT");
        try (TempFolder folder = TempFolder.make()) {
            Path cache = folder.path().resolve("galaxy.aot");
            Report.progress("training the AOT cache");
            try (JvmProcess warmUp = JvmProcess.start(PackagedGalaxy.program("warm-up")
                    .withJvmOptions(
                            "-XX:+UnlockDiagnosticVMOptions",
                            "-XX:-AOTRecordTraining",
                            "-XX:AOTCacheOutput=" + cache))) {
                warmUp.awaitExit(GalaxyInstance.TIMEOUT.multipliedBy(2));
            }
            String[] aot = {"-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"};
            List<List<Start>> plain = List.of(new ArrayList<>(), new ArrayList<>());
            List<List<Start>> cached = List.of(new ArrayList<>(), new ArrayList<>());
            for (int round = 0; round < rounds; round++) {
                Report.progress("round %d of %d".formatted(round + 1, rounds));
                twice(new String[0], folder.path().resolve("plain-" + round), plain);
                twice(aot, folder.path().resolve("aot-" + round), cached);
            }
            row(report, "first, in an empty folder", plain.getFirst(), cached.getFirst());
            row(report, "second, in the same folder", plain.getLast(), cached.getLast());
            times(report, "second, /livez", Start::aliveMillis, plain.getLast(), cached.getLast(), "", "");
            if (users > 0) {
                withUsers(report, folder.path(), aot);
            }
        }
        report.print();
        return 0;
    }

    private void withUsers(Report report, Path folder, String[] aot) throws IOException, InterruptedException {
        Path lines = MillionBench.file(folder.resolve("users.jsonl"), users);
        try (RedisNode redis =
                RedisNode.start(RedisNode.Options.plain().withAppendOnly().withUnixSocket())) {
            Map<String, String> stores = new LinkedHashMap<>();
            stores.put("a Redis that runs", "redis.uri=" + redis.socketUri());
            stores.put("its own Redis", "data.dir=" + folder.resolve("users"));
            for (String store : stores.values()) {
                fill(store, lines, aot);
            }
            starts(report, "right after the import", stores, aot);
            Report.progress("waiting until the events of the import are old");
            Thread.sleep(OLD);
            starts(report, "later", stores, aot);
        }
    }

    private static void fill(String store, Path lines, String[] aot) throws InterruptedException {
        try (GalaxyInstance service = new GalaxyInstance(List.of(store))) {
            service.launch(program -> program.withJvmOptions(aot).withErrors(Redirect.DISCARD));
            service.awaitReady();
            try (JvmProcess running = MillionBench.importing(lines, service.users())) {
                MillionBench.awaitDone(running);
            }
            service.stop();
        }
    }

    private void starts(Report report, String when, Map<String, String> stores, String[] aot)
            throws IOException, InterruptedException {
        for (Map.Entry<String, String> store : stores.entrySet()) {
            List<Start> some = new ArrayList<>();
            List<Start> all = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                some.add(start(aot, store.getValue(), "users", "connections"));
                all.add(start(aot, store.getValue()));
            }
            String where = "%,d users in %s, %s".formatted(users, store.getKey(), when);
            row(report, "users and connections, " + where, some);
            row(report, "all services, " + where, all);
        }
    }

    private static void row(Report report, String name, List<Start> cached) {
        report.row(name, "", "%.0f ms".formatted(median(cached, Start::millis)), "", "", megabytes(cached));
    }

    private static void twice(String[] flags, Path folder, List<List<Start>> starts)
            throws IOException, InterruptedException {
        for (List<Start> each : starts) {
            each.add(start(flags, "data.dir=" + folder));
        }
    }

    private static Start start(String[] flags, String store, String... services)
            throws IOException, InterruptedException {
        List<String> settings =
                Stream.concat(Stream.of(services), Stream.of(store)).toList();
        long start = System.nanoTime();
        try (GalaxyInstance service = new GalaxyInstance(settings)) {
            JvmProcess jvm =
                    service.launch(program -> program.withJvmOptions(flags).withErrors(Redirect.DISCARD));
            long alive = alive(service);
            jvm.awaitLine("  users ", GalaxyInstance.TIMEOUT);
            try (HttpConnection connection = new HttpConnection(service.users())) {
                connection.ok(HttpConnection.post(
                        "/api/v1/internal/user-resolutions/by-email", "{\"email\":\"pilot@example.com\"}"));
            }
            double millis = (System.nanoTime() - start) / 1e6;
            double begun = 1000 * service.metrics().value("process_start_time_seconds");
            Start measured = new Start(alive - begun, millis, resident(jvm.pid()));
            service.stop();
            return measured;
        }
    }

    /** Waits until {@code /livez} responds; returns the time, in milliseconds since 1970. */
    private static long alive(GalaxyInstance service) throws InterruptedException {
        while (true) {
            try (HttpConnection connection = new HttpConnection(service.management())) {
                connection.ok(HttpConnection.get("/livez"));
                return System.currentTimeMillis();
            } catch (IOException e) {
                // Not yet.
                Thread.sleep(1);
            }
        }
    }

    /** The memory of a process in bytes, as the system counts it. */
    static long resident(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        return 1024 * Long.parseLong(new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
    }

    private static void row(Report report, String name, List<Start> plain, List<Start> cached) {
        times(report, name, Start::millis, plain, cached, megabytes(plain), megabytes(cached));
    }

    private static void times(
            Report report,
            String name,
            ToDoubleFunction<Start> time,
            List<Start> plain,
            List<Start> cached,
            String... memory) {
        double without = median(plain, time);
        double with = median(cached, time);
        report.row(Stream.concat(
                        Stream.of(
                                name,
                                "%.0f ms".formatted(without),
                                "%.0f ms".formatted(with),
                                Report.ratio(with / without)),
                        Stream.of(memory))
                .toArray(String[]::new));
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> of) {
        return Report.median(starts.stream().mapToDouble(of).toArray());
    }

    private static String megabytes(List<Start> starts) {
        return "%.0f MB".formatted(median(starts, Start::jvmBytes) / (1 << 20));
    }
}
