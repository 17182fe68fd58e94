package galaxy.connections.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.connections.grpc.Encoded;
import galaxy.connections.link.LinkEvent;
import galaxy.connections.link.LinkId;
import galaxy.connections.link.LinkOutcome;
import galaxy.connections.profile.Username;
import galaxy.connections.store.StoredRecords.StoredEvent;
import galaxy.connections.user.UserRef;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.kernel.Page;
import galaxy.store.Redis;
import galaxy.store.Relay;
import galaxy.store.Shard;
import io.lettuce.core.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Looks at the service through its reads and at its events, and says what a model would let it see. */
final class Observer {
    private static final List<String> TYPES = List.of("profile", "contact", "contact_link");
    private static final int MANY = 1000;

    private final ConnectionsFixture fixture;
    private final ConnectionsFixture.Caller reader;
    private final Map<Shard, String> read = new HashMap<>();
    private final Map<String, List<String>> announced = new HashMap<>();

    Observer(ConnectionsFixture fixture) {
        this.fixture = fixture;
        this.reader = fixture.caller();
    }

    /** What can be seen of some users. */
    Map<String, Object> look(Collection<UserRef> users) {
        Map<String, Object> seen = new TreeMap<>();
        for (UserRef user : users) {
            readEvents(user);
            seen.put(user + " profile", reader.profiles().find(user).map(Encoded::profile));
            seen.put(user + " contacts", contacts(user, MANY));
            List<ContactLink> links = links(user, MANY);
            seen.put(user + " links", links);
            seen.put(user + " link events", events(links));
            for (String type : TYPES) {
                String feed = type + " " + user;
                seen.put(feed + " announced", List.copyOf(announced.getOrDefault(feed, List.of())));
            }
        }
        return seen;
    }

    static Map<String, Object> imagine(ModelWithEvents model, Collection<UserRef> users) {
        Map<String, Object> seen = new TreeMap<>();
        for (UserRef user : users) {
            seen.put(user + " profile", model.service().profiles().find(user.value()));
            seen.put(user + " contacts", model.service().contacts().of(user.value()));
            seen.put(user + " links", model.service().links().of(user.value()));
            seen.put(user + " link events", events(model, user));
            for (String type : TYPES) {
                seen.put(type + " " + user + " announced", model.events().getOrDefault(type + " " + user, List.of()));
            }
        }
        return seen;
    }

    /** What became of some links, in one look. */
    private List<List<ContactLinkEvent>> events(List<ContactLink> links) {
        List<Redis.Command<List<byte[]>>> reads = new ArrayList<>();
        links.forEach(link ->
                reads.add(redis -> redis.lrange(ConnectionsKeys.linkEvents(LinkId.of(link.getLinkId())), 0, -1)));
        return fixture.redis.callAll("lrange", reads).stream()
                .map(events -> events.stream()
                        .map(event -> Encoded.event(LinkFormats.EVENT.read(event, 0)))
                        .toList())
                .toList();
    }

    /** Who has which of these usernames, by lookup. */
    void mustBeCalled(ModelWithEvents model, Collection<Username> names) {
        for (Username name : names) {
            var found = reader.profiles().findByUsername(name).map(Encoded::profile);
            assertThat(found)
                    .as("who is called %s", name)
                    .isEqualTo(model.service().profiles().named(name.value()));
        }
    }

    /** Everything of one user that is read page by page. */
    void mustShow(ModelWithEvents model, UserRef user, int size) {
        assertThat(contacts(user, size)).isEqualTo(model.service().contacts().of(user.value()));
        assertThat(links(user, size)).isEqualTo(model.service().links().of(user.value()));
    }

    private List<Contact> contacts(UserRef user, int size) {
        return walk((Optional<UserRef> after) -> reader.contacts().page(user, after, size), size).stream()
                .map(Encoded::contact)
                .toList();
    }

    private List<ContactLink> links(UserRef user, int size) {
        return walk((Optional<String> after) -> reader.links().page(user, after, size), size).stream()
                .map(Encoded::link)
                .toList();
    }

    /** What became of each link of a user. */
    void mustShowEvents(ModelWithEvents model, UserRef owner, int size) {
        List<List<ContactLinkEvent>> all = new ArrayList<>();
        model.service().links().of(owner.value()).forEach(link -> all.add(events(owner, link, size)));
        assertThat(all).isEqualTo(events(model, owner));
    }

    private static List<List<ContactLinkEvent>> events(ModelWithEvents model, UserRef owner) {
        var links = model.service().links();
        return links.of(owner.value()).stream()
                .map(link -> links.events(link.getLinkId()))
                .toList();
    }

    private List<ContactLinkEvent> events(UserRef owner, ContactLink link, int size) {
        Function<Optional<Long>, Page<LinkEvent, Long>> read =
                after -> switch (reader.links().events(owner, LinkId.of(link.getLinkId()), after.orElse(0L), size)) {
                    case LinkOutcome.Done<Page<LinkEvent, Long>>(var page) -> page;
                    case LinkOutcome.Refused<Page<LinkEvent, Long>>(var why) -> throw new AssertionError(why);
                };
        return walk(read, size).stream().map(Encoded::event).toList();
    }

    private static <T, K> List<T> walk(Function<Optional<K>, Page<T, K>> read, int size) {
        List<T> all = new ArrayList<>();
        Optional<K> after = Optional.empty();
        do {
            Page<T, K> page = read.apply(after);
            assertThat(page.next().isEmpty() || page.items().size() == size)
                    .as("a page is short only when it is the last")
                    .isTrue();
            all.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    /** The public stream holds every event once, and those of one kind about one user in their order. */
    void mustHaveBeenAnnounced(ModelWithEvents model) {
        Map<String, List<String>> all = new TreeMap<>();
        Set<String> ids = new HashSet<>();
        for (var message : fixture.redis.call("xrange", redis -> redis.xrange(Relay.EVENTS, Range.unbounded()))) {
            StoredEvent event = StoredEvent.of(message);
            assertThat(ids.add(event.id())).as("an event once").isTrue();
            note(event, all);
        }
        assertThat(all).isEqualTo(model.events());
    }

    private void readEvents(UserRef user) {
        Shard shard = fixture.redis.shards().of(ConnectionsKeys.bucket(user));
        String outbox = ConnectionsKeys.SPACE.key(shard, "outbox");
        Range<String> rest = Optional.ofNullable(read.get(shard))
                .map(last -> Range.from(Range.Boundary.excluding(last), Range.Boundary.<String>unbounded()))
                .orElse(Range.unbounded());
        for (var message : fixture.redis.call("xrange", redis -> redis.xrange(outbox, rest))) {
            note(StoredEvent.of(message), announced);
            read.put(shard, message.getId());
        }
    }

    private static void note(StoredEvent event, Map<String, List<String>> feeds) {
        feeds.computeIfAbsent(event.type() + " " + event.subject(), feed -> new ArrayList<>())
                .add(event.operation() + " " + event.part());
    }
}
