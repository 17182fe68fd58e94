package galaxy.connections.store;

import galaxy.connections.contact.ContactStore;
import galaxy.connections.link.LinkId;
import galaxy.connections.link.LinkStore;
import galaxy.connections.profile.ProfileStore;
import galaxy.connections.user.UserRef;
import galaxy.store.Keyspace;
import galaxy.store.Names;
import galaxy.store.ServiceStore;
import galaxy.store.StoreWork;
import java.util.Optional;

/** The connections' part of a store, put together: profiles, contacts, links, and the work in the background. */
public final class ConnectionsStore {
    public static final Keyspace SPACE = ConnectionsKeys.SPACE;

    private final RedisProfiles profiles;
    private final RedisContacts contacts;
    private final RedisLinks links;
    private final StoreWork work;

    public ConnectionsStore(ServiceStore store) {
        ConnectionsEvents events = new ConnectionsEvents(store.events());
        ProfileCommits commits = new ProfileCommits(store, events);
        Names<ProfileRecord> names = store.names(commits);
        this.profiles = new RedisProfiles(store, commits, names);
        this.contacts = new RedisContacts(store.records(), events);
        this.links = new RedisLinks(store.records(), contacts, events, store.random());
        this.work = store.work(this::complete, Optional.of(names));
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

    /** The work in the background, not yet started. */
    public StoreWork work() {
        return work;
    }

    /** Completes what was left unfinished, by its member of {@code due}. */
    private void complete(String due) {
        String[] words = due.split(" ", -1);
        switch (words[0]) {
            case "profile" -> profiles.settle(UserRef.decode(words[1]));
            case "use" -> links.settle(LinkId.of(words[1]), UserRef.decode(words[2]));
            default -> {
                // A newer version began it, and completes it: until then it stays due.
            }
        }
    }
}
