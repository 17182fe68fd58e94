package galaxy.torture.users;

import galaxy.models.users.UserJson;
import galaxy.models.users.UserModel;
import galaxy.testkit.PublishedEvent;
import galaxy.testkit.RecordSet.Row;
import galaxy.testkit.http.RestClient;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Findings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Events and records, compared with each other and with what was acknowledged. */
record RecordedRules(UserRecords records, EventLog log, Findings findings, Map<String, List<PublishedEvent>> byUser) {
    private static final String ACCOUNT = "an account is what the acknowledged commands lead to";
    private static final String HISTORIES = "a history has what the acknowledged commands put there, once";
    private static final String EVENTS = "there is one event for each acknowledged change, and no other";

    RecordedRules(UserRecords records, EventLog log, Findings findings) {
        this(records, log, findings, log.events().stream().collect(Collectors.groupingBy(PublishedEvent::subject)));
    }

    /** @param now when the service certainly ran: until then it has written down what ended */
    void check(List<OwnUser> users, Map<String, String> ids, long now) {
        ids.forEach((email, id) -> {
            boolean isSame = records.email(email).user().equals(id);
            findings.checkRecorded(Client.Shared.ONE_ID, isSame, email, id, records.email(email));
        });
        users.forEach(user -> user.possible().ifPresent(possible -> own(possible, now)));
    }

    private void own(PossibleUsers user, long now) {
        String id = user.any().id();
        Optional<Row> account = Optional.ofNullable(records.accounts.get(id));
        findings.checkRecorded("an acknowledged user exists", account.isPresent(), id);
        account.ifPresent(row -> {
            // Whether it holds the keys of its name is a rule of its own.
            JsonNode withoutKeys = row.json().deepCopy().asObject().without("held_also");
            // What explains one part narrows down what may explain the next.
            explain(ACCOUNT, user.read(withoutKeys, now, now, UserJson::stored), id);
            explain(HISTORIES, user.read(histories(id), now, now, UserJson::storedHistories), id);
            explain(EVENTS, user.read(events(id), now, now, UserModel::events), id);
        });
    }

    private void explain(String rule, Optional<String> difference, String id) {
        findings.checkRecorded(rule, difference.isEmpty(), id, difference.orElse(""));
    }

    /** Entries that ended together may be in any order. */
    private JsonNode histories(String id) {
        Map<String, List<JsonNode>> all = new TreeMap<>();
        for (String kind : records.histories.keySet()) {
            all.put(
                    kind,
                    records.history(kind, id).stream()
                            .sorted(AccountRules.BY_NUMBER)
                            .toList());
        }
        return RestClient.JSON.valueToTree(all);
    }

    /** The events say what the records say. */
    void checkEvents() {
        log.check(PublishedEvent::subject, findings);
        String rule = "an event is about a user who exists";
        byUser.keySet().forEach(id -> findings.checkAcross(rule, records.accounts.containsKey(id), id));
        records.accounts.forEach((id, account) -> compare(id, account, byUser.getOrDefault(id, List.of())));
    }

    private void compare(String id, Row account, List<PublishedEvent> events) {
        long last = -1;
        int place = 0;
        String name = "";
        List<JsonNode> blocks = new ArrayList<>();
        for (PublishedEvent event : events) {
            place = event.sequence() == last ? place + 1 : 0;
            last = event.sequence();
            boolean isInPlace = event.id().endsWith("/" + place);
            findings.checkAcross("the id of an event ends in its place among those of its change", isInPlace, event);
            if (event.type().equals("user.profile.changed")) {
                name = event.data().path("race_name").asString(name);
            } else if (event.type().equals("user.block.changed")) {
                blocks.add(event.data());
            }
        }
        findings.checkAcross("no event is newer than its user", last <= account.version(), id, account, events);
        boolean isNamed = !log.isComplete() || name.equals(account.text("name"));
        findings.checkAcross("the last event of a name has the name", isNamed, id, account, events);
        boolean isRight = !log.isComplete() || isRight(blocks, account);
        findings.checkAcross("events of blocks say what is in force", isRight, id, account, events);
    }

    /**
     * An end that was moved is another event {@code blocked}; the end itself is none. Only what is blocked is unblocked, and the
     * last event says what is in force, unless that has ended.
     */
    private static boolean isRight(List<JsonNode> blocks, Row account) {
        String operations = blocks.stream()
                .map(data -> data.path("operation").asString() + " ")
                .collect(Collectors.joining());
        JsonNode stored = account.json().path("block");
        boolean isBlocked = operations.endsWith(" blocked ") || operations.equals("blocked ");
        Optional<Long> end = isBlocked
                ? blocks.getLast()
                        .path("expires_at")
                        .stringValueOpt()
                        .map(text -> Instant.parse(text).toEpochMilli())
                : Optional.empty();
        boolean isLast = stored.isMissingNode()
                ? !isBlocked || end.isPresent()
                : isBlocked && stored.path("ends").asLong(-1) == end.orElse(-1L);
        return operations.matches("((blocked )+unblocked )*(blocked )*") && isLast;
    }

    private JsonNode events(String id) {
        return RestClient.JSON.valueToTree(byUser.getOrDefault(id, List.of()).stream()
                .map(event -> Map.of("type", event.type(), "data", event.data()))
                .toList());
    }

    /** The events of users whom no client has of its own. */
    void checkContested(List<OwnUser> users, Client.Shared shared) {
        Set<String> own = new HashSet<>();
        for (OwnUser user : users) {
            user.id().ifPresent(own::add);
            own.add(records.email(user.email).user());
        }
        Stream<PublishedEvent> others = log.events().stream().filter(event -> !own.contains(event.subject()));
        shared.events().check(others, PublishedEvent::type, shared.naming().run(), findings);
    }
}
