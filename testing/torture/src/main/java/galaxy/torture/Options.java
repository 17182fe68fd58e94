package galaxy.torture;

import galaxy.torture.fault.Fault;
import galaxy.torture.fault.Faults;
import galaxy.torture.stage.StageKind;
import galaxy.torture.workload.Between;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Recorded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Option;

/** The options of a run. */
final class Options {
    @Option(
            names = "--stage",
            description = "embedded: one instance with its own Redis (the default). standalone: instances on one Redis,"
                    + " each behind a proxy. cluster: instances on three masters with a replica each.")
    StageKind stage = StageKind.EMBEDDED;

    @Option(names = "--instances", description = "Number of instances. Default: ${DEFAULT-VALUE}; embedded has one.")
    int instances = 1;

    @Option(
            names = "--faults",
            split = ",",
            description =
                    "Names of faults, as below. all (the default): those that are possible on the stage and weaken"
                            + " no promise. none: none.")
    List<String> faultNames = List.of("all");

    @Option(names = "--times", description = "Ends after so many faults, each injected as often as the others.")
    Optional<Integer> times = Optional.empty();

    @Option(names = "--writes", description = "Continues until so many writes are acknowledged.")
    Optional<Long> writes = Optional.empty();

    @Option(
            names = "--duration",
            description = "Maximum, such as 30s, 10m, 2h. Without --times and --writes: a minute.")
    Optional<Duration> duration = Optional.empty();

    @Option(names = "--clients", description = "Number of clients of each service. Default: ${DEFAULT-VALUE}")
    int clients = 8;

    @Option(
            names = "--calm",
            description = "TIME or TIME-TIME from ready to the next fault. One fault in eight does not wait until the"
                    + " services are ready. Default: 300ms-1s")
    Between calm = Between.millis(300, 1000);

    @Option(names = "--lasting", description = "TIME or TIME-TIME of a fault that ends by itself. Default: 100ms-2s")
    Between lasting = Between.millis(100, 2000);

    @Option(names = "--seed", description = "The same seed makes the same random choices. Default: another each time")
    long seed = ThreadLocalRandom.current().nextLong(1, 1L << 31);

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the services. Repeatable.")
    List<String> settings = List.of();

    @Option(
            names = "--answer-within",
            description =
                    "Maximum time of any response, also 503, unless a fault stops the service itself. Default: 2s")
    Duration answerWithin = Duration.ofSeconds(2);

    @Option(names = "--ready-within", description = "Maximum time from a fault until all are ready. Default: 10s")
    Duration readyWithin = Duration.ofSeconds(10);

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the report to a file too, as JSON.")
    Optional<Path> report = Optional.empty();

    @Option(names = "--journal", paramLabel = "FILE", description = "Writes every request and fault as a line of JSON.")
    Optional<Path> journal = Optional.empty();

    @Option(names = "--keep", description = "Keeps the folder of the run with its logs even without a violation.")
    boolean keep;

    /**
     * The chosen faults.
     *
     * @throws IllegalArgumentException for options that are impossible together; the message is for people
     */
    List<Fault> faults() {
        if (instances < 1 || (stage == StageKind.EMBEDDED && instances > 1)) {
            throw new IllegalArgumentException(
                    "--instances " + instances + ": use 1 on an embedded Redis, 1 or more on another stage");
        }
        if (clients < 1) {
            throw new IllegalArgumentException("--clients must be at least 1");
        }
        return faultNames.equals(List.of("none")) ? List.of() : Faults.named(faultNames, stage, instances);
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
