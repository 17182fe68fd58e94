package galaxy.torture.workload;

import galaxy.torture.workload.Reply.Progress;

/**
 * One sending of a request.
 *
 * @param begun nanoseconds of the journal
 * @param ended nanoseconds of the journal
 * @param sent milliseconds of the clock
 * @param received milliseconds of the clock
 */
public record Attempt<R>(long begun, long ended, long sent, long received, Reply<R> reply) {
    public Result result() {
        return reply.result();
    }

    public boolean isDone() {
        return result() == Result.DONE;
    }

    /** Whether the client knows whether it changed something. */
    public boolean isAnswered() {
        return isDone() || result() == Result.REFUSED;
    }

    /** Whether it may have changed something without a response that says so. */
    public boolean isUnclear() {
        return !isAnswered() && reply.progress() != Progress.NOT_SENT;
    }

    /** Whether all of it may still happen, at any time from now on. */
    public boolean mayContinue() {
        return reply.progress() == Progress.MAY_CONTINUE;
    }
}
