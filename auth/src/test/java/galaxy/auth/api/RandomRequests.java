package galaxy.auth.api;

import galaxy.models.auth.End;
import galaxy.models.auth.Request;
import galaxy.models.auth.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Requests about a few addresses, and about the challenges, users and sessions that responses have shown. */
final class RandomRequests {
    /** Four accounts in three mailboxes. */
    private static final List<String> EMAILS = List.of(
            "pilot@example.com", "Pilot@Example.com", "pilot+two@example.com", "nova@example.com", "no.va@gmail.com");

    private static final List<String> CREDENTIALS = List.of("1", "2", "3");
    private static final List<String> COUNTRIES = List.of("DE", "BR", "NZ");
    private static final String ACTOR = "admin:ops-7";

    private final Random random;
    private final List<String> challenges = new ArrayList<>();
    private final List<String> sessions = new ArrayList<>();
    private final List<String> users = new ArrayList<>();
    private final Set<Class<?>> kinds = new HashSet<>();

    RandomRequests(long seed) {
        random = new Random(seed);
    }

    /** Long enough that no attempt is undecided; seldom long enough that sessions end with time. */
    Duration pause() {
        int kind = random.nextInt(100);
        return kind < 80
                ? Duration.ofSeconds(4 + random.nextInt(60))
                : kind < 98 ? Duration.ofMinutes(5 + random.nextInt(200)) : Duration.ofDays(1 + random.nextInt(8));
    }

    Request next(Instant now) {
        int kind = random.nextInt(100);
        if (kind < 30 || challenges.isEmpty()) {
            return new Request.Send(pick(EMAILS), sometimes(challenges));
        }
        if (kind < 70) {
            return new Request.Confirm(
                    recent(challenges),
                    random.nextInt(3) == 0 ? ServiceUnderModel.WRONG : ServiceUnderModel.RIGHT,
                    pick(CREDENTIALS),
                    Optional.of(pick(COUNTRIES)));
        }
        if (kind < 74) {
            return new Request.Block(pick(EMAILS), "chargeback", ACTOR);
        }
        return kind < 80 || users.isEmpty() ? new Request.Unblock(pick(EMAILS)) : ofSessions(kind, now);
    }

    private Request ofSessions(int kind, Instant now) {
        var cause = new End.Cause(random.nextBoolean() ? "signed_out" : "stolen", ACTOR);
        if (kind < 84) {
            return new Request.ListSessions(pick(users), random.nextBoolean());
        }
        if (kind < 87) {
            return new Request.Show(recent(sessions));
        }
        if (kind < 91) {
            return new Request.Revoke(recent(sessions), sometimes(users), cause);
        }
        return kind < 93
                ? new Request.RevokeAll(pick(users), sometimes(sessions), cause)
                : new Request.Use(
                        recent(sessions), now.minusSeconds(random.nextInt(600)), Optional.of(pick(COUNTRIES)));
    }

    void learn(Response response) {
        kinds.add(response.getClass());
        switch (response) {
            case Response.Sent sent -> add(challenges, sent.challengeId());
            case Response.SignedIn signedIn -> {
                add(sessions, signedIn.sessionId());
                add(users, signedIn.userId());
            }
            case Response.Listed _,
                    Response.Limited _,
                    Response.WrongCode _,
                    Response.Expired _,
                    Response.Undecided _,
                    Response.Blocked _,
                    Response.Shown _,
                    Response.Revoked _,
                    Response.BlockedNow _,
                    Response.Done _ -> {}
        }
    }

    List<String> users() {
        return users;
    }

    /** Which kinds of responses were met. */
    Set<Class<?>> kinds() {
        return kinds;
    }

    private static void add(List<String> all, String value) {
        if (!all.contains(value)) {
            all.add(value);
        }
    }

    private String pick(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Mostly one of the last three. */
    private String recent(List<String> all) {
        return random.nextInt(8) == 0 ? pick(all) : pick(all.subList(Math.max(0, all.size() - 3), all.size()));
    }

    private Optional<String> sometimes(List<String> all) {
        return all.isEmpty() || random.nextInt(3) > 0 ? Optional.empty() : Optional.of(recent(all));
    }
}
