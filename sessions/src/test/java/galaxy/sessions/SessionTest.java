package galaxy.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.UserId;
import galaxy.sessions.Session.Ended;
import galaxy.sessions.Session.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public final class SessionTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** Idle after 30 days, over after 180. */
    public static Session session() {
        return new Session(
                UserId.of("usr_0123456789abcdefghjkmnpqrs"),
                new Credential(Credential.ED25519, "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"),
                Optional.of("phone"),
                NOON,
                Optional.of(CountryCode.of("DE")),
                NOON,
                Optional.of(CountryCode.of("DE")),
                NOON.plus(Duration.ofDays(30)),
                NOON.plus(Duration.ofDays(180)),
                Optional.empty());
    }

    @Test
    void a_session_expires_at_the_instant_of_its_idle_end_or_of_its_absolute_end() {
        Instant idle = NOON.plus(Duration.ofDays(30));
        assertThat(session().isActive(idle.minusMillis(1))).isTrue();
        assertThat(session().status(idle)).isEqualTo(Status.EXPIRED);
        assertThat(session().endedBy(idle.plusSeconds(5)))
                .contains(new Ended(idle, Ended.EXPIRED, "idle_timeout", new Actor("service", Optional.of("auth"))));
        Instant end = NOON.plus(Duration.ofDays(180));
        Session used = session().seen(end.minusSeconds(9), Optional.empty(), end.plus(Duration.ofDays(21)));
        assertThat(used.expiresAt()).isEqualTo(end);
        assertThat(used.isActive(end.minusMillis(1))).isTrue();
        assertThat(used.endedBy(end).orElseThrow().reason()).isEqualTo("absolute_timeout");
    }

    @Test
    void a_session_that_was_ended_keeps_that_end_for_ever() {
        for (String cause : new String[] {Ended.REVOKED, Ended.BLOCKED, Ended.DISPLACED, "of_a_newer_version"}) {
            Ended end = new Ended(NOON.plusSeconds(1), cause, "signed_out", new Actor("user", Optional.empty()));
            Session ended = session().with(end);
            assertThat(ended.status(NOON)).isEqualTo(Status.REVOKED);
            assertThat(ended.endedBy(NOON.plus(Duration.ofDays(400)))).contains(end);
        }
        Ended expired = session().endedBy(NOON.plus(Duration.ofDays(31))).orElseThrow();
        assertThat(session().with(expired).status(NOON.plus(Duration.ofDays(31))))
                .isEqualTo(Status.EXPIRED);
    }
}
