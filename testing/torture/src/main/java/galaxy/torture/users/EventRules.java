package galaxy.torture.users;

import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.EventLog.Event;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.RecordSet.Row;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The public events of the users service, compared with its records. */
record EventRules(UserRecords records, EventLog log, Findings findings) {
    void check() {
        log.check(Event::subject, findings);
        Map<String, List<Event>> byUser = log.events().stream().collect(Collectors.groupingBy(Event::subject));
        byUser.keySet()
                .forEach(id -> findings.checkAcross(
                        "an event is about a user who exists", records.accounts.containsKey(id), () -> id));
        records.accounts.forEach((id, account) -> compare(id, account, byUser.getOrDefault(id, List.of())));
    }

    private void compare(String id, Row account, List<Event> events) {
        long last = -1;
        int place = 0;
        String name = "";
        StringBuilder blocks = new StringBuilder();
        for (Event event : events) {
            place = event.sequence() == last ? place + 1 : 0;
            last = event.sequence();
            findings.checkAcross(
                    "the id of an event ends in its place among those of its change",
                    event.id().endsWith("/" + place),
                    event::toString);
            if (event.type().equals("user.profile.changed")) {
                name = event.data().path("race_name").asString(name);
            } else if (event.type().equals("user.block.changed")) {
                blocks.append(event.data().path("operation").asString()).append(' ');
            }
        }
        Supplier<String> text = () -> "%s: %s, events %s".formatted(id, account, events);
        findings.checkAcross("no event is newer than its user", last <= account.version(), text);
        findings.checkAcross(
                "the last event of a name has the name", !log.isComplete() || name.equals(account.text("name")), text);
        findings.checkAcross(
                "events of blocks alternate and end with the block in force",
                !log.isComplete()
                        || blocks.toString()
                                .matches("(blocked unblocked )*" + (account.has("block") ? "blocked " : "")),
                text);
    }
}
