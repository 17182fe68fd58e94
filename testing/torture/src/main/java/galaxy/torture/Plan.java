package galaxy.torture;

import galaxy.torture.fault.Fault;
import galaxy.torture.stage.StageKind;
import galaxy.torture.workload.Between;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Recorded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run does.
 *
 * @param faults drawn from, each as often as the others
 * @param end when it ends
 * @param clients of each workload
 * @param seed of everything that is drawn
 * @param calm between the services being ready again and the next fault
 * @param lasting how long a fault lasts that lasts for a while
 * @param settings of the services, each {@code key=value}
 * @param limits what it may take
 * @param journal where to write it, if anywhere
 * @param keep whether to keep the folder of the run in any case
 */
record Plan(
        StageKind stage,
        int instances,
        List<Fault> faults,
        End end,
        int clients,
        long seed,
        Between calm,
        Between lasting,
        List<String> settings,
        Limits limits,
        Optional<Path> journal,
        boolean keep) {
    Plan {
        faults = List.copyOf(faults);
        settings = List.copyOf(settings);
    }

    /**
     * When a run ends: after its duration, or once it has done enough of everything.
     *
     * @param duration at most
     * @param times how many faults; no more are done
     * @param writes how many acknowledged changes, at least
     */
    record End(Optional<Duration> duration, Optional<Integer> times, Optional<Long> writes) {}

    /**
     * What it may take.
     *
     * @param answer any answer, unless the service itself is stopped
     * @param ready a service, from the end of a fault
     */
    record Limits(Duration answer, Duration ready) {}

    /** What the faults leave. */
    Promise promise() {
        boolean loses = has(Fault.Trait.FAILS_OVER) && !settings.contains("redis.durability=replicated");
        return faults.stream()
                .map(Fault::leaves)
                .reduce(new Promise(loses ? Recorded.BUCKETS_UP_TO_A_MOMENT : Recorded.ALL, true), Promise::and);
    }

    boolean has(Fault.Trait trait) {
        return faults.stream().anyMatch(fault -> fault.trait() == trait);
    }
}
