package galaxy.torture.users;

import galaxy.models.Linearizability;
import galaxy.models.users.EmailState;
import galaxy.models.users.NameState;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.RequestedEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** One arena after another, and what each led to. Thread-safe. */
final class Arenas {
    /** The states that each address may be in. */
    final Map<String, Set<EmailState>> emails = new ConcurrentHashMap<>();

    /** The states that each name may be in. */
    final Map<String, Set<NameState>> names = new ConcurrentHashMap<>();

    /** The events of each request that may have led to any. */
    final RequestedEvents events = new RequestedEvents();

    private final Naming naming;
    private final Identities identities;
    private final Findings findings;
    private final ConcurrentLinkedQueue<Arena> unfinished = new ConcurrentLinkedQueue<>();
    private Arena current;

    Arenas(Naming naming, Identities identities, Findings findings) {
        this.naming = naming;
        this.identities = identities;
        this.findings = findings;
        this.current = open(0);
    }

    private Arena open(long number) {
        Arena arena = new Arena(number, naming, identities, findings, events);
        unfinished.add(arena);
        return arena;
    }

    /** A client does one thing in the current arena. */
    void visit(Client client) throws InterruptedException {
        Arena arena = enter();
        arena.visit(client);
        if (arena.leave()) {
            finish(arena);
        }
    }

    private synchronized Arena enter() {
        while (!current.enter()) {
            current = open(current.number + 1);
        }
        return current;
    }

    /** All clients have ended. */
    void finishAll() {
        List.copyOf(unfinished).forEach(this::finish);
    }

    private void finish(Arena arena) {
        unfinished.remove(arena);
        arena.emails.forEach(
                each -> check("the history of an e-mail address is linearizable", each.email, each.ends(), emails));
        arena.names.forEach(each -> check("the history of a race name is linearizable", each.name, each.ends(), names));
    }

    private <S> void check(String rule, String what, Linearizability.Result<S> result, Map<String, Set<S>> ends) {
        if (result.isComplete()) {
            findings.checkRecorded(rule, !result.isRefuted(), () -> what + ": " + result.longestOrder());
            ends.put(what, result.states());
        } else {
            findings.countUndecided();
        }
    }

    /** Checks what an address is now. */
    void checkEmail(String email, EmailState now, Findings to) {
        // Where no response named the user it may be any.
        check(
                "an address is left as the last of its history left it",
                email,
                emails,
                now,
                to,
                state -> state.equals(now) || state.equals(new EmailState(SharedEmail.UNKNOWN, now.block())));
    }

    /** Checks what a name is now. */
    void checkName(String name, Object now, Findings to, Predicate<NameState> isNow) {
        check("a name is left as the last of its history left it", name, names, now, to, isNow);
    }

    private static <S> void check(
            String rule, String what, Map<String, Set<S>> ends, Object now, Findings to, Predicate<S> isNow) {
        Set<S> left = ends.getOrDefault(what, Set.of());
        to.checkRecorded(
                rule,
                left.isEmpty() || left.stream().anyMatch(isNow),
                () -> what + " is " + now + " but may be " + left);
    }
}
