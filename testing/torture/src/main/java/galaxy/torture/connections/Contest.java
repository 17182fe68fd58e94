package galaxy.torture.connections;

import static galaxy.models.connections.Messages.request;
import static galaxy.models.connections.Messages.text;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.UsernameRecord;
import galaxy.models.connections.ConnectionsModel;
import galaxy.models.connections.Messages;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Promise.Recorded;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A few things that all clients change at once, in not too many requests, whose results an order must explain. Thread-safe. */
final class Contest {
    static final String LOOKUP = "a look-up of a username finds the user who has it";

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

    /** How many users of its own a client has in a contest. */
    private static final int USERS = 2;

    private final Kind kind;
    private final String owner;
    private final ModelHistory history;
    private final Map<String, List<?>> values;
    private final Set<Message> lastReads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger room;

    /** What a contest has room for: so many requests of these methods, each as often as it is here. */
    record Kind(String rule, int room, List<String> methods) {}

    private static Kind kind(String about, int room, String methods) {
        return new Kind(
                "an order of the requests explains all results about " + about, room, List.of(methods.split(" ", -1)));
    }

    /** Begins a contest, whose owner has created a link; there is none without a link. */
    static Optional<Contest> create(Client client, String run, int number) throws InterruptedException {
        String owner = "contest-" + run + "-" + number;
        String id = client.newId();
        Message request = request("CreateContactLink", owner, id, Optional.empty(), client.choices.below(5));
        Observed<Message> observed = client.send(id, request, true);
        Optional<ContactLink> link = observed.response().flatMap(known -> Messages.first(known, ContactLink.class));
        client.shared.expected().expect(observed, ConnectionsModel.events(request), link.isPresent(), 1);
        ConnectionsModel model = new ConnectionsModel().served(request, Instant.EPOCH, () -> link);
        Kind kind = number % RARE == RARE / 2 ? LIMIT : OFTEN.get(number % OFTEN.size());
        return link.map(known -> new Contest(kind, owner, known, new ModelHistory(model)));
    }

    /** There is a list of contacts too, whose user uses the link. */
    private Contest(Kind kind, String owner, ContactLink link, ModelHistory history) {
        this.kind = kind;
        this.owner = owner;
        this.history = history;
        this.room = new AtomicInteger(kind.room());
        String list = owner + "-list";
        boolean isOfList = kind.methods().contains("ListContacts");
        List<String> names = Stream.of(".a", ".b", ".c")
                .map(end -> owner.replace('-', '.') + end)
                .toList();
        values = new HashMap<>(Map.of(
                "owner_user_id", List.of(isOfList ? list : owner),
                "contact_user_id", List.of(owner, owner + "-other"),
                "username", names,
                "link_id", List.of(link.getLinkId()),
                "token", List.of(link.getToken()),
                "page_size", List.of(50)));
        if (isOfList) {
            values.put("user_id", List.of(list));
        }
        if (kind.methods().contains("RevokeContactLink")) {
            values.put("request_id", List.of("1", "2"));
        }
        names.forEach(name -> lastReads.add(request("LookupUsername", name)));
        lastReads.add(request("ListContacts", list));
        lastReads.add(request("ListContactLinks", owner, 50));
        lastReads.add(request("ListContactLinkEvents", owner, link.getLinkId(), 50));
    }

    /** Takes one of the places. */
    boolean hasRoom() {
        return room.getAndDecrement() > 0;
    }

    void act(Client client) throws InterruptedException {
        String next = client.newId();
        String user = "%s-%d-%d".formatted(owner, client.number, client.choices.below(USERS));
        Map<String, List<?>> all = new HashMap<>(Map.of("request_id", List.of(next), "user_id", List.of(user)));
        all.putAll(values);
        Message request = client.draw(kind.methods(), all);
        boolean isWrite = !ConnectionsModel.events(request).isEmpty();
        Observed<Message> observed = client.send(next, request, isWrite);
        if (!isWrite) {
            history.read(request, observed);
            return;
        }
        history.write(request, observed);
        String name = Messages.name(request);
        boolean isNew = observed.response()
                .flatMap(response -> Messages.first(response, Contact.class))
                .filter(contact -> name.equals("AddContact") && ModelHistory.isNew(contact))
                .isPresent();
        boolean isOfThis = text(request, "request_id").equals(next);
        boolean isCertain = isNew || (observed.isDone() && isOfThis);
        int most = 1 + observed.unclear().size();
        client.shared.expected().expect(observed, ConnectionsModel.events(request), isCertain, most);
        if (name.equals("SetUsername")) {
            lastReads.add(request("GetUsername", user));
        }
    }

    /** Reads how it ended, and checks that. */
    void check(Client reader, Findings findings) throws InterruptedException {
        boolean isAnswered = true;
        Set<UsernameRecord> got = new HashSet<>();
        Set<UsernameRecord> found = new HashSet<>();
        for (Message request : lastReads) {
            Observed<Message> observed = reader.read(request);
            history.read(request, observed);
            isAnswered &= !observed.isOpen();
            observed.response()
                    .flatMap(response -> Messages.first(response, UsernameRecord.class))
                    .ifPresent((Messages.name(request).equals("GetUsername") ? got : found)::add);
        }
        findings.checkAcross(LOOKUP, got.equals(found), got, found);
        if (isAnswered && reader.shared.context().promise().recorded() == Recorded.ALL) {
            history.check(kind.rule(), findings);
        }
    }
}
