package galaxy.bench;

import galaxy.bench.Load.Speed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
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
                    + " pages are computed by the clock; they should take their usual time."
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
    private int seconds = 3;

    @Override
    public Integer call() throws Exception {
        Report report = new Report("pages of 50 by ten clients", "rate", "median", "99 %");
        try (Lab lab = new Lab(Population.FRESH, users)) {
            List<String> ids = lab.userIds(ends);
            pages(lab);
            add(report, "usual", pages(lab));
            Instant moment = Instant.now().plus(Duration.ofSeconds(20 + ends / 100));
            Report.progress("%,d users are sanctioned and paid until %s".formatted(ids.size(), moment));
            limit(lab, ids, moment);
            add(report, "before the moment", pages(lab));
            Report.progress("waiting for the moment");
            Thread.sleep(Duration.between(Instant.now(), moment.plusMillis(1)));
            add(report, "from the moment on, the first %d s".formatted(seconds), pages(lab));
            add(report, "the next %d s".formatted(seconds), pages(lab));
        }
        report.print();
        return 0;
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

    private Speed pages(Lab lab) throws Exception {
        List<byte[]> requests =
                FILTERS.stream().map(filter -> HttpConnection.get(API + filter)).toList();
        var next = new AtomicInteger();
        return Load.run(CLIENTS, Duration.ofSeconds(seconds), () -> {
            var connection = new HttpConnection(lab.users());
            return new Load.Work() {
                @Override
                public boolean once() throws IOException {
                    connection.ok(requests.get(next.getAndIncrement() % requests.size()));
                    return true;
                }

                @Override
                public void close() throws IOException {
                    connection.close();
                }
            };
        });
    }

    private static void add(Report report, String when, Speed speed) {
        report.row(
                when,
                Report.perSecond(speed.perSecond()),
                Report.millis(speed.medianMillis()),
                Report.millis(speed.worstOfHundredMillis()));
    }
}
