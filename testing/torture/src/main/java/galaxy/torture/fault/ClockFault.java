package galaxy.torture.fault;

import galaxy.torture.stage.Instance;
import galaxy.torture.stage.Stage;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Recorded;
import java.time.Duration;
import java.util.List;

/** An instance that is wrong about the time. */
final class ClockFault {
    static final Fault CLOCK = Fault.of(
                    "clock",
                    "starts the second instance anew with its clock an hour ahead, an hour behind, or right",
                    Fault.ANYWHERE,
                    ClockFault::shift)
            .withInstances(2)
            .leaving(new Promise(Recorded.ALL, false));

    private static final List<Duration> SHIFTS = List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ZERO);

    private ClockFault() {}

    private static void shift(Stage stage, Moments moments) {
        Instance second = stage.fleet().instances().get(1);
        second.shiftClock(moments.any(SHIFTS));
        second.kill9();
    }
}
