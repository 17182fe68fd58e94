package galaxy.torture.web;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.ClientSettings;
import galaxy.client.users.UsersClient;
import galaxy.kernel.EmailAddress;
import galaxy.testkit.RunSeed;
import galaxy.torture.stage.LogScan;
import galaxy.torture.stage.Services;
import galaxy.torture.stage.Stage;
import galaxy.torture.stage.StageKind;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Findings.Violation;
import galaxy.torture.workload.Journal;
import galaxy.torture.workload.Load;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Promise.Recorded;
import galaxy.torture.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workload on the packaged program, which is killed once, and whose users go away for a while. */
final class PagesWorkloadIT {
    private static final int CLIENTS = 6;
    private static final int WRITES = Integer.getInteger("galaxy.commands", 300);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void nothing_is_lost_by_a_kill_and_an_outage_and_a_change_behind_the_pages_is_named() throws Exception {
        long seed = RunSeed.draw();
        Findings findings = new Findings(Recorded.ALL);
        try (var stage = Stage.open(StageKind.STANDALONE, folder, Services.one(List.of("log.level=info")), false);
                Journal journal = Journal.open(Optional.of(folder.resolve("journal")))) {
            var context = new Workload.Context(stage.fleet().galaxies(), journal, findings, Promise.WHOLE, seed);
            PagesWorkload workload = new PagesWorkload(context);
            assertThat(stage.fleet().awaitReady(TIMEOUT)).isTrue();
            load(workload, journal, stage, findings, seed);
            System.out.println(journal.results() + ", acknowledged " + journal.acknowledged());
            stage.fleet().awaitDrained(TIMEOUT, findings);
            workload.checkResponses(findings);
            assertThat(findings.violations()).isEmpty();
            assertThat(findings.checked().keySet())
                    .contains(
                            Answer.STATUS,
                            Answer.WHOLE,
                            Answer.SENTENCE,
                            Player.SHOWN,
                            Player.AGAIN,
                            Player.FOREIGN,
                            Player.STRICT,
                            Player.BESIDE,
                            Player.ENDED);
            planted(context, stage, seed);
            stage.fleet().stop(findings);
            stage.logs().forEach(log -> LogScan.check(log, Promise.WHOLE, findings));
            assertThat(findings.violations()).isEmpty();
            assertThat(findings.checked().get(LogScan.SECRET)).isPositive();
        }
    }

    private static void load(PagesWorkload workload, Journal journal, Stage stage, Findings findings, long seed)
            throws InterruptedException {
        Load load = new Load(List.of(workload), 0, CLIENTS, seed, findings);
        awaitAcknowledged(journal, WRITES / 3);
        stage.fleet().instances().getFirst().kill9();
        awaitAcknowledged(journal, 2L * WRITES / 3);
        stage.fleet().serviceProxies().forEach(proxy -> {
            proxy.refuse();
            proxy.cutAll();
        });
        Awaitility.await("pages say that users is down")
                .atMost(TIMEOUT)
                .until(() -> journal.results().getOrDefault("UNAVAILABLE", 0L) > 20);
        stage.fleet().serviceProxies().forEach(galaxy.testkit.FaultProxy::pass);
        awaitAcknowledged(journal, WRITES);
        load.stop();
    }

    private static void awaitAcknowledged(Journal journal, long count) {
        Awaitility.await("the load is served").atMost(TIMEOUT).until(() -> journal.acknowledged() >= count);
    }

    /** A name that is changed behind the pages is one that the pages have lost. */
    private static void planted(Workload.Context context, Stage stage, long seed) throws InterruptedException {
        Findings found = new Findings(Recorded.ALL);
        Browser browser = new Browser(context, found, 9_000, new Random(seed));
        assertThat(browser.signIn()).isTrue();
        Player player = new Player(browser);
        for (int i = 0; i < 40; i++) {
            player.next(browser, new ConcurrentLinkedQueue<>());
        }
        try (var users = UsersClient.of(
                ClientSettings.of(stage.fleet().galaxies().getFirst().users()))) {
            var user = users.findByEmail(EmailAddress.of(browser.email())).orElseThrow();
            users.rename(user.userId(), "Another Name").orElseThrow();
        }
        player.check(browser, found);
        assertThat(found.violations()).extracting(Violation::rule).containsExactly(Player.SHOWN);
    }
}
