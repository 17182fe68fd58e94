package galaxy.torture.users;

import galaxy.torture.users.Shelf.Event;
import galaxy.torture.users.Shelf.Stored;
import galaxy.torture.workload.Findings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The events of the public stream: each once, in order, none missing. */
final class SoundEvents {
    private final Shelf shelf;
    private final Findings findings;

    SoundEvents(Shelf shelf, Findings findings) {
        this.shelf = shelf;
        this.findings = findings;
    }

    void check() {
        Set<String> ids = new HashSet<>();
        Map<String, List<Event>> of = new HashMap<>();
        Map<String, Long> inBucket = new HashMap<>();
        for (Event event : shelf.events) {
            findings.checkAcross("each event is published once", ids.add(event.id()), event::text);
            findings.checkAcross(
                    "an event is about a user who exists", shelf.accounts.containsKey(event.subject()), event::text);
            findings.check("no event tells an e-mail address", !event.text().contains("@torture.example"), event::text);
            of.computeIfAbsent(event.subject(), any -> new ArrayList<>()).add(event);
            inBucket.merge(SoundAccounts.tagOf(event.subject()), 1L, Long::sum);
        }
        of.forEach(this::inOrder);
        shelf.accounts.forEach((id, account) -> lastName(id, account, of.getOrDefault(id, List.of())));
        for (int bucket = 0; bucket < Buckets.TAGS.size(); bucket++) {
            String tag = Buckets.TAGS.get(bucket);
            long number = shelf.outboxNumbers.getOrDefault(tag, 0L);
            long mark = shelf.marks.getOrDefault("users/" + bucket, 0L);
            findings.check(
                    "every event is published",
                    shelf.outboxes.getOrDefault(tag, 0) == 0,
                    () -> tag + " has " + shelf.outboxes.get(tag) + " left");
            findings.checkAcross(
                    "the events of a bucket are all there",
                    mark == number && (isTrimmed() || inBucket.getOrDefault(tag, 0L) == number),
                    () -> tag + ": " + number + " written, mark " + mark + ", " + inBucket.get(tag) + " published");
        }
    }

    /** Whether the stream has lost its oldest events, as it may. */
    private boolean isTrimmed() {
        return shelf.published >= 900_000;
    }

    private void inOrder(String id, List<Event> events) {
        long sequence = -1;
        int ofSequence = 0;
        for (Event event : events) {
            ofSequence = event.sequence() == sequence ? ofSequence + 1 : 0;
            long before = sequence;
            int place = ofSequence;
            findings.checkAcross(
                    "the events of a user are dense and in order",
                    event.sequence() >= before && event.id().endsWith("/" + place),
                    () -> event.id() + " after the sequence " + before);
            sequence = event.sequence();
        }
        Stored account = shelf.accounts.get(id);
        long last = sequence;
        findings.checkAcross(
                "no event is newer than its user",
                account == null || last <= account.version(),
                () -> id + " has " + last);
    }

    /** Names and blocks are told so that whoever follows knows them. */
    private void lastName(String id, Stored account, List<Event> events) {
        String name = "";
        boolean isBlocked = false;
        boolean alternates = true;
        for (Event event : events) {
            boolean isOfProfile = event.type().equals("user.profile.changed");
            name = isOfProfile ? event.data().path("race_name").asString(name) : name;
            if (event.type().equals("user.block.changed")) {
                boolean next = event.data().path("operation").asString().equals("blocked");
                alternates &= next != isBlocked;
                isBlocked = next;
            }
        }
        String told = name;
        findings.checkAcross(
                "the last event of a name tells the name",
                isTrimmed() || told.equals(account.text("name")),
                () -> id + " is " + account.text("name") + " but was told to be " + told);
        boolean isNow = !account.json().path("block").isMissingNode();
        findings.checkAcross(
                "blocks and their ends are told by turns",
                isTrimmed() || (alternates && isBlocked == isNow),
                () -> id + " " + events.stream().map(Event::text).toList());
    }
}
