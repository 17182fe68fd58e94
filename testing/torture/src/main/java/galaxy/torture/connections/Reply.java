package galaxy.torture.connections;

import galaxy.torture.workload.Result;
import java.util.List;
import java.util.Optional;

/**
 * What became of a request, in all its attempts.
 *
 * @param request its id
 * @param begun when it was sent for the first time
 * @param attempts those that may have reached the service, oldest first
 * @param yes the answer, if there was one
 * @param refusal the reason, if it was refused
 */
record Reply<A>(String request, long begun, List<Attempt> attempts, Optional<A> yes, Optional<String> refusal) {
    Reply {
        attempts = List.copyOf(attempts);
    }

    /** Nobody said yes or no. */
    boolean isOpen() {
        return yes.isEmpty() && refusal.isEmpty();
    }

    boolean isRefused(String reason) {
        return refusal.filter(reason::equals).isPresent();
    }

    /** The attempts of which nobody knows what became. */
    List<Attempt> unclear() {
        return attempts.stream().filter(Attempt::isUnclear).toList();
    }

    /** Whether it was not done and never will be. */
    boolean isSurelyNotDone() {
        return refusal.isPresent() && unclear().isEmpty();
    }

    /** Whether an attempt may do all of it again, at any time from now on. */
    boolean mayGoOn() {
        return attempts.stream().anyMatch(Attempt::mayGoOn);
    }

    /** The attempt that was told yes or no. */
    Attempt last() {
        return attempts.getLast();
    }

    /** When it was told yes or no. */
    long ended() {
        return isOpen() ? Long.MAX_VALUE : last().ended();
    }

    /** Yes, the reason why not, or nothing. */
    String told() {
        return yes.isPresent() ? Result.DONE.name() : refusal.orElse("");
    }
}
