package galaxy.torture.stage;

import galaxy.redis.LoopbackPorts;
import galaxy.testkit.FaultProxy;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.Metrics;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Leftovers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The instances of the program. Each keeps its ports as long as it exists. */
public final class Fleet implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(25);

    /** A claim is checked after two seconds, by a sweeper that runs at least every 1.25 seconds. */
    private static final Duration STEADY = Duration.ofSeconds(4);

    /** Every sign-in is one mail, all come from one address, and any instance takes the cookies of any other. */
    private static final List<String> MANY_PLAYERS = List.of(
            "auth.limits.sends-per-minute=1000000",
            "gateway.address.per-minute=1000000",
            "web.limits.sign-ins=0",
            "web.limits.previews=0",
            "web.key=" + "A".repeat(43) + "=");

    private static final Duration STOP = Duration.ofSeconds(30);

    private final List<Instance> instances = new ArrayList<>();
    private final List<FaultProxy> serviceProxies;

    /**
     * Starts an instance for each store, and waits for none. Each calls users and auth of the next one, through proxies.
     *
     * @param folder of their logs
     * @param stores the setting of each instance that says where its store is
     * @param services what runs
     */
    Fleet(Path folder, List<String> stores, Services services) {
        int count = stores.size();
        List<Integer> ports =
                Stream.generate(LoopbackPorts::free).limit(2L * count).toList();
        serviceProxies = ports.stream()
                .map(port -> FaultProxy.inFrontOf("127.0.0.1", port))
                .toList();
        for (int i = 0; i < count; i++) {
            int next = (i + 1) % count;
            String users =
                    ".users.url=http://127.0.0.1:" + serviceProxies.get(next).port();
            String auth = ".auth.url=http://127.0.0.1:"
                    + serviceProxies.get(count + next).port();
            List<String> all = new ArrayList<>(MANY_PLAYERS);
            all.addAll(List.of(
                    stores.get(i),
                    "users.http.port=" + ports.get(i),
                    "auth.http.port=" + ports.get(count + i),
                    "auth" + users,
                    "geoprofile" + users,
                    "gateway" + users,
                    "gateway" + auth,
                    "web" + users,
                    "web" + auth));
            all.addAll(services.settings());
            Path log = folder.resolve("instance-" + (instances.size() + 1) + ".log");
            instances.add(new Instance(new GalaxyInstance(all), services.buildOf(i), log));
        }
        instances.forEach(Instance::start);
    }

    public List<Instance> instances() {
        return List.copyOf(instances);
    }

    /** What is between auth, geoprofile, the gateway and the pages and the users and auth that they call. */
    public List<FaultProxy> serviceProxies() {
        return serviceProxies;
    }

    /** The same, without their supervision. */
    public List<GalaxyInstance> galaxies() {
        return instances.stream().map(Instance::galaxy).toList();
    }

    /** Waits until all instances are ready; whether they are. */
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!notReady().isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    /** Waits until all instances are ready, without which there is nothing to do. */
    public void requireReady(Duration atMost) throws InterruptedException {
        if (!awaitReady(atMost)) {
            throw new IllegalStateException("Not ready within " + atMost.toSeconds() + " s: " + notReady());
        }
    }

    /** The instances that are not ready, each with the checks of {@code /readyz} that fail. */
    public List<String> notReady() throws InterruptedException {
        List<String> all = new ArrayList<>();
        for (Instance each : instances) {
            each.galaxy().notReady().ifPresent(why -> all.add(each.log().getFileName() + ": " + why));
        }
        return all;
    }

    /** The metrics of each instance; none of an instance that does not respond. */
    public List<Metrics> metrics() throws InterruptedException {
        List<Metrics> all = new ArrayList<>();
        for (Instance each : instances) {
            all.add(each.galaxy().metrics());
        }
        return all;
    }

    /** Waits until all events are published and the sweepers find no claims, as the metrics say. */
    public void awaitDrained(Duration atMost, Findings findings) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        long since = System.nanoTime();
        double before = -1;
        while (System.nanoTime() - since < STEADY.toNanos() && System.nanoTime() < deadline) {
            List<Metrics> metrics = metrics();
            boolean isPublished = metrics.stream()
                    .allMatch(each -> each.has("relay_lag_seconds") && each.sum("relay_lag_seconds") == 0);
            double claims = metrics.stream()
                    .mapToDouble(each -> each.sum("sweeper_work_total", "kind=\"claim\""))
                    .sum();
            if (!isPublished || claims != before) {
                since = System.nanoTime();
                before = claims;
            }
            Thread.sleep(POLL);
        }
        boolean isDrained = System.nanoTime() - since >= STEADY.toNanos();
        findings.check(Leftovers.RULE, isDrained, () -> "events or claims are left after " + atMost);
    }

    /** SIGTERM to all. Each must end with code 0 in time, and must not have ended before. */
    public void stop(Findings findings) throws InterruptedException {
        instances.forEach(Instance::terminate);
        for (Instance each : instances) {
            Optional<Integer> code = each.awaitEnd(STOP);
            Path log = each.log().getFileName();
            findings.check("an instance stops on SIGTERM", code.equals(Optional.of(0)), log, STOP, "code", code);
            List<String> ends = each.unexpectedEnds();
            findings.check("an instance never ends by itself", ends.isEmpty(), log, ends);
        }
    }

    @Override
    public void close() {
        instances.forEach(Instance::close);
        serviceProxies.forEach(FaultProxy::close);
    }
}
