package galaxy.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the listing costs when much ends at one moment. */
@Command(
        name = "ends",
        description = {
            "Pages of the user listing before, and from the moment at which the sanctions and plans of many users end.",
            "",
            "Ten clients request the first page of 50 without a filter and under several. Until the changes are written,"
                    + " pages are computed by the clock; they should take their usual time, which is that just before."
        },
        mixinStandardHelpOptions = true)
final class EndsBench implements Callable<Integer> {
    private static final String API = "/api/v1/internal/users";
    private static final String BY = "\"reason_code\":\"bench\",\"actor\":{\"type\":\"service\"}";
    private static final int CLIENTS = 10;
    private static final List<String> FILTERS = List.of(
            "",
            "?can_login=true",
            "?can_login=false",
            "?sanction_code=login_block",
            "?paid_state=free",
            "?paid_state=paid");

    @Option(names = "--users", description = "Default: ${DEFAULT-VALUE}")
    private int users = 20_000;

    @Option(names = "--ends", description = "Users whose sanction and plan end. Default: ${DEFAULT-VALUE}")
    private int ends = 6_000;

    @Option(names = "--seconds", description = "Length of each measurement. Default: ${DEFAULT-VALUE}")
    private int seconds = 5;

    @Override
    public Integer call() throws Exception {
        try (Lab lab = new Lab(Population.FRESH, users)) {
            List<String> ids = lab.userIds(ends);
            pages(lab);
            Instant moment = Instant.now().plus(Duration.ofSeconds(20 + ends / 100));
            Report.progress("%,d users are sanctioned and paid until %s".formatted(ids.size(), moment));
            limit(lab, ids, moment);
            pages(lab);
            List<double[]> usual = pages(lab);
            Report.progress("waiting for the moment");
            Thread.sleep(Duration.between(Instant.now(), moment.plusMillis(1)));
            List<double[]> ended = pages(lab);
            lab.awaitNothingDue();
            Report.progress("all were written after %s".formatted(Duration.between(moment, Instant.now())));
            report(usual, ended, pages(lab));
        }
        return 0;
    }

    private static void report(List<double[]> usual, List<double[]> ended, List<double[]> after) {
        Report report = new Report(
                "page of 50", "usual", "from the moment on", "ratio", "99 %", "longest", "when all is written");
        for (int filter = 0; filter < FILTERS.size(); filter++) {
            String name = FILTERS.get(filter).isEmpty()
                    ? "no filter"
                    : FILTERS.get(filter).substring(1);
            add(report, name, usual.get(filter), ended.get(filter), after.get(filter));
        }
        add(report, "all of these", together(usual), together(ended), together(after));
        report.print();
    }

    private static double[] together(List<double[]> times) {
        return times.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static void add(Report report, String name, double[] usual, double[] ended, double[] after) {
        double[] sorted = ended.clone();
        Arrays.sort(sorted);
        report.row(
                name,
                Report.millis(Report.median(usual)),
                Report.millis(Report.median(ended)),
                Report.ratio(Report.median(ended) / Report.median(usual)),
                Report.millis(sorted[(int) (sorted.length * 0.99)]),
                Report.millis(sorted[sorted.length - 1]),
                Report.millis(Report.median(after)));
    }

    private static void limit(Lab lab, List<String> ids, Instant end) throws Exception {
        var next = new AtomicInteger();
        Load.run(CLIENTS, Duration.ofHours(1), () -> {
            var connection = new HttpConnection(lab.users());
            return new Load.Work() {
                @Override
                public boolean once() throws IOException {
                    int i = next.getAndIncrement();
                    if (i >= ids.size()) {
                        return false;
                    }
                    String user = API + "/" + ids.get(i);
                    connection.ok(HttpConnection.post(
                            user + "/sanctions/apply",
                            "{\"sanction_code\":\"login_block\",\"scope\":\"auth\",\"expires_at\":\"%s\",%s}"
                                    .formatted(end, BY)));
                    connection.ok(HttpConnection.post(
                            user + "/entitlements/grant",
                            "{\"plan_code\":\"paid_monthly\",\"source\":\"admin\",\"ends_at\":\"%s\",%s}"
                                    .formatted(end, BY)));
                    return true;
                }

                @Override
                public void close() throws IOException {
                    connection.close();
                }
            };
        });
        if (Instant.now().isAfter(end.minusSeconds(5))) {
            throw new IllegalStateException("the machine is too slow; take fewer --ends");
        }
    }

    /** The milliseconds of each page, by filter. */
    private List<double[]> pages(Lab lab) throws Exception {
        List<Queue<Double>> times = FILTERS.stream()
                .<Queue<Double>>map(filter -> new ConcurrentLinkedQueue<>())
                .toList();
        var next = new AtomicInteger();
        Load.run(CLIENTS, Duration.ofSeconds(seconds), () -> {
            var connection = new HttpConnection(lab.users());
            return new Load.Work() {
                @Override
                public boolean once() throws IOException {
                    int filter = next.getAndIncrement() % FILTERS.size();
                    long start = System.nanoTime();
                    connection.ok(HttpConnection.get(API + FILTERS.get(filter)));
                    times.get(filter).add((System.nanoTime() - start) / 1e6);
                    return true;
                }

                @Override
                public void close() throws IOException {
                    connection.close();
                }
            };
        });
        return times.stream()
                .map(each -> each.stream().mapToDouble(Double::doubleValue).toArray())
                .toList();
    }
}
