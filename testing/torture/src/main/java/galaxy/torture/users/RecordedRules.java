package galaxy.torture.users;

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
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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
        identities
                .all()
                .forEach((email, id) -> findings.checkRecorded(
                        Identities.RULE,
                        records.email(email).user().equals(id),
                        () -> email + " was " + id + " but is " + records.subjects.get(email)));
        users.forEach(user -> user.possible().ifPresent(possible -> own(possible, now)));
    }

    private void own(PossibleUsers user, long now) {
        String id = user.any().id();
        Optional<Row> account = Optional.ofNullable(records.accounts.get(id));
        findings.checkRecorded("an acknowledged user exists", account.isPresent(), () -> id);
        account.ifPresent(row -> {
            // What explains one part narrows down what may explain the next.
            explain(
                    "an account is what the acknowledged commands lead to",
                    user.read(row.json(), now, now, UserJson::stored),
                    id);
            explain(
                    "a history has what the acknowledged commands put there, once",
                    user.read(histories(id), now, now, UserJson::storedHistories),
                    id);
            explain(
                    "there is one event for each acknowledged change, and no other",
                    user.read(events(id), now, now, UserModel::events),
                    id);
        });
    }

    private void explain(String rule, Optional<String> difference, String id) {
        findings.checkRecorded(rule, difference.isEmpty(), () -> id + " " + difference.orElse(""));
    }

    /** Entries that ended together may be in any order. */
    private JsonNode histories(String id) {
        ObjectNode all = RecordSet.JSON.createObjectNode();
        records.histories.keySet().forEach(kind -> {
            ArrayNode sorted = all.putArray(kind);
            records.history(kind, id).stream()
                    .sorted(Comparator.comparingLong(AccountRules::seq))
                    .forEach(sorted::add);
        });
        return all;
    }

    private JsonNode events(String id) {
        ArrayNode all = RecordSet.JSON.createArrayNode();
        byUser.getOrDefault(id, List.of())
                .forEach(event -> all.addObject().put("type", event.type()).set("data", event.data()));
        return all;
    }

    void check(Contests contests, List<OwnUser> users, Naming naming) {
        contests.emails.states().keySet().forEach(email -> contests.checkEmail(email, records.email(email), findings));
        contests.names.states().keySet().forEach(name -> {
            var now = records.name(name);
            contests.names.check(name, now, now::equals, findings);
        });
        Set<String> own = new HashSet<>();
        for (OwnUser user : users) {
            user.possible().ifPresent(possible -> own.add(possible.any().id()));
            own.add(records.email(user.email).user());
        }
        contests.events.check(
                events.stream().filter(event -> !own.contains(event.subject())), Event::type, naming.run(), findings);
    }
}
