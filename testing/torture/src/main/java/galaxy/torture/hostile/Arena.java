package galaxy.torture.hostile;

import galaxy.torture.workload.Findings;
import java.time.Duration;

/**
 * What all attacks have in common.
 *
 * @param readTimeout how long the service waits for a request to arrive
 * @param idleTimeout how long it keeps a connection without one
 */
record Arena(
        Prey prey,
        Mark mark,
        Findings findings,
        Tally tally,
        RestContract contract,
        RestJudge rest,
        RpcJudge rpc,
        Duration readTimeout,
        Duration idleTimeout) {
    /** What a busy machine may take for anything. */
    private static final Duration SLACK = Duration.ofSeconds(15);

    /** How long to wait for the service to answer or to hang up. */
    Duration patience() {
        return readTimeout.plus(SLACK);
    }

    /** How long to wait for it to hang up on somebody who says nothing. */
    Duration longPatience() {
        return idleTimeout.multipliedBy(2).plus(SLACK);
    }
}
