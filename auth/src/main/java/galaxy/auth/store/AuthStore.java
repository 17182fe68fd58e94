package galaxy.auth.store;

import galaxy.auth.address.AddressBudgets;
import galaxy.auth.challenge.ChallengeStore;
import galaxy.auth.mail.MailQueue;
import galaxy.auth.session.SessionStore;
import galaxy.kernel.UserId;
import galaxy.store.EventFollower;
import galaxy.store.Keyspace;
import galaxy.store.ServiceStore;
import galaxy.store.StoreWork;
import java.util.Optional;
import java.util.function.Consumer;

/** Auth's part of a store, put together. */
public final class AuthStore {
    public static final Keyspace SPACE = AuthKeys.SPACE;

    private final ServiceStore store;
    private final AuthKeys keys;
    private final RedisMails mails;
    private final ChallengeStore challenges;
    private final SessionStore sessions;

    public AuthStore(ServiceStore store) {
        this.store = store;
        this.keys = new AuthKeys(store.secret());
        this.mails = new RedisMails(store, address -> keys.digest("mail-to", address));
        this.challenges = new RedisChallenges(store, keys, mails);
        this.sessions = new RedisSessions(store, mails);
    }

    public ChallengeStore challenges() {
        return challenges;
    }

    public SessionStore sessions() {
        return sessions;
    }

    public MailQueue mails() {
        return mails;
    }

    /**
     * The budgets.
     *
     * @param isLoopbackExempt whether requests from this machine pay nothing
     */
    public AddressBudgets budgets(AddressBudgets.Rules rules, boolean isLoopbackExempt) {
        return new RedisBudgets(store, keys, rules, isLoopbackExempt);
    }

    /**
     * The work in the background, not yet started.
     *
     * @param expire writes down which sessions of a user have ended with time
     * @param deliver sends a mail soon
     */
    public StoreWork work(Consumer<UserId> expire, Consumer<String> deliver) {
        return store.work(
                id -> {
                    if (id.startsWith(UserId.PREFIX)) {
                        expire.accept(UserId.of(id));
                    } else if (mails.isWaiting(id)) {
                        deliver.accept(id);
                    }
                },
                Optional.empty());
    }

    /** The follower of the public events, not yet started. */
    public EventFollower follower(EventFollower.Reader reader) {
        return store.follower(reader);
    }
}
