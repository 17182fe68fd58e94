package galaxy.torture;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.NewerBuild;
import galaxy.testkit.StoreImage;
import galaxy.testkit.TempFolder;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Workload;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Short tortures of the packaged program with a small load, and some that must find something. */
final class TortureIT {
    private static final List<Workload.Maker> SMALL = List.of(Registrations::new);

    @TempDir
    private Path folder = Path.of("unset");

    private final List<TempFolder> kept = new ArrayList<>();

    @AfterEach
    void delete_kept_folders() {
        kept.forEach(TempFolder::close);
    }

    /** What a torture printed, its exit code, and its report. */
    private record Printed(int code, String text, JsonNode report) {
        int times(String fault) {
            return report.path("faults").path(fault).path("times").asInt();
        }
    }

    @Test
    void violates_no_rule_while_all_processes_are_killed() {
        Printed run = torture(SMALL, "--faults", "kill-both,kill-redis", "--times", "3", "--writes", "50");
        assertThat(run.code()).as(run.text()).isZero();
        assertThat(run.times("kill-both")).isPositive();
        assertThat(run.times("kill-redis")).isPositive();
        assertThat(run.report().path("acknowledged_writes").asLong()).isGreaterThanOrEqualTo(50);
        assertThat(run.report().path("starts_to_ready").path("count").asInt()).isGreaterThan(1);
        assertThat(run.report()
                        .path("rules")
                        .path("what was acknowledged is in the store")
                        .asInt())
                .isPositive();
    }

    @Test
    void violates_no_rule_with_two_instances_on_a_bad_network_and_with_different_clocks() {
        Printed run = torture(
                SMALL,
                "--stage=standalone",
                "--instances=2",
                "--faults=proxy-cut,proxy-delay,proxy-half-close,proxy-lost-replies,proxy-hold,proxy-black-hole,"
                        + "proxy-refuse,maxmemory,clock",
                "--times=9",
                "--calm=20ms-100ms",
                "--seed=3",
                "--keep");
        assertThat(run.code()).as(run.text()).isZero();
        assertThat(run.times("proxy-lost-replies")).isEqualTo(1);
        assertThat(run.times("maxmemory")).isEqualTo(1);
        Path log = Path.of(run.report().path("folder").asString(), "instance-2.log");
        assertThat(log).content().contains("The clock is ahead PT");
    }

    @Test
    void violates_no_rule_with_a_newer_build_beside_this_one() {
        Printed run = torture(
                SMALL,
                "--stage=standalone",
                "--instances=2",
                "--beside=" + NewerBuild.make(folder),
                "--clients=2",
                "--faults=kill-one",
                "--times=2",
                "--calm=500ms-1s",
                "--keep");
        assertThat(run.code()).as(run.text()).isZero();
        assertThat(run.times("kill-one")).isEqualTo(2);
        assertThat(run.report().path("acknowledged_writes").asLong()).isGreaterThan(50);
    }

    @Test
    void a_store_that_lost_its_end_is_consistent() {
        Printed run = torture(SMALL, "--faults", "aof-cut", "--times", "2", "--calm=500ms-600ms");
        assertThat(run.code()).as(run.text()).isZero();
        assertThat(run.times("aof-cut")).isEqualTo(2);
    }

    @Test
    void a_store_that_was_restored_from_a_backup_under_load_is_consistent() {
        Printed run =
                torture(SMALL, "--faults", "restore", "--times", "1", "--calm=300ms-600ms", "--lasting=200ms-400ms");
        assertThat(run.code()).as(run.text()).isZero();
        assertThat(run.times("restore")).isEqualTo(1);
        assertThat(run.report()
                        .path("rules")
                        .path("a restored store has what was acknowledged before its backup, and nothing later")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void services_that_are_not_ready_in_time_are_reported_with_the_reason() {
        Printed run = torture(SMALL, "--faults=kill-both", "--times=1", "--ready-within=1ms");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.text())
                .containsPattern("- ready again in time: .* not ready after 1 ms: \\[instance-1.log: .+]");
    }

    @Test
    void a_violation_ends_with_one_and_says_how_to_repeat_it() {
        Printed run = torture(
                List.of(TortureIT::withOneThatIsNotThere, _ -> new Failing()),
                "--faults=none",
                "--duration=500ms",
                "--seed=77");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.text())
                .contains("- what was acknowledged is in the store: missing")
                .contains("- a client does not fail: Failing client 7: ")
                .contains("| violations | 10 |")
                .contains("To repeat it: `./galaxy torture")
                .contains(" --seed 77`");
        assertThat(run.report().path("violations").size()).isEqualTo(10);
        Path runFolder = Path.of(run.report().path("folder").asString());
        assertThat(runFolder.resolve("instance-1.log")).isNotEmptyFile();
        assertThat(runFolder.resolve("redis-1")).isDirectoryContaining("glob:**redis.log");
    }

    private Printed torture(List<Workload.Maker> makers, String... arguments) {
        Path report = folder.resolve("report.json");
        Path journal = folder.resolve("journal.jsonl");
        List<String> all = new ArrayList<>(
                List.of("--report=" + report, "--journal=" + journal, "--answer-within=30s", "--ready-within=55s"));
        Stream.of(arguments).forEach(all::add);
        StringWriter printed = new StringWriter();
        int code = Torture.commandLine(makers)
                .setOverwrittenOptionsAllowed(true)
                .setOut(new PrintWriter(printed))
                .execute(all.toArray(String[]::new));
        assertThat(Files.exists(report)).as(printed.toString()).isTrue();
        assertThat(journal).exists();
        JsonNode run = new JsonMapper().readTree(report.toFile());
        run.path("folder").asStringOpt().ifPresent(path -> kept.add(new TempFolder(Path.of(path))));
        return new Printed(code, printed.toString(), run);
    }

    private static Workload withOneThatIsNotThere(Workload.Context context) {
        Registrations load = new Registrations(context);
        load.ids().put("missing@torture.example", "usr_0000000000000000000000000");
        return load;
    }

    /** Fails. */
    private static final class Failing implements Workload {
        @Override
        public void run(
                int client, java.util.random.RandomGenerator random, java.util.function.BooleanSupplier goesOn) {
            throw new IllegalStateException("a failure");
        }

        @Override
        public void checkResponses(Findings findings) {}

        @Override
        public void checkStore(StoreImage store, Findings findings) {}
    }
}
