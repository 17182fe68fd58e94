package galaxy.torture.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.RunSeed;
import galaxy.torture.stage.Fleet;
import galaxy.torture.stage.Services;
import galaxy.torture.stage.Stage;
import galaxy.torture.stage.StageKind;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Journal;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Promise.Recorded;
import galaxy.torture.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few seconds of it, with a kill. {@code -Dgalaxy.seed=…} plays a seed again, {@code -Dgalaxy.seconds=…} goes on for longer. */
class UsersWorkloadIT {
    private static final int CLIENTS = 8;
    private static final int SECONDS = Integer.getInteger("galaxy.seconds", 6);

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void finds_nothing_wrong_when_the_service_is_killed_under_load() throws Exception {
        long seed = RunSeed.draw();
        Findings findings = new Findings(Recorded.ALL);
        try (Stage stage = Stage.open(StageKind.STANDALONE, folder, Services.one(List.of("log.level=warn")), false);
                Journal journal = Journal.open(Optional.of(folder.resolve("journal.jsonl")))) {
            assertThat(stage.fleet().awaitReady(TIMEOUT)).isTrue();
            var workload = new UsersWorkload(
                    new Workload.Context(stage.fleet().galaxies(), journal, findings, Promise.WHOLE, seed));
            load(workload, findings, stage.fleet(), seed);
            Awaitility.await("what ends soon has ended")
                    .pollDelay(Duration.ofSeconds(9))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> stage.fleet().awaitReady(TIMEOUT));
            workload.checkResponses(findings);
            stage.fleet().stop(findings);
            workload.checkStore(stage.read(), findings);
            System.out.println(journal.acknowledged() + " acknowledged, " + journal.results() + ", slowest "
                    + journal.slowestResponse());
        }
        findings.checked().forEach((rule, times) -> System.out.println(times + " times: " + rule));
        findings.counted().forEach((what, times) -> System.out.println(times + " counted: " + what));
        assertThat(findings.violations()).isEmpty();
        assertThat(findings.checked().keySet()).containsAll(Rulebook.ALL);
    }

    private static void load(UsersWorkload workload, Findings findings, Fleet fleet, long seed) throws Exception {
        try (Load load = new Load(workload, CLIENTS, seed)) {
            load.goOnFor(Duration.ofSeconds(SECONDS / 2));
            fleet.instances().getFirst().kill9();
            assertThat(fleet.awaitReady(TIMEOUT)).isTrue();
            load.goOnFor(Duration.ofSeconds(SECONDS / 2));
            Awaitility.await("every rule was checked")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> findings.checked().keySet().containsAll(Rulebook.AT_RANDOM));
        }
    }
}
