package galaxy.bench;

import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.TempFolder;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a start takes, and how much memory. */
@Command(
        name = "start",
        description = {
            "Time from exec to the first response, and resident memory.",
            "",
            "Starts the service with its embedded Redis as ./galaxy serve does: first in an empty folder, then again in"
                    + " the same one; without and with an AOT cache, which is trained beforehand as ./galaxy trains it."
        },
        mixinStandardHelpOptions = true)
final class StartBench implements Callable<Integer> {
    @Option(names = "--rounds", description = "Starts of each kind; medians are shown. Default: ${DEFAULT-VALUE}")
    private int rounds = 7;

    /** One start. */
    private record Start(double millis, double jvmBytes) {}

    @Override
    public Integer call() throws Exception {
        Report report = new Report("start", "without AOT", "with AOT", "ratio", "JVM without AOT", "JVM with AOT");
        try (TempFolder folder = TempFolder.make()) {
            Path cache = folder.path().resolve("galaxy.aot");
            Report.progress("training the AOT cache");
            try (JvmProcess warmUp =
                    JvmProcess.start(PackagedGalaxy.program("warm-up").withJvmOptions("-XX:AOTCacheOutput=" + cache))) {
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
        }
        report.print();
        return 0;
    }

    private static void twice(String[] flags, Path folder, List<List<Start>> starts)
            throws IOException, InterruptedException {
        for (List<Start> each : starts) {
            each.add(start(flags, folder));
        }
    }

    private static Start start(String[] flags, Path folder) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (GalaxyInstance service = new GalaxyInstance(List.of("data.dir=" + folder))) {
            JvmProcess jvm =
                    service.launch(program -> program.withJvmOptions(flags).withErrors(Redirect.DISCARD));
            jvm.awaitLine("  users ", GalaxyInstance.TIMEOUT);
            try (HttpConnection connection = new HttpConnection(service.users())) {
                connection.ok(HttpConnection.post(
                        "/api/v1/internal/user-resolutions/by-email", "{\"email\":\"pilot@example.com\"}"));
            }
            double millis = (System.nanoTime() - start) / 1e6;
            Start measured = new Start(millis, resident(jvm.pid()));
            service.stop();
            return measured;
        }
    }

    /** The memory of a process in bytes, as the system counts it. */
    private static long resident(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        return 1024 * Long.parseLong(new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
    }

    private static void row(Report report, String name, List<Start> plain, List<Start> cached) {
        double without = millis(plain);
        double with = millis(cached);
        report.row(
                name,
                "%.0f ms".formatted(without),
                "%.0f ms".formatted(with),
                Report.ratio(with / without),
                megabytes(plain),
                megabytes(cached));
    }

    private static double millis(List<Start> starts) {
        return Report.median(starts.stream().mapToDouble(Start::millis).toArray());
    }

    private static String megabytes(List<Start> starts) {
        double bytes =
                Report.median(starts.stream().mapToDouble(Start::jvmBytes).toArray());
        return "%.0f MB".formatted(bytes / (1 << 20));
    }
}
