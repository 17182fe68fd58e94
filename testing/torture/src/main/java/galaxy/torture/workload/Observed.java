package galaxy.torture.workload;

import galaxy.torture.workload.Reply.Result;
import java.util.List;
import java.util.Optional;

/** What a client observed of one request, in all its attempts. At most the last one was answered. */
public record Observed<R>(String request, String what, List<Attempt<R>> attempts) {
    /** One sending of a request, from and to nanoseconds of the journal, and from and to milliseconds of the clock. */
    public record Attempt<R>(long begun, long ended, long sent, long received, Reply<R> reply) {
        public Result result() {
            return reply.result();
        }

        /** Whether the client knows whether it changed something. */
        public boolean isAnswered() {
            return result() == Result.DONE || result() == Result.REFUSED;
        }

        /** Whether it may have changed something without a response that says so. */
        boolean isUnclear() {
            return !isAnswered() && result() != Result.NOT_SENT;
        }

        /** Whether all of it may still happen, at any time from now on. */
        boolean mayContinue() {
            return result() == Result.TIMED_OUT;
        }
    }

    public Attempt<R> last() {
        return attempts.getLast();
    }

    /** Whether it was neither done nor refused: it may have happened or not. */
    public boolean isOpen() {
        return !last().isAnswered();
    }

    public boolean isDone() {
        return last().result() == Result.DONE;
    }

    public Optional<R> response() {
        return isDone() ? last().reply().response() : Optional.empty();
    }

    public Optional<String> refusal() {
        return last().result() == Result.REFUSED ? Optional.of(last().reply().code()) : Optional.empty();
    }

    public boolean isRefused(String code) {
        return refusal().filter(code::equals).isPresent();
    }

    /** The attempts that may have changed something without a response that says so, now or later. */
    public List<Attempt<R>> unclear() {
        return attempts.stream().filter(Attempt::isUnclear).toList();
    }

    /** Whether it did not happen and never will. */
    public boolean isCertainlyNotDone() {
        return refusal().isPresent() && unclear().isEmpty();
    }

    /** Whether an attempt may do all of it again, at any time from now on. */
    public boolean mayContinue() {
        return unclear().stream().anyMatch(Attempt::mayContinue);
    }

    /** When it was sent for the first time, by the journal. */
    public long begun() {
        return attempts.getFirst().begun();
    }

    /** When it was answered, by the journal; the end of time if it is open. */
    public long ended() {
        return isOpen() ? Long.MAX_VALUE : last().ended();
    }

    @Override
    public String toString() {
        return "%s %s: %s %s at attempt %d"
                .formatted(request, what, last().result(), last().reply().text(), attempts.size());
    }
}
