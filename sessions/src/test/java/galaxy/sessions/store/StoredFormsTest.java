package galaxy.sessions.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Actor;
import galaxy.kernel.UserId;
import galaxy.sessions.Credential;
import galaxy.sessions.Session;
import galaxy.sessions.SessionId;
import galaxy.sessions.SessionTest;
import galaxy.store.Bucket;
import galaxy.testkit.GoldenFiles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredFormsTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles(StoredFormsTest.class);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static void check(String name, Session session) {
        GOLDEN.check(
                name,
                session,
                () -> new String(SessionFormat.SESSION.write(session), StandardCharsets.UTF_8),
                StoredFormsTest::read);
    }

    private static Session read(String text) {
        return SessionFormat.SESSION.read(text.getBytes(StandardCharsets.UTF_8), 0);
    }

    @Test
    void a_session() {
        check("session", SessionTest.session());
        check(
                "session-ended",
                SessionTest.session()
                        .with(new Session.Ended(
                                NOON, Session.Ended.REVOKED, "signed_out", new Actor("admin", Optional.of("ops-7")))));
        check(
                "session-of-a-cookie",
                new Session(
                        UserId.of("usr_0123456789abcdefghjkmnpqrs"),
                        new Credential(Credential.COOKIE, "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"),
                        Optional.empty(),
                        NOON,
                        Optional.empty(),
                        NOON,
                        Optional.empty(),
                        NOON,
                        NOON,
                        Optional.empty()));
    }

    @Test
    void what_only_a_newer_version_knows_is_kept() {
        String newer = new String(SessionFormat.SESSION.write(SessionTest.session()), StandardCharsets.UTF_8)
                .replace("ed25519", "p256");
        assertThat(read(newer).credential().kind()).isEqualTo("p256");
    }

    @Test
    void a_session_is_in_the_bucket_of_its_id() {
        SessionId id = SessionId.of("dvs_0123456789abcdefghjkmnpqrs");
        assertThat(SessionKeys.session(id))
                .isEqualTo("auth:{%s}:session:dvs_0123456789abcdefghjkmnpqrs"
                        .formatted(Bucket.ofId(id.value()).tag()));
    }
}
