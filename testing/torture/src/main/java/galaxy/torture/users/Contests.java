package galaxy.torture.users;

import galaxy.models.Linearizability.Result;
import galaxy.models.users.EmailState;
import galaxy.models.users.NameState;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.History;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.RequestedEvents;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** One contest after another, and what each led to. Thread-safe. */
final class Contests {
    private static final int VISITS = 48;

    final Ends<EmailState> emails = new Ends<>(
            "the history of an e-mail address is linearizable",
            "an address is left as the last of its history left it",
            new ConcurrentHashMap<>());
    final Ends<NameState> names = new Ends<>(
            "the history of a race name is linearizable",
            "a name is left as the last of its history left it",
            new ConcurrentHashMap<>());
    final RequestedEvents events = new RequestedEvents();
    private final Client.Shared shared;
    private final AtomicLong visits = new AtomicLong();
    private final Map<Long, Active> active = new ConcurrentHashMap<>();

    private record Active(Contest contest, AtomicInteger visited) {}

    /** By address or name, the states that it may be in; none where the search was too long. */
    record Ends<S>(String explained, String left, Map<String, Set<S>> states) {
        private void add(String what, History<S> history, Findings findings) {
            Result<S> result = history.search(state -> false);
            if (result.isComplete()) {
                findings.checkRecorded(explained, !result.isRefuted(), () -> what + ": " + result.longestOrder());
                states.put(what, result.states());
            } else {
                findings.countUndecided();
            }
        }

        /** Checks what an address or name is now. */
        void check(String what, Object now, Predicate<S> isNow, Findings findings) {
            Set<S> possible = states.getOrDefault(what, Set.of());
            findings.checkRecorded(
                    left,
                    possible.isEmpty() || possible.stream().anyMatch(isNow),
                    () -> what + " is " + now + " but may be " + possible);
        }
    }

    Contests(Client.Shared shared) {
        this.shared = shared;
    }

    /** A client does one thing in the contest of the time. */
    void visit(Client client) throws InterruptedException {
        long number = visits.getAndIncrement() / VISITS;
        Active current = active.computeIfAbsent(
                number, any -> new Active(new Contest(number, shared, events), new AtomicInteger()));
        current.contest().visit(client);
        if (current.visited().incrementAndGet() == VISITS) {
            finish(number);
        }
    }

    /** All clients have ended. */
    void finish() {
        Set.copyOf(active.keySet()).forEach(this::finish);
    }

    private void finish(long number) {
        Findings findings = shared.context().findings();
        Optional.ofNullable(active.remove(number)).map(Active::contest).ifPresent(contest -> {
            contest.emails.forEach((email, history) -> emails.add(email, history, findings));
            contest.names.forEach((name, history) -> names.add(name, history, findings));
        });
    }

    /** Reads what an address is. */
    void readEmail(Client reader, String email, Findings findings) throws InterruptedException {
        Observed<Response> observed = reader.query(Contest.RESOLVE, "email", email);
        if (!observed.isOpen()) {
            Response response = Response.of(observed);
            String id = response.text("user_id");
            checkEmail(email, new EmailState(id, response.text("block_reason_code")), findings);
            if (!id.isEmpty()) {
                shared.identified(email, id, findings);
            }
        }
    }

    void checkEmail(String email, EmailState now, Findings findings) {
        // Where no response named the user it may be any.
        EmailState unnamed = new EmailState(Contest.UNKNOWN, now.block());
        emails.check(email, now, state -> state.equals(now) || state.equals(unnamed), findings);
    }

    /** Looks up whose name a name is. */
    void readName(Client reader, String name, Findings findings) throws InterruptedException {
        Observed<Response> observed = reader.query(Contest.LOOK_UP, "race_name", name);
        if (!observed.isOpen()) {
            String id = Response.of(observed).text("user_id");
            names.check(name, id, state -> state.claimer().isEmpty() && state.isFound(id, name), findings);
        }
    }
}
