package galaxy.torture;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.TempFolder;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.StoreImage;
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
    void delete_what_was_kept() {
        kept.forEach(TempFolder::close);
    }

    /** What a torture printed, its exit code, and its report. */
    private record Told(int code, String printed, JsonNode report) {
        int times(String fault) {
            return report.path("faults").path(fault).path("times").asInt();
        }
    }

    @Test
    void keeps_every_promise_while_all_is_killed() {
        Told told = torture(SMALL, "--faults", "kill-both,kill-redis", "--times", "3", "--writes", "50");
        assertThat(told.code()).as(told.printed()).isZero();
        assertThat(told.times("kill-both")).isPositive();
        assertThat(told.times("kill-redis")).isPositive();
        assertThat(told.report().path("acknowledged_writes").asLong()).isGreaterThanOrEqualTo(50);
        assertThat(told.report().path("starts_to_ready").path("count").asInt()).isGreaterThan(1);
        assertThat(told.report()
                        .path("rules")
                        .path("what was acknowledged is in the store")
                        .asInt())
                .isPositive();
    }

    @Test
    void keeps_every_promise_of_two_instances_behind_a_bad_network_and_with_two_times() {
        Told told = torture(
                SMALL,
                "--stage=standalone",
                "--instances=2",
                "--faults=proxy-cut,proxy-delay,proxy-half-close,proxy-lost-replies,proxy-hold,proxy-black-hole,"
                        + "proxy-refuse,maxmemory,clock",
                "--times=9",
                "--calm=20ms-100ms",
                "--seed=3",
                "--keep");
        assertThat(told.code()).as(told.printed()).isZero();
        assertThat(told.times("proxy-lost-replies")).isEqualTo(1);
        assertThat(told.times("maxmemory")).isEqualTo(1);
        Path log = Path.of(told.report().path("folder").asString(), "instance-2.log");
        assertThat(log).content().contains("The clock is ahead PT");
    }

    @Test
    void a_store_that_lost_its_end_agrees_with_itself() {
        Told told = torture(SMALL, "--faults", "aof-cut", "--times", "2", "--calm=500ms-600ms");
        assertThat(told.code()).as(told.printed()).isZero();
        assertThat(told.times("aof-cut")).isEqualTo(2);
    }

    @Test
    void a_broken_promise_ends_with_one_and_says_how_to_repeat_it() {
        Told told = torture(
                List.of(TortureIT::withOneThatIsNotThere, _ -> new Failing()),
                "--faults=none",
                "--duration=500ms",
                "--seed=77");
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.printed())
                .contains("- what was acknowledged is in the store: nobody")
                .contains("- a client meets nothing unheard of: Failing client 7: ")
                .contains("| violations | 10 |")
                .contains("To repeat it: `./galaxy torture")
                .contains(" --seed 77`");
        assertThat(told.report().path("violations").size()).isEqualTo(10);
        Path run = Path.of(told.report().path("folder").asString());
        assertThat(run.resolve("instance-1.log")).isNotEmptyFile();
        assertThat(run.resolve("redis-1")).isDirectoryContaining("glob:**redis.log");
    }

    private Told torture(List<Workload.Maker> makers, String... arguments) {
        Path report = folder.resolve("report.json");
        Path journal = folder.resolve("journal.jsonl");
        List<String> all = new ArrayList<>(
                List.of("--report=" + report, "--journal=" + journal, "--answer-within=30s", "--ready-within=55s"));
        Stream.of(arguments).forEach(all::add);
        StringWriter printed = new StringWriter();
        int code = Torture.commandLine(makers, TortureIT.class)
                .setOut(new PrintWriter(printed))
                .execute(all.toArray(String[]::new));
        assertThat(Files.exists(report)).as(printed.toString()).isTrue();
        assertThat(journal).exists();
        JsonNode told = new JsonMapper().readTree(report.toFile());
        told.path("folder").asStringOpt().ifPresent(path -> kept.add(new TempFolder(Path.of(path))));
        return new Told(code, printed.toString(), told);
    }

    private static Workload withOneThatIsNotThere(Workload.Context context) {
        Registrations load = new Registrations(context);
        load.ids().put("nobody@torture.example", "usr_0000000000000000000000000");
        return load;
    }

    /** Meets something unheard of. */
    private static final class Failing implements Workload {
        @Override
        public void run(
                int client, java.util.random.RandomGenerator random, java.util.function.BooleanSupplier goesOn) {
            throw new IllegalStateException("what is this?");
        }

        @Override
        public void checkResponses(Findings findings) {}

        @Override
        public void checkStore(StoreImage store, Findings findings) {}
    }
}
