package galaxy.torture.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.FaultProxy;
import galaxy.testkit.RunSeed;
import galaxy.testkit.StoreImage;
import galaxy.testkit.StoreImage.StreamEntry;
import galaxy.torture.StoreImages;
import galaxy.torture.stage.Services;
import galaxy.torture.stage.Stage;
import galaxy.torture.stage.StageKind;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Findings.Violation;
import galaxy.torture.workload.Journal;
import galaxy.torture.workload.Load;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Promise.Recorded;
import galaxy.torture.workload.Workload.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workload on the packaged program, and then on what it left, with faults planted into it. */
final class GatewayWorkloadIT {
    private static final int CLIENTS = 8;
    private static final int WRITES = Integer.getInteger("galaxy.commands", 1000);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String RENAME = "\"operation\":\"updated\"";

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void nothing_is_lost_or_accepted_twice_and_each_planted_fault_is_named() throws Exception {
        long seed = RunSeed.draw();
        Findings findings = new Findings(Recorded.ALL);
        var services = new Services(2, List.of("log.level=warn"), Optional.empty());
        try (Stage stage = Stage.open(StageKind.STANDALONE, folder, services, false);
                Journal journal = Journal.open(Optional.of(folder.resolve("journal")));
                var workload = new GatewayWorkload(
                        new Context(stage.fleet().galaxies(), journal, findings, Promise.WHOLE, seed))) {
            assertThat(stage.fleet().awaitReady(TIMEOUT)).isTrue();
            load(workload, journal, stage, findings, seed);
            System.out.println(journal.results() + ", acknowledged " + journal.acknowledged());
            stage.fleet().awaitDrained(TIMEOUT, findings);
            workload.checkResponses(findings);
            StoreImage image = stage.read();
            workload.checkStore(image, findings);
            findings.checked().forEach((rule, times) -> System.out.println(times + " times: " + rule));
            assertThat(findings.violations()).isEmpty();
            assertThat(findings.checked().keySet())
                    .contains(Client.ONCE, Player.SERVED, Player.SHOWN, Player.ENDED, Player.ANNOUNCED)
                    .contains(GatewayWorkload.RENAMED, GatewayWorkload.STORED, GatewayWorkload.IN_A_SECOND);
            planted(workload, image);
            plantedIntoRedis(
                    workload,
                    stage,
                    new Context(
                            stage.fleet().galaxies(), journal, new Findings(Recorded.ALL), Promise.WHOLE, seed + 1));
        }
    }

    private static void load(GatewayWorkload workload, Journal journal, Stage stage, Findings findings, long seed)
            throws InterruptedException {
        Load load = new Load(List.of(workload), 0, CLIENTS, seed, findings);
        awaitAcknowledged(journal, WRITES / 4);
        stage.fleet().instances().getFirst().kill9();
        awaitAcknowledged(journal, WRITES / 2);
        stage.servers().getFirst().kill9();
        stage.servers().getFirst().heal();
        awaitAcknowledged(journal, 3 * WRITES / 4);
        for (FaultProxy proxy : stage.fleet().serviceProxies()) {
            proxy.loseReplies(3, FaultProxy.AfterLoss.CUT);
        }
        stage.proxies().forEach(FaultProxy::cutAll);
        awaitAcknowledged(journal, WRITES);
        load.stop();
        assertThat(stage.fleet().awaitReady(TIMEOUT)).isTrue();
    }

    private static void awaitAcknowledged(Journal journal, long count) {
        Awaitility.await("the load is served").atMost(TIMEOUT).until(() -> journal.acknowledged() >= count);
    }

    private static void planted(GatewayWorkload workload, StoreImage image) {
        List<Map.Entry<String, Consumer<StoreImage>>> all = List.of(
                Map.entry(GatewayWorkload.RENAMED, damaged -> events(damaged).removeIf(GatewayWorkloadIT::isRename)),
                Map.entry(
                        GatewayWorkload.RENAMED,
                        damaged -> events(damaged)
                                .addAll(List.copyOf(events(damaged).stream()
                                        .filter(GatewayWorkloadIT::isRename)
                                        .toList()))),
                Map.entry(
                        GatewayWorkload.STORED,
                        damaged -> replace(damaged, ":account:", "\"name\":\"Orion", "\"name\":\"Orian")),
                Map.entry(GatewayWorkload.STORED, damaged -> replace(damaged, ":session:", "\"ended\":", "\"none\":")),
                Map.entry(
                        GatewayWorkload.STORED,
                        damaged -> damaged.strings().keySet().removeIf(key -> key.contains(":session:"))));
        all.forEach(each -> {
            StoreImage damaged = StoreImages.copyOf(image);
            each.getValue().accept(damaged);
            Findings found = new Findings(Recorded.ALL);
            workload.checkStore(damaged, found);
            assertThat(found.violations()).extracting(Violation::rule).contains(each.getKey());
        });
    }

    private static List<StreamEntry> events(StoreImage damaged) {
        return damaged.streams().getOrDefault("galaxy:events", List.of());
    }

    private static boolean isRename(StreamEntry event) {
        return event.fields().getOrDefault("data", "").contains(RENAME)
                && event.fields().getOrDefault("type", "").equals("user.profile.changed");
    }

    private static void replace(StoreImage damaged, String kind, String from, String to) {
        damaged.strings().replaceAll((key, value) -> key.contains(kind) ? value.replace(from, to) : value);
    }

    /** The store forgets what was accepted, and that sessions have ended, and gives players other names. */
    private static void plantedIntoRedis(GatewayWorkload workload, Stage stage, Context context)
            throws InterruptedException {
        try (var shared = new Client.Shared(context)) {
            Client client = new Client(shared, context.findings(), 1, new Random(context.seed()));
            Player player = client.signIn().orElseThrow();
            player.check(client);
            assertThat(context.findings().violations()).isEmpty();
            each(stage, "auth:*:replay-ids:*", "redis.call('DEL', key)");
            client.replay();
            assertThat(context.findings().violations())
                    .extracting(Violation::rule)
                    .containsExactly(Client.ONCE);
        }
        each(stage, "auth:*:session:*", replacing("\"ended\":", "\"none\":"));
        each(stage, "users:*:account:*", replacing("\"name\":\"Orion", "\"name\":\"Orian"));
        Findings findings = new Findings(Recorded.ALL);
        workload.checkResponses(findings);
        assertThat(findings.violations()).extracting(Violation::rule).contains(Player.ENDED, Player.SHOWN);
    }

    private static String replacing(String from, String to) {
        return "redis.call('SET', key, (string.gsub(redis.call('GET', key), '%s', '%s')))".formatted(from, to);
    }

    private static void each(Stage stage, String keys, String action) {
        String script = "for _, key in ipairs(redis.call('KEYS', ARGV[1])) do %s end".formatted(action);
        stage.nodes().getFirst().call("EVAL", script, "0", keys);
    }
}
