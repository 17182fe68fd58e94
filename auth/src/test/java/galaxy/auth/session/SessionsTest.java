package galaxy.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Actor;
import galaxy.kernel.UserId;
import galaxy.sessions.Credential;
import galaxy.sessions.Session;
import galaxy.sessions.Session.Ended;
import galaxy.sessions.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SessionsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static SessionId id(int number) {
        return SessionId.of("dvs_%026d".formatted(number));
    }

    /** Created so many minutes after noon, for an hour. */
    private static Session session(int number) {
        Instant created = NOON.plus(Duration.ofMinutes(number));
        Instant ends = created.plus(Duration.ofHours(1));
        return new Session(
                UserId.of("usr_0123456789abcdefghjkmnpqrs"),
                new Credential(Credential.COOKIE, "key"),
                Optional.empty(),
                created,
                Optional.empty(),
                created,
                Optional.empty(),
                ends,
                ends,
                Optional.empty());
    }

    private static Session ended(int number) {
        Session known = session(number);
        return known.with(
                new Ended(known.createdAt().plusSeconds(1), Ended.REVOKED, "signed_out", Actor.of("user", "me")));
    }

    @Test
    void the_last_fifty_that_ended_are_kept_and_the_newest_end_is_first() {
        List<UserSessions.Ended> all = IntStream.range(0, 51)
                .mapToObj(i -> new UserSessions.Ended(id(i), NOON.plusSeconds(i)))
                .toList();
        UserSessions sessions =
                UserSessions.NONE.begun("pilot@example.com", id(50)).ended(all);
        assertThat(sessions.active()).isEmpty();
        assertThat(sessions.ended()).hasSize(50).doesNotContain(all.getFirst());
        assertThat(sessions.ended().getFirst()).isEqualTo(all.getLast());
        assertThat(sessions.ended(List.of(new UserSessions.Ended(id(51), NOON))).ended())
                .isEqualTo(sessions.ended());
    }

    @Test
    void all_are_the_active_ones_and_the_last_fifty_that_ended_whether_or_not_it_is_written() {
        Map<SessionId, Session> known = new HashMap<>();
        IntStream.range(0, 50).forEach(i -> known.put(id(i), ended(i)));
        IntStream.range(50, 60).forEach(i -> known.put(id(i), session(i)));
        Instant now = NOON.plus(Duration.ofMinutes(55 + 60)).minusMillis(1);
        List<SessionId> active =
                IntStream.rangeClosed(55, 59).mapToObj(i -> id(114 - i)).toList();
        assertThat(Sessions.shown(known, false, now))
                .extracting(Sessions.Shown::id)
                .isEqualTo(active);
        List<Sessions.Shown> all = Sessions.shown(known, true, now);
        assertThat(all).hasSize(55);
        assertThat(all.getFirst().id()).isEqualTo(id(59));
        assertThat(all.getLast().id())
                .as("five have ended after the first five")
                .isEqualTo(id(5));
        assertThat(Sessions.shown(known, true, NOON.plus(Duration.ofDays(31)))).isEmpty();
    }
}
