package galaxy.models.auth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What clients that run at the same time got from the service, whatever failed meanwhile. It knows no order, and checks what has to
 * hold in each. Requests without a response are not part of it. Thread-safe.
 */
public final class SignInHistory {
    public static final String COMPARED = "a code is compared at most five times while its challenge is open";
    public static final String ONE_SESSION = "a challenge has at most one session, and a session one challenge";
    public static final String THERE = "a session that was acknowledged is there, with its first end";
    public static final String NOT_BLOCKED = "a user who is blocked has no active session once the load has stopped";
    public static final String NOT_TOO_MANY = "a user has no more active sessions than the settings allow";

    private static final int MOST_COMPARED = 5;

    private final Map<String, List<Integer>> wrong = new HashMap<>();
    private final Map<String, Set<String>> sessions = new HashMap<>();
    private final Map<String, Set<End>> ends = new HashMap<>();

    /** A rule that does not hold. */
    public record Violation(String rule, String what) {}

    /** A request and its response. */
    public synchronized void answered(Request request, Response response) {
        if (request instanceof Request.Confirm confirm) {
            switch (response) {
                case Response.WrongCode(int left) ->
                    wrong.computeIfAbsent(confirm.challengeId(), id -> new ArrayList<>())
                            .add(left);
                case Response.SignedIn signedIn -> {
                    sessions.computeIfAbsent(confirm.challengeId(), id -> new HashSet<>())
                            .add(signedIn.sessionId());
                    ends.computeIfAbsent(signedIn.sessionId(), id -> new HashSet<>());
                }
                case Response.Sent _,
                        Response.Limited _,
                        Response.Expired _,
                        Response.Undecided _,
                        Response.Blocked _,
                        Response.Listed _,
                        Response.Shown _,
                        Response.Revoked _,
                        Response.BlockedNow _,
                        Response.Done _ -> {}
            }
        }
        if (response instanceof Response.Shown(Optional<Session> session)) {
            session.ifPresent(this::seen);
        }
        if (response instanceof Response.Listed(List<Session> all)) {
            all.forEach(this::seen);
        }
    }

    private void seen(Session session) {
        ends.computeIfAbsent(session.id(), id -> new HashSet<>())
                .addAll(session.end().stream().toList());
    }

    /** The sessions that were acknowledged, to read them when the load has stopped. */
    public synchronized Set<String> sessions() {
        return Set.copyOf(ends.keySet());
    }

    /**
     * What does not hold of what was answered, and of what is there when the load has stopped.
     *
     * @param show a session as it is then
     * @param blocked users who are blocked then
     * @param most active sessions of a user
     */
    public synchronized List<Violation> violations(
            Function<String, Optional<Session>> show, Set<String> blocked, int most) {
        List<Violation> found = new ArrayList<>();
        wrong.forEach((challenge, left) -> checkCompared(challenge, left, found));
        Map<String, String> challenges = new HashMap<>();
        sessions.forEach((challenge, ids) -> {
            check(found, ONE_SESSION, ids.size() == 1, challenge + " has " + ids);
            ids.forEach(id -> {
                String other = challenges.putIfAbsent(id, challenge);
                check(found, ONE_SESSION, other == null, id + " is of " + other + " and of " + challenge);
            });
        });
        Map<String, Set<String>> active = new HashMap<>();
        ends.forEach((id, known) -> {
            Optional<Session> now = show.apply(id);
            Set<End> all = new HashSet<>(known);
            now.flatMap(Session::end).ifPresent(all::add);
            boolean isEnded = now.flatMap(Session::end).isPresent();
            check(found, THERE, now.isPresent(), id + " is not there");
            check(found, THERE, all.size() <= 1 && (known.isEmpty() || isEnded), id + " has the ends " + all);
            now.filter(Session::isActive)
                    .ifPresent(session -> active.computeIfAbsent(session.userId(), user -> new HashSet<>())
                            .add(id));
        });
        active.forEach((user, ids) -> {
            check(found, NOT_BLOCKED, !blocked.contains(user), user + " has " + ids);
            check(found, NOT_TOO_MANY, ids.size() <= most, user + " has " + ids);
        });
        return found;
    }

    /** Each number of attempts that are left belongs to one comparison; the right code took one too. */
    private void checkCompared(String challenge, List<Integer> left, List<Violation> found) {
        int right = sessions.containsKey(challenge) ? 1 : 0;
        boolean isEachOnce = new HashSet<>(left).size() == left.size();
        check(
                found,
                COMPARED,
                isEachOnce && left.size() + right <= MOST_COMPARED,
                "%s: wrong codes with %s left, right: %d".formatted(challenge, left, right));
    }

    private static void check(List<Violation> found, String rule, boolean holds, String what) {
        if (!holds) {
            found.add(new Violation(rule, what));
        }
    }
}
