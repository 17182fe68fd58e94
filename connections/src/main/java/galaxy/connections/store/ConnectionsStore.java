package galaxy.connections.store;

import galaxy.connections.contact.ContactStore;
import galaxy.connections.link.LinkId;
import galaxy.connections.link.LinkStore;
import galaxy.connections.profile.ProfileStore;
import galaxy.connections.user.UserRef;
import galaxy.store.BucketStore;
import galaxy.store.Claims;
import galaxy.store.Names;
import galaxy.store.Redis;
import galaxy.store.Relay;
import galaxy.store.StoreMetrics;
import galaxy.store.StoreSecret;
import galaxy.store.Sweeper;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The connections' part of a store, put together: profiles, contacts, links, and the two that work behind them. */
public final class ConnectionsStore {
    private final RedisProfiles profiles;
    private final RedisContacts contacts;
    private final RedisLinks links;
    private final Relay relay;
    private final Sweeper sweeper;

    /** @param retainedEvents about how many events the public stream keeps */
    public ConnectionsStore(
            Redis redis,
            StoreSecret seal,
            InstantSource clock,
            RandomGenerator random,
            StoreMetrics metrics,
            long retainedEvents) {
        this.relay = new Relay(redis, ConnectionsKeys.SPACE, clock, metrics, retainedEvents);
        BucketStore store = new BucketStore(redis, ConnectionsKeys.SPACE, random, metrics, relay::wake);
        ConnectionsEvents events = new ConnectionsEvents(random);
        ProfileCommits commits = new ProfileCommits(store, events, clock, random);
        Claims claims = new Claims(redis, ConnectionsKeys.SPACE, seal::bucketOf);
        Names<ProfileRecord> names = new Names<>(claims, commits, clock);
        this.profiles = new RedisProfiles(store, commits, claims, names);
        this.contacts = new RedisContacts(store, events, clock);
        this.links = new RedisLinks(store, contacts, events, random);
        this.sweeper = new Sweeper(redis, ConnectionsKeys.SPACE, clock, metrics, this::finish, claims, names);
    }

    public ProfileStore profiles() {
        return profiles;
    }

    public ContactStore contacts() {
        return contacts;
    }

    public LinkStore links() {
        return links;
    }

    public Relay relay() {
        return relay;
    }

    public Sweeper sweeper() {
        return sweeper;
    }

    /** Finishes what was left behind, by the name that it has in {@code due}. */
    private void finish(String due) {
        String[] words = due.split(" ", -1);
        switch (words[0]) {
            case "profile" -> profiles.settle(UserRef.decode(words[1]));
            case "use" -> links.settle(LinkId.of(words[1]), UserRef.decode(words[2]));
            default -> throw new IllegalStateException("nothing of that kind is ever due: " + words[0]);
        }
    }
}
