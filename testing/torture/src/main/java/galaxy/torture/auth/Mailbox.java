package galaxy.torture.auth;

import galaxy.torture.users.Response;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** One address and its only challenge: what is known of them by responses. Thread-safe. */
final class Mailbox {
    static final String ONE_SESSION = "a challenge has at most one session";
    static final String ONE_USER = "a challenge has at most one user";
    static final String COMPARED = "a code is compared at most five times while its challenge is open";
    static final String THERE = "a session that was acknowledged is there, and so is its end";

    final String email;
    final String challenge;
    final String code;
    private final Map<String, String> sessions = new ConcurrentHashMap<>();
    private final Set<String> left = ConcurrentHashMap.newKeySet();
    private volatile boolean isEnded;

    Mailbox(String email, String challenge, String code) {
        this.email = email;
        this.challenge = challenge;
        this.code = code;
    }

    /** A code of the same length that is not the one. */
    String wrongCode() {
        return (code.charAt(0) == '1' ? '2' : '1') + code.substring(1);
    }

    /** A confirmation was answered: with the session of the challenge, or with how many codes may still be compared. */
    void confirmed(Observed<Response> observed, Findings findings) {
        Response response = Response.of(observed);
        if (observed.isDone()) {
            sessions.put(response.text("device_session_id"), response.text("user_id"));
            findings.checkAcross(ONE_SESSION, sessions.size() == 1, challenge, "has", sessions);
            findings.checkAcross(ONE_USER, Set.copyOf(sessions.values()).size() == 1, challenge, sessions);
        } else if (observed.isRefused("invalid_code")) {
            String attempts = response.body().at("/error/details/0/reason").asString("");
            boolean isNew = left.add(attempts) && attempts.matches("[0-4]");
            findings.checkRecorded(COMPARED, isNew, challenge, "has again", attempts, "attempts left");
        }
    }

    /** The session that was acknowledged, and its user. */
    Optional<Map.Entry<String, String>> session() {
        return sessions.entrySet().stream().findFirst();
    }

    /** An end of the session was acknowledged. */
    void ended() {
        isEnded = true;
    }

    /** What a service without load says of the session. */
    void check(String userId, JsonNode session, Findings findings) {
        boolean isRight = session.path("user_id").asString("").equals(userId)
                && (!isEnded || !session.path("status").asString("").equals("active"));
        findings.checkRecorded(THERE, isRight, challenge, isEnded ? "ended" : "active", session);
    }
}
