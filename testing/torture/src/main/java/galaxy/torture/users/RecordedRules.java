package galaxy.torture.users;

import galaxy.models.Expected;
import galaxy.models.users.EmailState;
import galaxy.models.users.NameState;
import galaxy.models.users.Restriction;
import galaxy.models.users.UserJson;
import galaxy.models.users.UserModel;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.EventLog.Event;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.RecordSet;
import galaxy.torture.workload.RecordSet.Row;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The store, compared with what was acknowledged. */
final class RecordedRules {
    private final UserRecords records;
    private final Findings findings;
    private final List<Event> events;
    private final Map<String, List<Event>> byUser;

    RecordedRules(UserRecords records, EventLog log, Findings findings) {
        this.records = records;
        this.findings = findings;
        this.events = log.events();
        this.byUser = events.stream().collect(Collectors.groupingBy(Event::subject));
    }

    /** @param now when the service certainly ran: until then it has written down what ended */
    void check(List<OwnUser> users, Identities identities, long now) {
        identities.all().forEach((email, id) -> {
            Optional<Row> subject = Optional.ofNullable(records.subjects.get(email));
            findings.checkRecorded(
                    Identities.RULE,
                    subject.filter(row -> row.text("id").equals(id)).isPresent(),
                    () -> email + " was " + id + " but is " + subject);
        });
        users.forEach(user -> user.possible().ifPresent(possible -> own(possible, now)));
    }

    private void own(PossibleUsers user, long now) {
        String id = user.any().id();
        Optional<Row> account = Optional.ofNullable(records.accounts.get(id));
        findings.checkRecorded("an acknowledged user exists", account.isPresent(), () -> id);
        account.ifPresent(row -> {
            // What explains one part narrows down what may explain the next.
            explain(
                    user,
                    now,
                    "an account is what the acknowledged commands lead to",
                    each -> Expected.difference(UserJson.stored(each), row.json()));
            explain(
                    user,
                    now,
                    "a history has what the acknowledged commands put there, once",
                    each -> history(each, id));
            explain(
                    user,
                    now,
                    "there is one event for each acknowledged change, and no other",
                    each -> events(each, id));
        });
    }

    private void explain(PossibleUsers user, long now, String rule, Function<UserModel, Optional<String>> difference) {
        Optional<String> found = user.seen(now, difference);
        findings.checkRecorded(rule, found.isEmpty(), () -> user.any().id() + " " + found.orElse(""));
    }

    private Optional<String> history(UserModel user, String id) {
        return Expected.difference(UserJson.storedPeriods(user), sorted("periods", id))
                .or(() -> Expected.difference(UserJson.storedPast(user, Restriction.SANCTION), sorted("sanctions", id)))
                .or(() -> Expected.difference(UserJson.storedPast(user, Restriction.LIMIT), sorted("limits", id)));
    }

    /** Entries that ended together may be in any order. */
    private JsonNode sorted(String kind, String id) {
        ArrayNode all = RecordSet.JSON.createArrayNode();
        records.history(kind, id).stream()
                .sorted(Comparator.comparingLong(AccountRules::seq))
                .forEach(all::add);
        return all;
    }

    private Optional<String> events(UserModel user, String id) {
        List<Object> expected = List.copyOf(user.events().stream()
                .map(event -> Expected.object("type", event.type(), "data", event.data()))
                .toList());
        ArrayNode actual = RecordSet.JSON.createArrayNode();
        byUser.getOrDefault(id, List.of())
                .forEach(event -> actual.addObject().put("type", event.type()).set("data", event.data()));
        return Expected.difference(expected, actual);
    }

    void check(Arenas arenas, List<OwnUser> users, Naming naming) {
        arenas.emails.keySet().forEach(email -> arenas.checkEmail(email, email(email), findings));
        arenas.names.keySet().forEach(name -> arenas.checkName(name, name(name), findings, name(name)::equals));
        Set<String> own = new HashSet<>();
        for (OwnUser user : users) {
            user.possible().ifPresent(possible -> own.add(possible.any().id()));
            Optional.ofNullable(records.subjects.get(user.email)).ifPresent(subject -> own.add(subject.text("id")));
        }
        arenas.events.check(
                events.stream().filter(event -> !own.contains(event.subject())),
                any -> "event",
                naming.run(),
                findings);
    }

    private EmailState email(String email) {
        return Optional.ofNullable(records.subjects.get(email))
                .map(row -> new EmailState(
                        row.text("id"), row.json().path("block").path("reason").asString("")))
                .orElse(EmailState.UNKNOWN);
    }

    private NameState name(String name) {
        return Optional.ofNullable(records.claims.get(UserRecords.canonical(name)))
                .flatMap(claim -> Optional.ofNullable(records.accounts.get(claim.owner())))
                .map(account -> new NameState(account.text("id"), account.text("name"), ""))
                .orElse(NameState.FREE);
    }
}
