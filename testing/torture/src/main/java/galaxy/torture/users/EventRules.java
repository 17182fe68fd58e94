package galaxy.torture.users;

import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.EventLog.Event;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.RecordSet.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The public events of the users service, compared with its records. */
record EventRules(UserRecords records, EventLog log, Findings findings) {
    void check() {
        log.check(Event::subject, findings);
        Map<String, List<Event>> byUser = log.events().stream().collect(Collectors.groupingBy(Event::subject));
        byUser.forEach((id, events) -> {
            findings.checkAcross("an event is about a user who exists", records.accounts.containsKey(id), () -> id);
            numbered(events);
        });
        records.accounts.forEach((id, account) -> compare(id, account, byUser.getOrDefault(id, List.of())));
    }

    private void numbered(List<Event> events) {
        long sequence = -1;
        int place = 0;
        for (Event event : events) {
            place = event.sequence() == sequence ? place + 1 : 0;
            sequence = event.sequence();
            findings.checkAcross(
                    "the id of an event ends in its place among those of its change",
                    event.id().endsWith("/" + place),
                    event::toString);
        }
    }

    private void compare(String id, Row account, List<Event> events) {
        if (!events.isEmpty()) {
            long last = events.getLast().sequence();
            findings.checkAcross("no event is newer than its user", last <= account.version(), () -> id + " " + last);
        }
        String name = "";
        boolean isBlocked = false;
        boolean alternates = true;
        for (Event event : events) {
            if (event.type().equals("user.profile.changed")) {
                name = event.data().path("race_name").asString(name);
            } else if (event.type().equals("user.block.changed")) {
                boolean next = event.data().path("operation").asString().equals("blocked");
                alternates &= next != isBlocked;
                isBlocked = next;
            }
        }
        findings.checkAcross(
                "the last event of a name has the name",
                !log.isComplete() || name.equals(account.text("name")),
                () -> account + " " + events);
        findings.checkAcross(
                "events of blocks alternate and end with the block in force",
                !log.isComplete() || (alternates && isBlocked == account.has("block")),
                () -> account + " " + events);
    }
}
