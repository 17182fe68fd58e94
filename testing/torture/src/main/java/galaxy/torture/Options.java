package galaxy.torture;

import galaxy.torture.fault.Fault;
import galaxy.torture.stage.Services;
import galaxy.torture.stage.StageKind;
import galaxy.torture.workload.Choices.Between;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Promise.Recorded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of a run, which {@code torture.properties} describes. */
final class Options {
    @Option(names = "--stage")
    StageKind stage = StageKind.EMBEDDED;

    @Option(names = "--instances")
    int instances = 1;

    @Option(names = "--beside", paramLabel = "JAR")
    Optional<Path> beside = Optional.empty();

    @Option(names = "--faults", split = ",")
    List<String> faultNames = List.of("all");

    @Option(names = "--times")
    Optional<Integer> times = Optional.empty();

    @Option(names = "--writes")
    Optional<Long> writes = Optional.empty();

    @Option(names = "--duration")
    Optional<Duration> duration = Optional.empty();

    @Option(names = "--clients")
    int clients = 8;

    @Option(names = "--calm")
    Between calm = Between.millis(300, 1000);

    @Option(names = "--lasting")
    Between lasting = Between.millis(100, 2000);

    @Option(names = "--seed")
    long seed = ThreadLocalRandom.current().nextLong(1, 1L << 31);

    @Option(names = "--set", paramLabel = "KEY=VALUE")
    List<String> settings = List.of();

    @Option(names = "--answer-within")
    Duration answerWithin = Duration.ofSeconds(2);

    @Option(names = "--ready-within")
    Duration readyWithin = Duration.ofSeconds(10);

    @Option(names = "--report", paramLabel = "FILE")
    Optional<Path> report = Optional.empty();

    @Option(names = "--journal", paramLabel = "FILE")
    Optional<Path> journal = Optional.empty();

    @Option(names = "--keep")
    boolean keep;

    /** The chosen faults, unless options are impossible together. */
    List<Fault> faults(CommandSpec spec) {
        boolean isOne = instances == 1;
        boolean isPossible = isOne || (instances > 1 && stage != StageKind.EMBEDDED);
        String few = ": use 1 on an embedded Redis, 1 or more on another stage";
        require(isPossible, "--instances " + instances + few, spec);
        boolean isAlone = isOne && beside.isPresent();
        require(!isAlone, "--beside needs --instances 2 or more, on another stage than embedded", spec);
        String lost = ": there is no such file; give the galaxy.jar of a build, with its lib/";
        beside.ifPresent(jar -> require(Files.isRegularFile(jar), "--beside " + jar + lost, spec));
        require(clients >= 1, "--clients must be at least 1", spec);
        try {
            return faultNames.equals(List.of("none")) ? List.of() : Fault.named(faultNames, stage, instances);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void require(boolean isRight, String problem, CommandSpec spec) {
        if (!isRight) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }

    /** What runs. */
    Services services() {
        return new Services(instances, settings, beside.map(Path::toAbsolutePath));
    }

    /** The end of the run at the latest. */
    Optional<Duration> atMost() {
        return duration.isEmpty() && times.isEmpty() && writes.isEmpty()
                ? Optional.of(Duration.ofMinutes(1))
                : duration;
    }

    /** What the faults leave of the promises. */
    Promise promise(List<Fault> faults) {
        boolean mayLose = has(Fault.Trait.FAILS_OVER, faults) && !settings.contains("redis.durability=replicated");
        return faults.stream()
                .map(fault -> fault.trait().promise())
                .reduce(new Promise(mayLose ? Recorded.BUCKETS_UP_TO_A_MOMENT : Recorded.ALL, true), Promise::and);
    }

    static boolean has(Fault.Trait trait, List<Fault> faults) {
        return faults.stream().anyMatch(fault -> fault.trait() == trait);
    }
}
