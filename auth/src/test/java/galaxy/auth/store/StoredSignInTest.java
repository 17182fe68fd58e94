package galaxy.auth.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.auth.address.AddressBudgets.Taken;
import galaxy.auth.address.AddressBudgets.Use;
import galaxy.auth.challenge.Challenge;
import galaxy.auth.challenge.Challenge.Binding;
import galaxy.auth.challenge.Challenge.Proof;
import galaxy.auth.challenge.Challenge.State;
import galaxy.auth.challenge.Limits;
import galaxy.auth.session.UserSessions;
import galaxy.kernel.CountryCode;
import galaxy.kernel.UserId;
import galaxy.sessions.Credential;
import galaxy.sessions.SessionId;
import galaxy.store.Format;
import galaxy.testkit.GoldenFiles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each form in which challenges, limits and lists of sessions are stored, held against its golden files. */
class StoredSignInTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles(StoredSignInTest.class);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final SessionId SESSION = SessionId.of("dvs_0123456789abcdefghjkmnpqrs");
    private static final Proof PROOF = new Proof(
            new Credential(Credential.COOKIE, "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"),
            "UTC",
            "en",
            Optional.of("phone"),
            Optional.of(CountryCode.of("DE")));

    private static <T> void check(String name, Format<T> format, T value) {
        GOLDEN.check(
                name,
                value,
                () -> new String(format.write(value), StandardCharsets.UTF_8),
                text -> format.read(text.getBytes(StandardCharsets.UTF_8), 0));
    }

    private static Challenge open() {
        return Challenge.open(
                "pilot@example.com", "digest", "k1", NOON, List.of(new Taken(Use.SEND, "narrow", "wide")));
    }

    @Test
    void a_challenge_in_each_state() {
        check("challenge", ChallengeFormats.CHALLENGE, open());
        Challenge verified = open().tried(NOON, List.of()).with(new State.Verified(PROOF));
        check("challenge-verified", ChallengeFormats.CHALLENGE, verified);
        var binding = new Binding("pilot@example.com", UserId.of("usr_0123456789abcdefghjkmnpqrs"), true, SESSION);
        check("challenge-bound", ChallengeFormats.CHALLENGE, verified.with(new State.Bound(PROOF, binding)));
    }

    @Test
    void a_state_that_only_a_newer_version_knows_is_not_taken_for_another() {
        byte[] newer = new String(ChallengeFormats.CHALLENGE.write(open()), StandardCharsets.UTF_8)
                .replace("\"open\"", "\"newer\"")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ChallengeFormats.CHALLENGE.read(newer, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limits() {
        check("limits", ChallengeFormats.LIMITS, Limits.NONE.sent(NOON).counted(NOON));
        check(
                "limits-paused",
                ChallengeFormats.LIMITS,
                Limits.NONE.counted(NOON).paused(NOON));
    }

    @Test
    void which_sessions_a_user_has() {
        check("sessions", UserSessionsFormat.SESSIONS, UserSessions.NONE.begun("pilot@example.com", SESSION));
        check(
                "sessions-ended",
                UserSessionsFormat.SESSIONS,
                UserSessions.NONE
                        .begun("pilot@example.com", SESSION)
                        .ended(List.of(new UserSessions.Ended(SESSION, NOON)))
                        .blocked(NOON));
    }
}
