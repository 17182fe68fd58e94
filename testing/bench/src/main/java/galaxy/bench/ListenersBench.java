package galaxy.bench;

import galaxy.bench.Load.Speed;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.TempFolder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What one listener's slow clients do to another. */
@Command(
        name = "listeners",
        description = {
            "Requests on the management listener, alone and while slow clients hold every connection that the users"
                    + " listener takes.",
            "",
            "The slow clients send the headers of a request byte by byte and connect again when they are closed."
        },
        mixinStandardHelpOptions = true)
final class ListenersBench implements Callable<Integer> {
    private static final int SLOW = 256;

    @Option(names = "--seconds", description = "Length of one round. Default: ${DEFAULT-VALUE}")
    private int seconds = 4;

    @Option(names = "--rounds", description = "Rounds of each; medians are shown. Default: ${DEFAULT-VALUE}")
    private int rounds = 5;

    @Option(names = "--connections", description = "Connections of the measured client. Default: ${DEFAULT-VALUE}")
    private int connections = 8;

    @Override
    public Integer call() throws Exception {
        var alone = new ArrayList<Speed>();
        var beside = new ArrayList<Speed>();
        try (TempFolder folder = TempFolder.make();
                GalaxyInstance galaxy =
                        GalaxyInstance.serve("data.dir=" + folder.path(), "users.http.max-connections=" + SLOW)) {
            URI users = galaxy.users();
            URI management = galaxy.management();
            Report.progress("warming up");
            measure(management);
            for (int i = 0; i < rounds; i++) {
                alone.add(measure(management));
                try (var slow = new SlowClients(users, 2 * SLOW)) {
                    Thread.sleep(Duration.ofSeconds(1));
                    beside.add(measure(management));
                    slow.requireAlive();
                }
            }
        }
        Report report = new Report("GET /livez", "rate", "median", "99 %", "median of alone");
        double first = Speed.median(alone).medianMillis();
        row(report, "alone", Speed.median(alone), first);
        row(report, "beside " + 2 * SLOW + " slow clients of the other listener", Speed.median(beside), first);
        report.print();
        return 0;
    }

    private Speed measure(URI server) throws Exception {
        byte[] request = HttpConnection.get("/livez");
        return Load.run(connections, Duration.ofSeconds(seconds), () -> {
            var connection = new HttpConnection(server);
            return new Load.Work() {
                @Override
                public boolean once() throws IOException {
                    connection.ok(request);
                    return true;
                }

                @Override
                public void close() throws IOException {
                    connection.close();
                }
            };
        });
    }

    private static void row(Report report, String name, Speed speed, double first) {
        report.row(
                name,
                Report.perSecond(speed.perSecond()),
                Report.millis(speed.medianMillis()),
                Report.millis(speed.worstOfHundredMillis()),
                Report.ratio(speed.medianMillis() / first));
    }
}
