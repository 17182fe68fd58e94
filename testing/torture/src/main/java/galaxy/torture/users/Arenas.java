package galaxy.torture.users;

import galaxy.models.Linearizability;
import galaxy.torture.users.Arena.AboutEmail;
import galaxy.torture.users.Arena.AboutName;
import galaxy.torture.users.EmailHistory.Call;
import galaxy.torture.workload.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One arena after another; and what each may have left behind. Safe for many threads. */
final class Arenas {
    private final Naming naming;
    private final Identities identities;
    private final Findings findings;
    private final Ledger ledger;
    private final Map<String, Set<EmailHistory.State>> emails = new ConcurrentHashMap<>();
    private final Map<String, Set<NameHistory.State>> names = new ConcurrentHashMap<>();
    private final List<Arena> unfinished = new ArrayList<>();
    private Arena current;

    Arenas(Naming naming, Identities identities, Findings findings, Ledger ledger) {
        this.naming = naming;
        this.identities = identities;
        this.findings = findings;
        this.ledger = ledger;
        this.current = new Arena(0, naming, identities);
        unfinished.add(current);
    }

    /** A client does one thing in the arena of now. */
    void visit(Client client) throws InterruptedException {
        Arena arena = enter();
        arena.visit(client);
        if (arena.leave()) {
            finish(arena);
        }
    }

    /** All clients have gone. */
    void finishAll() {
        List<Arena> rest;
        synchronized (this) {
            rest = List.copyOf(unfinished);
        }
        rest.forEach(this::finish);
    }

    /** In which states each address may have been left. */
    Map<String, Set<EmailHistory.State>> emails() {
        return emails;
    }

    /** In which states each name may have been left. */
    Map<String, Set<NameHistory.State>> names() {
        return names;
    }

    private synchronized Arena enter() {
        while (!current.enter()) {
            current = new Arena(current.number() + 1, naming, identities);
            unfinished.add(current);
        }
        return current;
    }

    private void finish(Arena arena) {
        synchronized (this) {
            unfinished.remove(arena);
        }
        for (int which = 0; which < Arena.EMAILS; which++) {
            judgeEmail(arena, which);
        }
        for (int which = 0; which < Arena.NAMES; which++) {
            judgeName(arena, which);
        }
        ledger.enter(arena);
    }

    private void judgeEmail(Arena arena, int which) {
        String email = arena.email(which);
        EmailHistory history =
                new EmailHistory(identities.of(email).orElse("somebody"), new Linearizability<>(200_000));
        List<AboutEmail> asked = arena.aboutEmails().stream()
                .filter(each -> each.which() == which)
                .toList();
        asked.forEach(each -> history.add(each.call(), each.told()));
        Linearizability.Result<EmailHistory.State> ends = history.ends();
        findings("the history of an e-mail address is linearizable", email, ends);
        if (ends.isComplete()) {
            emails.put(email, ends.states());
        }
        asked.stream()
                .filter(each -> each.call() instanceof Call.Ensure)
                .forEach(ensure -> notBlockedBefore(email, ensure.told(), asked));
    }

    /** Counted by itself, although no order would explain it either. */
    private void notBlockedBefore(String email, Told ensure, List<AboutEmail> asked) {
        if (ensure.isOpen() || !ensure.last().text("outcome").equals("created")) {
            return;
        }
        boolean isBlocked = asked.stream()
                .filter(each ->
                        each.call() instanceof Call.Block && each.told().last().isYes())
                .map(each -> each.told().last())
                .filter(block -> block.ended() < ensure.last().begun())
                .anyMatch(block -> asked.stream()
                        .filter(each -> each.call() instanceof Call.Unblock)
                        .flatMap(each -> each.told().attempts().stream())
                        .noneMatch(unblock -> mayLieBetween(unblock, block, ensure.last())));
        findings.checkRecorded(
                "a block acknowledged before an ensure began prevents creation",
                !isBlocked,
                () -> email + ": " + ensure);
    }

    private static boolean mayLieBetween(Attempt unblock, Attempt block, Attempt ensure) {
        return unblock.begun() < ensure.ended() && (!unblock.isAnswered() || unblock.ended() > block.begun());
    }

    private void judgeName(Arena arena, int which) {
        NameHistory history = new NameHistory(new Linearizability<>(200_000));
        for (AboutName asked : arena.aboutNames()) {
            switch (asked.kind()) {
                case RENAME -> {
                    if (asked.which() == which) {
                        history.taking(asked.user(), asked.spelling(), asked.told());
                    } else {
                        history.leaving(asked.user(), asked.told());
                    }
                }
                case LOOK_UP -> {
                    if (asked.which() == which) {
                        history.lookedUp(asked.spelling(), asked.told());
                    }
                }
                case READ -> {
                    if (asked.told().last().isYes()) {
                        String name = asked.told().last().text("race_name");
                        history.seen(
                                asked.user(),
                                name,
                                name.equalsIgnoreCase(arena.name(which)),
                                asked.told().last());
                    }
                }
            }
        }
        Linearizability.Result<NameHistory.State> ends = history.ends();
        findings("the history of a race name is linearizable", arena.name(which), ends);
        if (ends.isComplete()) {
            names.put(arena.name(which), ends.states());
        }
    }

    private void findings(String rule, String whose, Linearizability.Result<?> ends) {
        if (!ends.isComplete()) {
            findings.countUndecided();
            return;
        }
        findings.checkRecorded(rule, !ends.states().isEmpty(), () -> whose + ": " + ends.longestOrder());
    }
}
