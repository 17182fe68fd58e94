package galaxy.torture.auth;

import galaxy.testkit.RecordSet;
import galaxy.testkit.RecordSet.Row;
import galaxy.testkit.StoreImage;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Findings;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Challenges and sessions in the store, and the events of sessions. */
final class StoredSessions {
    static final String BLOCKED = "a blocked user has no session once the load has stopped";
    static final String ATTEMPTS = "an open challenge counts at most five attempts, any other at most a hundred";
    static final String BOUND = "a session is the one that its challenge is bound to";
    static final String LISTS = "the record of a user's sessions and the sessions agree";
    static final String EVENTS = "the events of a session are created and at most one end, and say what is stored";

    private final RecordSet auth;
    private final RecordSet users;
    private final Map<String, Row> sessions;
    private final Findings findings;

    StoredSessions(StoreImage store, Findings findings) {
        this.auth = new RecordSet(store, "auth");
        this.users = new RecordSet(store, "users");
        this.sessions = auth.rows("session");
        this.findings = findings;
    }

    RecordSet records() {
        return auth;
    }

    void check() {
        checkChallenges();
        checkLists();
    }

    private void checkChallenges() {
        Map<String, Set<String>> byCredential = sessions.entrySet().stream()
                .collect(Collectors.groupingBy(
                        each -> each.getValue().text("key"),
                        Collectors.mapping(Map.Entry::getKey, Collectors.toSet())));
        byCredential.forEach((key, ids) -> findings.checkAcross(Mailbox.ONE_SESSION, ids.size() == 1, ids));
        auth.rows("challenge").forEach((id, row) -> {
            boolean isOpen = row.text("state").equals("open");
            findings.check(ATTEMPTS, row.number("attempts") <= (isOpen ? 5 : 100), row);
            Set<String> made =
                    byCredential.getOrDefault(row.json().at("/proof/key").asString(""), Set.of());
            String bound = row.json().at("/bound/session").asString("");
            findings.checkAcross(BOUND, made.isEmpty() || made.equals(Set.of(bound)), row, "but", made);
        });
    }

    private void checkLists() {
        Set<String> listed = new HashSet<>();
        auth.rows("sessions").forEach((user, row) -> {
            for (JsonNode each : row.json().path("active")) {
                String id = each.path("id").asString("");
                Row session = sessions.get(id);
                boolean isActive = session != null
                        && !session.has("ended")
                        && session.text("user").equals(user);
                findings.check(LISTS, listed.add(id) && isActive, row, "but", String.valueOf(session));
            }
            for (JsonNode each : row.json().path("ended")) {
                String id = each.path("id").asString("");
                Row session = sessions.get(id);
                boolean isEnded = session != null
                        && session.json().at("/ended/at").asLong(-1)
                                == each.path("at").asLong(0);
                findings.check(LISTS, listed.add(id) && isEnded, row, "but", String.valueOf(session));
            }
        });
        Findings.same(findings::check, LISTS, sessions.keySet(), listed);
    }

    /** Who is blocked at users, by address or by a sanction, has no active session. */
    void checkBlocked() {
        Set<String> blocked = new HashSet<>();
        users.rows("account").forEach((id, row) -> {
            boolean hasBlock = row.json().has("block");
            boolean hasSanction = row.json()
                    .path("sanctions")
                    .valueStream()
                    .anyMatch(sanction -> sanction.path("code").asString("").equals("login_block"));
            if (hasBlock || hasSanction) {
                blocked.add(id);
            }
        });
        auth.rows("sessions")
                .forEach((user, row) -> findings.checkAcross(
                        BLOCKED,
                        !blocked.contains(user) || row.json().path("active").isEmpty(),
                        row));
    }

    void checkEvents(EventLog log) {
        log.check(event -> "sessions of " + event.subject(), findings);
        if (!log.isComplete()) {
            return;
        }
        Map<String, String> operations = log.operations(
                event -> event.data().at("/session/device_session_id").asString(""));
        sessions.forEach((id, row) -> {
            String published = operations.getOrDefault(id, "");
            String right = row.has("ended") ? "created (revoked|displaced|expired) " : "created ";
            findings.checkAcross(EVENTS, published.matches(right), row, published);
        });
        Findings.same(findings::checkAcross, EVENTS, sessions.keySet(), operations.keySet());
    }
}
