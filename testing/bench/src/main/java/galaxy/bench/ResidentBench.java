package galaxy.bench;

import galaxy.bench.Load.Speed;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the JVM takes under a load that goes on, and what it costs that its heap is bounded. */
@Command(
        name = "resident",
        description = {
            "Resident memory of the services under a mixed load.",
            "",
            "Reads, pages, creations and changes go on for the time that is given. Resident memory is that of the JVM, as"
                    + " the system counts it, each second; the greatest of each step is shown. Then a second process"
                    + " with a heap of 2 GB runs on the same Redis, and both get the same load in turns: the ratio is"
                    + " what the bound leaves of the rate."
        },
        mixinStandardHelpOptions = true)
final class ResidentBench implements Callable<Integer> {
    private static final Duration TURN = Duration.ofSeconds(10);

    @Option(names = "--users", description = "Default: ${DEFAULT-VALUE}")
    private int users = 100_000;

    @Option(names = "--connections", description = "Default: ${DEFAULT-VALUE}")
    private int connections = 32;

    @Option(names = "--seconds", description = "How long the load goes on. Default: ${DEFAULT-VALUE}")
    private int seconds = 3600;

    @Option(names = "--steps", description = "Rows of the table. Default: ${DEFAULT-VALUE}")
    private int steps = 6;

    @Option(names = "--rounds", description = "Turns with and without the bound. Default: ${DEFAULT-VALUE}")
    private int rounds = 5;

    @Option(names = "--jvm", paramLabel = "FLAG", description = "A flag for the JVM of the service, such as -Xmx128m.")
    private List<String> flags = List.of();

    private final AtomicLong refused = new AtomicLong();

    @Override
    public Integer call() throws Exception {
        Report.progress("creating %,d users".formatted(users));
        try (Lab lab = new Lab(Population.FRESH, users, flags.toArray(String[]::new))) {
            List<String> ids = lab.userIds(2000);
            Report report = new Report("mixed load", "rate", "99 %", "refused", "resident, at most");
            report.row("before", "", "", "", megabytes(StartBench.resident(lab.pid())));
            for (int step = 1; step <= steps; step++) {
                String until = "until %,d s".formatted((long) seconds * step / steps);
                row(report, until, lab, ids, Duration.ofMillis(1000L * seconds / steps));
            }
            compare(report, lab, ids);
            report.print();
        }
        return 0;
    }

    private void row(Report report, String name, Lab lab, List<String> ids, Duration time) throws Exception {
        long before = refused.get();
        try (Watch watch = new Watch(lab.pid())) {
            Speed speed = load(lab.users(), ids, time);
            report.row(
                    name,
                    Report.perSecond(speed.perSecond()),
                    Report.millis(speed.worstOfHundredMillis()),
                    Long.toString(refused.get() - before),
                    megabytes(watch.most()));
        }
    }

    private void compare(Report report, Lab lab, List<String> ids) throws Exception {
        URI unbounded = lab.another("-Xmx2g");
        Report.progress("warming up the second process");
        for (int i = 0; i < rounds; i++) {
            load(unbounded, ids, TURN);
        }
        List<Speed> with = new ArrayList<>();
        List<Speed> without = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            with.add(load(lab.users(), ids, TURN));
            without.add(load(unbounded, ids, TURN));
        }
        double bounded = Speed.median(with).perSecond();
        double free = Speed.median(without).perSecond();
        report.row("in turns, bounded", Report.perSecond(bounded), "", "", Report.ratio(bounded / free));
        report.row("in turns, a heap of 2 GB", Report.perSecond(free), "", "", "1.00");
    }

    private Speed load(URI server, List<String> ids, Duration time) throws Exception {
        return Load.run(connections, time, () -> new MixedLoad(server, ids, refused));
    }

    static String megabytes(long bytes) {
        return "%,d MB".formatted(bytes >> 20);
    }

    /** Looks once a second how much memory a process has. */
    static final class Watch implements AutoCloseable {
        private final AtomicLong most = new AtomicLong();
        private final Thread thread;

        Watch(long pid) {
            thread = Thread.ofVirtual().start(() -> look(pid));
        }

        private void look(long pid) {
            try {
                while (ProcessHandle.of(pid).isPresent()) {
                    most.accumulateAndGet(StartBench.resident(pid), Math::max);
                    Thread.sleep(Duration.ofSeconds(1));
                }
            } catch (IOException | NumberFormatException gone) {
                // The process has ended.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** In bytes. */
        long most() {
            return most.get();
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
