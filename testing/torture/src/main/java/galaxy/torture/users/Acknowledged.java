package galaxy.torture.users;

import galaxy.torture.users.Shelf.Event;
import galaxy.torture.users.Shelf.Stored;
import galaxy.torture.workload.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The store, compared with what was acknowledged. */
final class Acknowledged {
    private final Shelf shelf;
    private final Findings findings;
    private final Naming naming;
    private final Identities identities;
    private final long now;
    private final Map<String, List<Event>> events = new HashMap<>();

    /** @param now when the service was last known to run: until then it has written down what the clock does */
    Acknowledged(Shelf shelf, Findings findings, Naming naming, Identities identities, long now) {
        this.shelf = shelf;
        this.findings = findings;
        this.naming = naming;
        this.identities = identities;
        this.now = now;
        shelf.events.forEach(event -> events.computeIfAbsent(event.subject(), any -> new ArrayList<>())
                .add(event));
    }

    void check(List<OwnUser> users, Arenas arenas, Ledger ledger) {
        identities.all().forEach((email, id) -> {
            Stored subject = shelf.subjects.get(email);
            findings.checkRecorded(
                    "one id per e-mail",
                    subject != null && subject.text("id").equals(id),
                    () -> email + " was told to be " + id + " but is " + subject);
        });
        Set<String> exact = new HashSet<>();
        for (OwnUser user : users) {
            if (user.stage() == OwnUser.Stage.KNOWN) {
                exact.add(user.id());
                own(user);
            } else {
                Optional.ofNullable(shelf.subjects.get(user.email()))
                        .ifPresent(subject -> exact.add(subject.text("id")));
            }
        }
        arenas.emails().forEach(this::email);
        arenas.names().forEach(this::name);
        events(ledger, exact);
    }

    private void own(OwnUser user) {
        String id = user.id();
        Stored account = shelf.accounts.get(id);
        findings.checkRecorded("an acknowledged user exists", account != null, () -> id);
        if (account == null) {
            return;
        }
        look(
                user,
                "an account is what the acknowledged commands make of it",
                life -> Picture.difference(Filed.account(life), account.json()));
        look(user, "a history has what the acknowledged commands put there, once", life -> history(life, id));
        look(user, "there is one event for each acknowledged change, and none besides", life -> events(life, id));
    }

    private interface Look {
        Optional<String> at(Life life);
    }

    /** What fits one look narrows down what may fit the next. */
    private void look(OwnUser user, String rule, Look look) {
        Optional<String> difference = user.worlds().seen(now, look::at);
        findings.checkRecorded(rule, difference.isEmpty(), () -> user.id() + " " + difference.orElse(""));
    }

    private Optional<String> history(Life life, String id) {
        return Picture.difference(Filed.periods(life), sorted("periods", id))
                .or(() -> Picture.difference(Filed.sanctions(life.pastSanctions), sorted("sanctions", id)))
                .or(() -> Picture.difference(Filed.limits(life.pastLimits), sorted("limits", id)));
    }

    /** The order of those that expired together is nobody's concern. */
    private JsonNode sorted(String kind, String id) {
        ArrayNode all = Shelf.JSON.createArrayNode();
        shelf.history(kind, id).stream()
                .sorted(Comparator.comparingLong(each -> each.path("seq").asLong()))
                .forEach(all::add);
        return all;
    }

    private Optional<String> events(Life life, String id) {
        List<Event> told = events.getOrDefault(id, List.of());
        if (told.size() != life.events.size()) {
            return Optional.of("%d events were expected but %d: %s".formatted(life.events.size(), told.size(), told));
        }
        for (int i = 0; i < told.size(); i++) {
            Life.Event expected = life.events.get(i);
            Event event = told.get(i);
            Optional<String> difference = expected.type().equals(event.type())
                    ? Picture.difference(expected.data(), event.data())
                    : Optional.of(expected.type() + " was expected but " + event.type());
            if (difference.isPresent()) {
                return difference.map(each -> event.id() + " " + each);
            }
        }
        return Optional.empty();
    }

    private void email(String email, Set<EmailHistory.State> left) {
        Stored subject = shelf.subjects.get(email);
        var state = subject == null
                ? EmailHistory.State.UNKNOWN
                : new EmailHistory.State(
                        subject.text("id"),
                        subject.json().path("block").path("reason").asString(""));
        findings.checkRecorded(
                "an address is left as the last of its history left it",
                left.isEmpty()
                        || left.contains(state)
                        || left.contains(new EmailHistory.State("somebody", state.block())),
                () -> email + " is " + state + " but may be " + left);
    }

    private void name(String name, Set<NameHistory.State> left) {
        Optional<Stored> holder = Optional.ofNullable(shelf.claims.get(SoundAccounts.canonical(name)))
                .flatMap(claim -> Optional.ofNullable(shelf.accounts.get(claim.owner())));
        NameHistory.State state = holder.map(
                        account -> new NameHistory.State(account.text("id"), account.text("name"), ""))
                .orElse(NameHistory.State.FREE);
        findings.checkRecorded(
                "a name is left as the last of its history left it",
                left.isEmpty() || left.contains(state),
                () -> name + " is " + state + " but may be " + left);
    }

    /** @param exact the users whose events were looked at one by one, or are not to be */
    private void events(Ledger ledger, Set<String> exact) {
        Map<String, Integer> counted = new HashMap<>();
        for (Event event : shelf.events) {
            String request = event.data().path("request_id").asString("");
            if (!exact.contains(event.subject()) && naming.isRequestOfOurs(request)) {
                counted.merge(request, 1, Integer::sum);
            }
        }
        counted.forEach((request, times) -> {
            Ledger.Due due = ledger.due().getOrDefault(request, Ledger.Due.NONE);
            findings.checkRecorded(
                    "no event for what was refused, and none twice",
                    times <= due.most(),
                    () -> request + " made " + times + " events of at most " + due.most());
        });
        ledger.due()
                .forEach((request, due) -> findings.checkRecorded(
                        "an acknowledged change has its event",
                        counted.getOrDefault(request, 0) >= due.least(),
                        () -> request + " made " + counted.getOrDefault(request, 0) + " events of at least "
                                + due.least()));
    }
}
