package galaxy.auth.memory;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.mail.Mail;
import galaxy.auth.mail.MailKind;
import galaxy.auth.mail.Mails;
import galaxy.auth.session.SessionStore;
import galaxy.auth.session.SessionStore.Change;
import galaxy.auth.session.SessionStore.Found;
import galaxy.auth.session.SessionStore.Operation;
import galaxy.auth.session.SessionStore.Snapshot;
import galaxy.auth.session.SessionStore.Write;
import galaxy.auth.session.UserSessions;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.sessions.Session;
import galaxy.sessions.SessionCookie;
import galaxy.sessions.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every store of sessions does. */
public interface SessionStoreContract {
    Instant NOON = Mails.NOON;
    UserId USER = UserId.of(new byte[UserId.BYTES]);
    Actor OPS = Actor.of("admin", "ops");

    /** Empty ones, the same at each call. */
    Stores stores();

    private SessionStore store() {
        return stores().sessions();
    }

    private static Session session(UserId user) {
        return new Session(
                user,
                SessionCookie.credential(SessionCookie.freshSecret(new Random(1))),
                Optional.of("phone"),
                NOON,
                Optional.empty(),
                NOON,
                Optional.empty(),
                NOON.plus(Duration.ofDays(30)),
                NOON.plus(Duration.ofDays(180)),
                Optional.empty());
    }

    private static Change change(SessionId id, Session session, Operation operation) {
        return new Change(id, session, operation, Optional.empty(), Cause.EXPIRY);
    }

    private static Write write(UserSessions sessions, Optional<Instant> due, Change... changes) {
        return new Write(sessions, List.of(changes), due, Optional.empty(), NOON);
    }

    private Snapshot read(UserId user) {
        return store().read(user, Optional.empty());
    }

    private SessionId begin(UserId user) {
        SessionId id = stores().challenges().draw(user);
        Snapshot seen = read(user);
        UserSessions next = seen.sessions().begun("pilot@example.com", id);
        Change created = change(id, session(user), Operation.CREATED);
        assertThat(store().write(seen, write(next, Optional.of(session(user).expiresAt()), created)))
                .isEqualTo(WriteResult.DONE);
        return id;
    }

    private static Write end(Snapshot seen, SessionId id) {
        Session ended = session(seen.userId()).with(new Session.Ended(NOON, Session.Ended.REVOKED, "lost", OPS));
        UserSessions next = seen.sessions().ended(List.of(new UserSessions.Ended(id, NOON)));
        return write(next, Optional.empty(), change(id, ended, Operation.REVOKED));
    }

    private WriteResult use(SessionId id) {
        Found found = store().find(id).orElseThrow();
        Instant later = found.session().seenAt().plus(Duration.ofHours(1));
        return store().use(found, found.session().seen(later, Optional.empty(), later));
    }

    @Test
    default void a_user_without_sessions_has_none() {
        assertThat(read(USER).userId()).isEqualTo(USER);
        assertThat(read(USER).sessions()).isEqualTo(UserSessions.NONE);
        assertThat(read(USER).records()).isEmpty();
        assertThat(store().find(stores().challenges().draw(USER))).isEmpty();
        assertThat(store().users(Optional.empty()).items()).isEmpty();
    }

    @Test
    default void sessions_are_read_with_the_user_and_alone() {
        SessionId first = begin(USER);
        SessionId second = begin(USER);
        assertThat(read(USER).sessions().active()).containsExactly(first, second);
        assertThat(read(USER).records()).containsOnlyKeys(first, second).containsValue(session(USER));
        assertThat(store().find(first).map(Found::session)).contains(session(USER));
        SessionId unknown = stores().challenges().draw(USER);
        assertThat(store().findAll(List.of(second, unknown, first)))
                .extracting(Found::id)
                .containsExactly(second, first);
    }

    @Test
    default void one_that_has_ended_is_read_where_it_is_asked_for() {
        SessionId id = begin(USER);
        Snapshot seen = read(USER);
        assertThat(store().write(seen, end(seen, id))).isEqualTo(WriteResult.DONE);
        assertThat(read(USER).records()).isEmpty();
        assertThat(store().read(USER, Optional.of(id)).records()).containsOnlyKeys(id);
        assertThat(read(USER).sessions().ended())
                .extracting(UserSessions.Ended::id)
                .containsExactly(id);
        assertThat(store().find(id).orElseThrow().session().ended()).isPresent();
    }

    @Test
    default void of_two_writers_one_is_first_and_the_other_changes_nothing() {
        SessionId id = begin(USER);
        Snapshot seen = read(USER);
        SessionId later = begin(USER);
        assertThat(store().write(seen, end(seen, id))).isEqualTo(WriteResult.CONFLICT);
        assertThat(store().find(id).orElseThrow().session()).isEqualTo(session(USER));
        assertThat(read(USER).sessions().active()).containsExactly(id, later);
    }

    @Test
    default void a_use_is_first_or_the_end_is() {
        SessionId id = begin(USER);
        SessionId other = begin(USER);
        Snapshot seen = read(USER);
        Found found = store().find(id).orElseThrow();
        assertThat(use(id)).isEqualTo(WriteResult.DONE);
        assertThat(store().find(id).orElseThrow().session().seenAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(store().use(found, found.session())).isEqualTo(WriteResult.CONFLICT);
        assertThat(store().write(seen, end(seen, id))).isEqualTo(WriteResult.CONFLICT);
        assertThat(store().write(seen, end(seen, other)))
                .as("of a session that was not used")
                .isEqualTo(WriteResult.DONE);
    }

    @Test
    default void a_notice_is_put_in_with_the_sessions_or_not_at_all() {
        SessionId id = begin(USER);
        Snapshot seen = read(USER);
        Mail mail = Mails.mail(id.value() + ".1", MailKind.NEW_DEVICE, "en", Optional.empty());
        var write = new Write(seen.sessions(), List.of(), Optional.empty(), Optional.of(mail), NOON);
        begin(USER);
        assertThat(store().write(seen, write)).isEqualTo(WriteResult.CONFLICT);
        assertThat(stores().mails().read(mail.id())).isEmpty();
        Snapshot again = read(USER);
        var same = new Write(again.sessions(), List.of(), Optional.empty(), Optional.of(mail), NOON);
        assertThat(store().write(again, same)).isEqualTo(WriteResult.DONE);
        assertThat(stores().mails().read(mail.id()).orElseThrow().mail()).isEqualTo(mail);
    }

    @Test
    default void a_walk_finds_every_user_of_whom_a_session_may_end() {
        List<UserId> users = new ArrayList<>();
        for (byte i = 1; i <= 5; i++) {
            byte[] bytes = new byte[UserId.BYTES];
            bytes[0] = i;
            UserId user = UserId.of(bytes);
            SessionId id = begin(user);
            if (i == 3) {
                Snapshot seen = read(user);
                assertThat(store().write(seen, end(seen, id))).isEqualTo(WriteResult.DONE);
            } else {
                users.add(user);
            }
        }
        List<UserId> found = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<UserId, String> page = store().users(after);
            found.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        assertThat(found).containsExactlyInAnyOrderElementsOf(users);
    }
}
