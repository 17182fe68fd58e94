package galaxy.torture.connections;

import static galaxy.models.connections.Messages.request;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.models.connections.ConnectionsModel;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Outcome.Result;
import galaxy.torture.connections.Contest.Kind;
import galaxy.torture.workload.Observed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/** One contest after another. Thread-safe. */
final class Contests {
    static final Kind USERNAMES =
            kind("a username", 16, "SetUsername SetUsername SetUsername LookupUsername GetUsername");
    static final Kind LINKS = kind(
            "a link",
            16,
            "ConsumeContactLink ConsumeContactLink ConsumeContactLink ConsumeContactLink RevokeContactLink"
                    + " PreviewContactLink ListContactLinks ListContactLinkEvents");
    static final Kind CONTACTS =
            kind("a contact", 16, "AddContact AddContact RemoveContact RemoveContact ListContacts ConsumeContactLink");
    static final Kind LIMIT = kind("the links of an owner, of which 50 may be live", 60, "CreateContactLink");

    private static final List<Kind> OFTEN = List.of(USERNAMES, LINKS, CONTACTS);
    private static final int RARE = 25;

    private final String run;
    private final ConcurrentLinkedQueue<Contest> contests = new ConcurrentLinkedQueue<>();
    private final ReentrantLock creating = new ReentrantLock();
    private volatile Optional<Contest> current = Optional.empty();
    private int count;

    Contests(String run) {
        this.run = run;
    }

    private static Kind kind(String about, int room, String methods) {
        return new Kind(
                "an order of the requests explains all results about " + about, room, List.of(methods.split(" ", -1)));
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
                current = create(client, count++);
                current.ifPresent(contests::add);
            } finally {
                creating.unlock();
            }
        }
        return false;
    }

    private Optional<Contest> create(Client client, int number) throws InterruptedException {
        String owner = "contest-" + run + "-" + number;
        String id = client.newId();
        int uses = client.choices.random().nextInt(5);
        Message request = request("CreateContactLink", owner, id, Optional.empty(), uses);
        Observed<Message> observed = client.send(id, request, true);
        Optional<ContactLink> link = observed.response().flatMap(known -> Messages.first(known, ContactLink.class));
        client.shared.expected().expect(observed, ConnectionsModel.events(request), link.isPresent(), 1);
        ConnectionsModel model = new ConnectionsModel();
        Result _ = model.serve(request, Instant.EPOCH, () -> link);
        Kind kind = number % RARE == RARE / 2 ? LIMIT : OFTEN.get(number % OFTEN.size());
        return link.map(known -> new Contest(kind, owner, known, new ModelHistory(model)));
    }
}
