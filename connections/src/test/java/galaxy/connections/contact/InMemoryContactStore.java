package galaxy.connections.contact;

import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.Page;
import galaxy.kernel.WriteResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Contacts in memory, with the behaviour that {@link ContactStoreContract} describes. */
public final class InMemoryContactStore implements ContactStore {
    private static final Comparator<UserRef> BY_BYTES =
            Comparator.comparing(user -> user.value().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private record Place(UserRef owner, UserRef user) {}

    private record Found(Place place, Optional<Contact> contact, long version) implements Seen {
        @Override
        public UserRef owner() {
            return place.owner();
        }

        @Override
        public UserRef user() {
            return place.user();
        }
    }

    private final Map<Place, Found> found = new HashMap<>();
    private boolean losesNextReply;

    /** The next write is done, but its writer learns only that it may be done. */
    public void loseNextReply() {
        losesNextReply = true;
    }

    @Override
    public Seen read(UserRef owner, UserRef user) {
        Place place = new Place(owner, user);
        return found.getOrDefault(place, new Found(place, Optional.empty(), 0));
    }

    @Override
    public WriteResult confirm(Seen seen) {
        return seen.equals(read(seen.owner(), seen.user())) ? WriteResult.DONE : WriteResult.CONFLICT;
    }

    @Override
    public WriteResult put(Seen seen, Contact contact, Cause cause) {
        return write(seen, Optional.of(contact));
    }

    @Override
    public WriteResult remove(Seen seen, Instant now, Cause cause) {
        return write(seen, Optional.empty());
    }

    private WriteResult write(Seen seen, Optional<Contact> contact) {
        Found before = (Found) seen;
        if (confirm(seen) != WriteResult.DONE) {
            return WriteResult.CONFLICT;
        }
        found.put(before.place(), new Found(before.place(), contact, before.version() + 1));
        boolean isLost = losesNextReply;
        losesNextReply = false;
        return isLost ? WriteResult.CONFLICT_OR_DONE : WriteResult.DONE;
    }

    @Override
    public Page<Contact, UserRef> page(UserRef owner, Optional<UserRef> after, int size) {
        List<Contact> contacts = found.values().stream()
                .filter(each -> each.owner().equals(owner))
                .flatMap(each -> each.contact().stream())
                .filter(each -> after.isEmpty() || BY_BYTES.compare(each.contact(), after.get()) > 0)
                .sorted(Comparator.comparing(Contact::contact, BY_BYTES))
                .limit(size + 1L)
                .toList();
        return Page.of(contacts, size, Contact::contact);
    }
}
