package galaxy.torture;

import galaxy.torture.workload.Findings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param took from the first request to the end of the last fault
 * @param faults by name
 * @param starts of instances, to ready
 * @param refusedStarts because Redis could not be used at that moment
 * @param checked how often each rule
 * @param counted what is worth telling besides, such as what was lost where it may be
 * @param folder of the run, if it was kept
 */
record Outcome(
        Plan plan,
        Duration took,
        Map<String, FaultFigures> faults,
        long acknowledged,
        Map<String, Long> answers,
        Duration slowestResponse,
        Spread starts,
        int refusedStarts,
        Map<String, Long> checked,
        Map<String, Long> counted,
        List<Findings.Violation> violations,
        Optional<Path> folder) {
    boolean isClean() {
        return violations.isEmpty();
    }
}
