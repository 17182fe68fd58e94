package galaxy.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one fault did, over all its times. */
final class FaultFigures {
    private final List<Duration> toReady = new ArrayList<>();
    private int times;

    void applied() {
        times++;
    }

    void readyAgain(Duration after) {
        toReady.add(after);
    }

    int times() {
        return times;
    }

    /** From the end of the fault to all instances ready, where that was waited for. */
    Spread toReady() {
        return Spread.of(toReady);
    }
}
