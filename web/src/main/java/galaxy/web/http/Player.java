package galaxy.web.http;

import galaxy.client.users.Account;
import galaxy.kernel.UserId;
import galaxy.sessions.Session;
import galaxy.sessions.SessionId;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who has signed in. Account and profile are read together, once a request, when one of them is first needed. Not thread-safe. */
public final class Player {
    private final SessionId sessionId;
    private final Session session;
    private final Supplier<Known> read;
    private @Nullable Known known;

    /** What services know. */
    record Known(Optional<Account> account, OwnProfile profile) {}

    Player(SessionId sessionId, Session session, Supplier<Known> read) {
        this.sessionId = sessionId;
        this.session = session;
        this.read = read;
    }

    public UserId id() {
        return session.userId();
    }

    public SessionId sessionId() {
        return sessionId;
    }

    public Session session() {
        return session;
    }

    /** The account; nothing where users does not respond. */
    public Optional<Account> account() {
        return known().account();
    }

    /** Username and public profile. */
    public OwnProfile profile() {
        return known().profile();
    }

    private Known known() {
        Known last = known;
        if (last == null) {
            last = read.get();
            known = last;
        }
        return last;
    }
}
