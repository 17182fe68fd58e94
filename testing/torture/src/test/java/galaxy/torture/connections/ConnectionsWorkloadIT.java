package galaxy.torture.connections;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.RedisNode;
import galaxy.testkit.RunSeed;
import galaxy.testkit.StoreImage;
import galaxy.torture.StoreImages;
import galaxy.torture.stage.Fleet;
import galaxy.torture.stage.Instance;
import galaxy.torture.stage.Services;
import galaxy.torture.stage.Stage;
import galaxy.torture.stage.StageKind;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Findings.Violation;
import galaxy.torture.workload.Journal;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Promise.Recorded;
import galaxy.torture.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workload on the packaged jar, and then on what it left, with faults planted into it. */
final class ConnectionsWorkloadIT {
    private static final int CLIENTS = 8;
    private static final int WRITES = Integer.getInteger("galaxy.commands", 3000);
    private static final Duration TIMEOUT = Duration.ofSeconds(Math.max(120, WRITES / 20));

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void nothing_is_lost_or_doubled_by_a_kill_and_each_planted_fault_is_named() throws Exception {
        long seed = RunSeed.draw();
        Findings findings = new Findings(Recorded.ALL);
        try (var stage = Stage.open(StageKind.STANDALONE, folder, Services.one(List.of("log.level=warn")), false);
                Journal journal = Journal.open(Optional.of(folder.resolve("journal")));
                ConnectionsWorkload workload = new ConnectionsWorkload(new Workload.Context(
                        stage.fleet().galaxies(), journal, findings, Promise.WHOLE, Long.parseLong("it", 36)))) {
            RedisNode redis = stage.nodes().getFirst();
            awaitReady(stage.fleet());
            load(workload, journal, stage.fleet(), seed);
            System.out.println(journal.results() + ", acknowledged " + journal.acknowledged());
            awaitDrained(redis);
            workload.checkResponses(findings);
            Instance instance = stage.fleet().instances().getFirst();
            instance.hold();
            instance.kill9();
            StoreImage image = stage.read();
            workload.checkStore(image, findings);
            assertThat(findings.counted().values())
                    .as("histories that are too long")
                    .allMatch(count -> count < 5);
            assertThat(findings.violations()).isEmpty();
            assertThat(findings.checked().keySet()).containsAll(Rules.ALL);
            PlantedFaults.in(image).forEach((rule, plant) -> plantedIsNamed(workload, image, rule, plant));
            instance.release();
            awaitReady(stage.fleet());
            plantedIsNamedByResponses(workload, redis);
        }
    }

    private static void load(ConnectionsWorkload workload, Journal journal, Fleet fleet, long seed) throws Exception {
        AtomicBoolean mayStart = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                clients.add(threads.submit(() -> {
                    workload.run(client, new Random(seed + client), mayStart::get);
                    return client;
                }));
            }
            try {
                awaitAcknowledged(journal, WRITES / 2);
                fleet.instances().getFirst().kill9();
                awaitReady(fleet);
                awaitAcknowledged(journal, WRITES);
            } finally {
                mayStart.set(false);
            }
            for (Future<?> client : clients) {
                client.get();
            }
        }
    }

    private static void awaitAcknowledged(Journal journal, long count) {
        Awaitility.await("the load is served").atMost(TIMEOUT).until(() -> journal.acknowledged() >= count);
    }

    /** The sweeper finishes what was interrupted, two seconds later. */
    private static void awaitDrained(RedisNode redis) {
        Awaitility.await("nothing is left to do")
                .atMost(TIMEOUT)
                .until(() -> redis.call("EVAL", Rules.LEFT, "0").equals("0"));
    }

    private static void awaitReady(Fleet fleet) throws InterruptedException {
        assertThat(fleet.awaitReady(TIMEOUT)).isTrue();
    }

    private static void plantedIsNamed(
            ConnectionsWorkload workload, StoreImage image, String rule, Consumer<StoreImage> plant) {
        StoreImage damaged = StoreImages.copyOf(image);
        plant.accept(damaged);
        Findings findings = new Findings(Recorded.ALL);
        workload.checkStore(damaged, findings);
        assertThat(findings.violations()).extracting(Violation::rule).contains(rule);
    }

    /** Reading back finds what is damaged in the server. */
    private static void plantedIsNamedByResponses(ConnectionsWorkload workload, RedisNode redis) throws Exception {
        redis.call("EVAL", Rules.DAMAGE, "0");
        Findings findings = new Findings(Recorded.ALL);
        workload.checkResponses(findings);
        assertThat(findings.violations())
                .extracting(Violation::rule)
                .contains(
                        Knowledge.PROFILE,
                        Knowledge.CONTACTS,
                        Knowledge.LINK,
                        Knowledge.EVENTS,
                        Knowledge.APPENDED,
                        Contest.USERNAMES.rule(),
                        Contest.LINKS.rule(),
                        Contest.CONTACTS.rule());
    }
}
