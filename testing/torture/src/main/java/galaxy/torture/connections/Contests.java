package galaxy.torture.connections;

import static galaxy.models.connections.Messages.request;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.models.connections.ConnectionsModel;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Outcome.Result;
import galaxy.torture.connections.Contest.Chooser;
import galaxy.torture.workload.Observed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** One contest after another. Thread-safe. */
final class Contests {
    static final String USERNAMES = "an order of the requests explains all results about a username";
    static final String LINKS = "an order of the requests explains all results about a link";
    static final String CONTACTS = "an order of the requests explains all results about a contact";

    private static final int ROOM = 16;
    private static final int ROOM_FOR_TOO_MANY_LINKS = 60;
    private static final int RARE = 25;
    private static final int USERS = 3;

    private final String run;
    private final ConcurrentLinkedQueue<Contest> contests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final ReentrantLock creating = new ReentrantLock();
    private volatile Optional<Contest> current = Optional.empty();

    Contests(String run) {
        this.run = run;
    }

    /** All that there were. */
    List<Contest> all() {
        return List.copyOf(contests);
    }

    /** Takes part, if there is room. */
    boolean act(Client client) throws InterruptedException {
        Optional<Contest> contest = current.filter(Contest::hasRoom);
        if (contest.isPresent()) {
            contest.get().act(client);
            return true;
        }
        if (creating.tryLock()) {
            try {
                current = create(client, count.getAndIncrement());
                current.ifPresent(contests::add);
            } finally {
                creating.unlock();
            }
        }
        return false;
    }

    private Optional<Contest> create(Client client, int number) throws InterruptedException {
        String id = run + "-" + number;
        if (number % RARE == RARE / 2) {
            return Optional.of(limit("limit-" + id));
        }
        return switch (number % 3) {
            case 0 -> Optional.of(usernames("name-" + id, "a" + run + "." + number + "."));
            case 1 -> link(client, "link-" + id, client.below(5));
            default -> contacts(client, "contact-" + id);
        };
    }

    /** A few usernames; each client has one user. */
    private static Contest usernames(String user, String prefix) {
        List<String> names = List.of(prefix + 0, prefix + 1, prefix + 2);
        List<Chooser> requests = new ArrayList<>();
        add(requests, 6, (client, id) -> request("SetUsername", user + "-" + client.number, client.choices.any(names)));
        add(requests, 3, (client, id) -> request("LookupUsername", client.choices.any(names)));
        add(requests, 1, (client, id) -> request("GetUsername", user + "-" + client.number));
        List<Message> lookups =
                names.stream().map(name -> request("LookupUsername", name)).toList();
        return new Contest(USERNAMES, ROOM, new ConnectionsModel(), requests, lookups);
    }

    /** One link that users of all clients use, half of the time repeating the first use, and that is revoked meanwhile. */
    private static Optional<Contest> link(Client creator, String owner, int maxUses) throws InterruptedException {
        ConnectionsModel model = new ConnectionsModel();
        Optional<ContactLink> link = create(creator, owner, maxUses, model);
        String token = link.map(ContactLink::getToken).orElse("");
        String linkId = link.map(ContactLink::getLinkId).orElse("");
        Map<String, String> firstUses = new ConcurrentHashMap<>();
        Message list = request("ListContactLinks", owner);
        Message events = request("ListContactLinkEvents", owner, linkId, 50);
        List<Chooser> requests = new ArrayList<>();
        add(requests, 12, (client, id) -> {
            String user = owner + "-" + client.number + "-" + client.below(USERS);
            Optional<String> first = Optional.ofNullable(firstUses.putIfAbsent(user, id));
            return request(
                    "ConsumeContactLink",
                    token,
                    user,
                    first.filter(any -> client.choices.percent(50)).orElse(id));
        });
        add(requests, 2, (client, id) -> request("RevokeContactLink", owner, linkId, id));
        add(requests, 2, (client, id) -> request("PreviewContactLink", token));
        add(requests, 2, (client, id) -> list);
        add(requests, 2, (client, id) -> events);
        return link.map(any -> new Contest(LINKS, ROOM, model, requests, List.of(list, events)));
    }

    /** Two contacts of one list that all clients add and remove; one of them is added by a link too. */
    private static Optional<Contest> contacts(Client creator, String owner) throws InterruptedException {
        ConnectionsModel model = new ConnectionsModel();
        Optional<ContactLink> link = create(creator, owner + "-friend", 0, model);
        String token = link.map(ContactLink::getToken).orElse("");
        List<String> others = List.of(owner + "-friend", owner + "-other");
        Message list = request("ListContacts", owner);
        List<Chooser> requests = new ArrayList<>();
        add(requests, 8, (client, id) -> request("AddContact", owner, client.choices.any(others)));
        add(requests, 6, (client, id) -> request("RemoveContact", owner, client.choices.any(others)));
        add(requests, 4, (client, id) -> list);
        add(requests, 2, (client, id) -> request("ConsumeContactLink", token, owner, id));
        return link.map(any -> new Contest(CONTACTS, ROOM, model, requests, List.of(list)));
    }

    private static void add(List<Chooser> requests, int weight, Chooser chooser) {
        requests.addAll(Collections.nCopies(weight, chooser));
    }

    /** One owner for whom all clients create links, until there are too many. */
    private static Contest limit(String owner) {
        List<Chooser> create = List.of((client, id) -> request("CreateContactLink", owner, id));
        Message list = request("ListContactLinks", owner, 50);
        return new Contest(OwnRules.LIMIT, ROOM_FOR_TOO_MANY_LINKS, new ConnectionsModel(), create, List.of(list));
    }

    /** Creates a link, in the model too. */
    private static Optional<ContactLink> create(Client client, String owner, int maxUses, ConnectionsModel model)
            throws InterruptedException {
        String id = client.newId();
        Message request = request("CreateContactLink", owner, id, Optional.empty(), maxUses);
        Observed<Message> observed = client.send(id, request, true);
        Optional<ContactLink> link = observed.response().flatMap(known -> Messages.first(known, ContactLink.class));
        List<String> created = link.map(any -> List.of("created")).orElse(List.of());
        client.shared.expected().mayExpect(request, observed, created, 1);
        Result _ = model.serve(request, Instant.EPOCH, () -> link);
        return link;
    }
}
