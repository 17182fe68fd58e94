package galaxy.bench;

import galaxy.client.ClientSettings;
import galaxy.client.users.UsersClient;
import galaxy.contracts.gateway.v1.SubscribeResponse.Kind;
import galaxy.kernel.ReasonCode;
import galaxy.store.Bucket;
import galaxy.store.Keyspace;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.JvmProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the gateway adds to the minimum cost of a signed read, and how soon streams learn of a change. */
@Command(
        name = "gateway",
        description = {
            "Signed reads of accounts beside a bare chain, what each costs in Redis, and streams of events.",
            "",
            "The bare chain does the same on the libraries alone, in a JVM of its own: gRPC, one verification of a signature,"
                    + " a read of one key, and a call over HTTP of a route that reads another. The last column is the rate as"
                    + " a share of that. \"Connections\" are calls in flight; they share eight channels.",
            "",
            "Then streams are open, two for each player. Settings of players are changed, and players are blocked, one after"
                    + " another: the times are those from the response to the notice on both streams."
        },
        mixinStandardHelpOptions = true)
final class GatewayBench implements Callable<Integer> {
    private static final int READS = 2000;
    private static final int PER_PLAYER = 2;

    @Mixin
    private Rounds rounds = new Rounds();

    @Option(names = "--streams", description = "How many streams are open. Default: ${DEFAULT-VALUE}")
    private int streams = 2000;

    @Option(names = "--changes", description = "How many players change, and are blocked. Default: ${DEFAULT-VALUE}")
    private int changes = 300;

    @Override
    public Integer call() throws Exception {
        int players = Math.max(streams / PER_PLAYER, changes);
        try (Lab lab = new Lab(Population.FRESH, 0, rounds.jvmFlags());
                SignedCalls gateway = new SignedCalls(lab.gateway())) {
            Report.progress("signing %,d players in".formatted(players));
            List<Device> devices = Devices.signIn(lab.auth(), players);
            lab.awaitQuiet();
            measureReads(lab, gateway, devices);
            measureCosts(lab, gateway, devices);
            measureStreams(lab, gateway, devices);
        }
        return 0;
    }

    private void measureReads(Lab lab, SignedCalls gateway, List<Device> devices) throws Exception {
        Device first = devices.getFirst();
        String id = first.userId().value();
        int size = lab.body("/api/v1/internal/users/" + id + "/account").length;
        String key = new Keyspace("users").key(Bucket.ofId(id), "account", id);
        try (JvmProcess child = BareChain.start(lab.redis().socketUri(), key, size, first.key());
                SignedCalls bare = new SignedCalls(child.awaitWord("chain ", GalaxyInstance.TIMEOUT))) {
            Map<String, Callable<? extends Load.Work>> loads = new LinkedHashMap<>();
            loads.put("bare chain of the libraries", () -> bare.accounts(List.of(first)));
            loads.put("user.account.get", () -> gateway.accounts(devices));
            rounds.measure(loads);
        }
    }

    /** By one call after another. */
    private static void measureCosts(Lab lab, SignedCalls gateway, List<Device> devices) throws Exception {
        Load.Work reads = gateway.accounts(devices);
        double idle = perSecond(lab, "stats", "total_reads_processed");
        long tripsBefore = lab.counter("stats", "total_reads_processed");
        long bytesBefore = lab.counter("persistence", "aof_current_size");
        long begin = System.nanoTime();
        for (int i = 0; i < READS; i++) {
            reads.once();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double trips = lab.counter("stats", "total_reads_processed") - tripsBefore - idle * seconds;
        double bytes = lab.counter("persistence", "aof_current_size") - bytesBefore;
        Report report = new Report("a signed read", "round trips to Redis", "bytes in the log of Redis");
        report.row("one after another", Report.ratio(trips / READS), Report.ratio(bytes / READS));
        report.print();
    }

    private static double perSecond(Lab lab, String section, String counter) throws InterruptedException {
        long before = lab.counter(section, counter);
        long begin = System.nanoTime();
        Thread.sleep(Duration.ofSeconds(4));
        return (lab.counter(section, counter) - before) / ((System.nanoTime() - begin) / 1e9);
    }

    private void measureStreams(Lab lab, SignedCalls gateway, List<Device> devices) throws Exception {
        Report.progress("opening %,d streams".formatted(streams));
        OpenStreams open = new OpenStreams();
        for (Device device : devices.subList(0, streams / PER_PLAYER)) {
            open.open(gateway, device, PER_PLAYER);
        }
        List<Device> changed = devices.subList(0, Math.min(changes, streams / PER_PLAYER));
        Report report = new Report("notice on both streams, %,d open".formatted(streams), "median", "99 %", "longest");
        try (UsersClient users = UsersClient.of(ClientSettings.of(lab.users()))) {
            row(
                    report,
                    "of changed settings",
                    times(
                            changed,
                            open,
                            Kind.ACCOUNT_CHANGED,
                            device -> users.changeSettings(device.userId(), Optional.of("pt-BR"), Optional.empty())
                                    .orElseThrow()));
            row(
                    report,
                    "that the session has ended, after a block",
                    times(
                            changed,
                            open,
                            Kind.SESSION_ENDED,
                            device -> users.block(device.userId(), ReasonCode.of("bench"), Optional.empty())
                                    .orElseThrow()));
        }
        report.print();
    }

    /** A change of one player. */
    private interface Change {
        Object make(Device device) throws IOException;
    }

    /** From the response to the notice; none if that was sooner. */
    private static double[] times(List<Device> devices, OpenStreams open, Kind kind, Change change)
            throws IOException, InterruptedException {
        double[] millis = new double[devices.size()];
        for (int i = 0; i < millis.length; i++) {
            long before = System.nanoTime();
            Object _ = change.make(devices.get(i));
            long responded = System.nanoTime();
            long noticed = open.await(devices.get(i), kind, before);
            millis[i] = Math.max(0, noticed - responded) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }

    private static void row(Report report, String what, double[] millis) {
        report.row(
                what,
                Report.millis(millis[millis.length / 2]),
                Report.millis(millis[(int) (millis.length * 0.99)]),
                Report.millis(millis[millis.length - 1]));
    }
}
