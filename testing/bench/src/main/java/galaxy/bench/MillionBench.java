package galaxy.bench;

import galaxy.bench.Load.Generator;
import galaxy.bench.Load.Speed;
import galaxy.bench.ResidentBench.Watch;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.TempFolder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What many users cost. */
@Command(
        name = "million",
        description = {
            "A million users: import, reads, creations, pages under every filter, a start, memory.",
            "",
            "The users are imported by ./galaxy users import, with its progress, into a store that syncs every change."
                    + " One in five has a paid plan. Then 8 connections read and create users, one requests pages of 50,"
                    + " and the process is started again."
        },
        mixinStandardHelpOptions = true)
final class MillionBench implements Callable<Integer> {
    private static final String API = "/api/v1/internal/users";
    private static final int CONNECTIONS = 8;
    private static final int PAID = 5;

    @Option(names = "--users", description = "Default: ${DEFAULT-VALUE}")
    private int users = 1_000_000;

    @Option(names = "--seconds", description = "Length of each load. Default: ${DEFAULT-VALUE}")
    private int seconds = 10;

    @Option(names = "--pages", description = "Pages of each filter. Default: ${DEFAULT-VALUE}")
    private int pages = 60;

    @Override
    public Integer call() throws Exception {
        Report report = new Report("%,d users".formatted(users), "time", "99 %", "rate", "memory");
        try (Lab lab = new Lab(Population.FRESH, 0);
                TempFolder folder = TempFolder.make()) {
            long empty = lab.counter("memory", "used_memory");
            load(report, lab, file(folder.path().resolve("users.jsonl"), users));
            lab.awaitQuiet();
            long full = lab.counter("memory", "used_memory");
            report.row("Redis", "", "", "", ResidentBench.megabytes(full));
            report.row("Redis, a user", "", "", "", "%,d bytes".formatted((full - empty) / users));
            List<String> ids = lab.userIds(2000);
            requests(report, lab, "account", ids);
            requests(report, lab, "eligibility", ids);
            creations(report, lab);
            listing(report, lab);
            report.row("JVM, all services", "", "", "", ResidentBench.megabytes(StartBench.resident(lab.pid())));
            double millis = lab.restart();
            String resident = ResidentBench.megabytes(StartBench.resident(lab.pid()));
            report.row("start until ready", "%,.0f ms".formatted(millis), "", "", resident);
        }
        report.print();
        return 0;
    }

    /** Writes the lines of an import of so many users. */
    static Path file(Path path, int users) throws IOException {
        Instant end = Instant.now().plus(Duration.ofDays(200));
        try (BufferedWriter lines = Files.newBufferedWriter(path)) {
            for (int i = 0; i < users; i++) {
                String plan = i % PAID == 0 ? ",\"plan_code\":\"paid_yearly\",\"ends_at\":\"%s\"".formatted(end) : "";
                lines.write("{\"email\":\"%s\",\"preferred_language\":\"en\",\"time_zone\":\"Europe/Berlin\"%s}\n"
                        .formatted(Population.email(i), plan));
            }
        }
        return path;
    }

    private void load(Report report, Lab lab, Path file) throws InterruptedException {
        long start = System.nanoTime();
        try (JvmProcess running = importing(file, lab.users());
                Watch watch = new Watch(running.pid())) {
            awaitDone(running);
            double time = (System.nanoTime() - start) / 1e9;
            String memory = ResidentBench.megabytes(watch.most());
            report.row("import", "%,.0f s".formatted(time), "", Report.perSecond(users / time), memory);
        }
    }

    /** Starts an import, whose progress is shown. */
    static JvmProcess importing(Path file, URI users) {
        var program = PackagedGalaxy.program("users", "import", file.toString(), "--url", users.toString());
        return JvmProcess.start(program.withJvmOptions("-Xmx96m").withErrors(Redirect.INHERIT));
    }

    static void awaitDone(JvmProcess running) throws InterruptedException {
        int code = running.awaitEnd();
        if (code != 0) {
            throw new IllegalStateException("the import ended with " + code + ": " + running.lines());
        }
    }

    private void requests(Report report, Lab lab, String what, List<String> ids) throws Exception {
        measure(report, what, new HttpLoad(lab.users(), ReadsBench.reads(ids, what)));
    }

    private void creations(Report report, Lab lab) throws Exception {
        Requests requests = Requests.inTurn().post(API + "/ensure-by-email", """
                {"email":"new-%s@bench.example.com","registration_context":{"preferred_language":"en","time_zone":"Europe/Berlin"}}""".formatted(Requests.NUMBER));
        measure(report, "ensure-by-email, a new user", new HttpLoad(lab.users(), requests));
    }

    private void measure(Report report, String name, Generator load) throws Exception {
        report.note("Load by " + load.program() + ".");
        load.run(CONNECTIONS, Duration.ofSeconds(seconds));
        Speed speed = load.run(CONNECTIONS, Duration.ofSeconds(seconds));
        report.row(
                name,
                Report.millis(speed.medianMillis()),
                Report.millis(speed.worstOfHundredMillis()),
                Report.perSecond(speed.perSecond()),
                "");
    }

    private void listing(Report report, Lab lab) throws IOException {
        try (HttpConnection connection = new HttpConnection(lab.users())) {
            page(report, connection, "page of 50", "");
            for (var filter : ListingFilters.all(Instant.now()).entrySet()) {
                page(report, connection, "page of 50, " + filter.getKey(), "&" + filter.getValue());
            }
        }
    }

    private void page(Report report, HttpConnection connection, String name, String query) throws IOException {
        byte[] request = HttpConnection.get(API + "?page_size=50" + query);
        double[] times = new double[pages];
        for (int i = -pages; i < pages; i++) {
            long start = System.nanoTime();
            connection.ok(request);
            times[Math.max(0, i)] = (System.nanoTime() - start) / 1e6;
        }
        double median = Report.median(times);
        Arrays.sort(times);
        report.row(name, Report.millis(median), Report.millis(times[pages * 99 / 100]), "", "");
    }
}
