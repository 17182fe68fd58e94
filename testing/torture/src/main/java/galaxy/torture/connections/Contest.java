package galaxy.torture.connections;

import static galaxy.models.connections.Messages.text;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.UsernameRecord;
import galaxy.models.connections.ConnectionsModel;
import galaxy.models.connections.Messages;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A few things that all clients change at once, in not too many requests, whose results an order must explain. Thread-safe. */
final class Contest {
    static final String LOOKUP = "a look-up of a username finds the user who has it";

    private final String rule;
    private final History history;
    private final List<Chooser> requests;
    private final Set<Message> lastReads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger room;

    /** Chooses a request that a client sends under an id. */
    @FunctionalInterface
    interface Chooser {
        Message choose(Client client, String id);
    }

    /**
     * Nothing has been requested yet.
     *
     * @param room for how many requests
     * @param requests of which clients choose any
     * @param lastReads that read how it ended
     */
    Contest(String rule, int room, ConnectionsModel before, List<Chooser> requests, List<Message> lastReads) {
        this.rule = rule;
        this.room = new AtomicInteger(room);
        this.history = new History(before);
        this.requests = requests;
        this.lastReads.addAll(lastReads);
    }

    /** Takes one of the places. */
    boolean hasRoom() {
        return room.getAndDecrement() > 0;
    }

    /** One request of a client. */
    void act(Client client) throws InterruptedException {
        String id = client.newId();
        Message request = client.choices.any(requests).choose(client, id);
        Observed<Message> observed = client.send(id, request, ExpectedEvents.isWrite(request));
        if (!ExpectedEvents.isWrite(request)) {
            history.read(request, observed);
            return;
        }
        history.write(request, observed);
        client.shared
                .expected()
                .mayExpect(
                        request,
                        observed,
                        certain(request, observed),
                        1 + observed.unclear().size());
        if (Messages.name(request).equals("SetUsername")) {
            lastReads.add(Messages.request("GetUsername", text(request, "user_id")));
        }
    }

    /** The kind of event that a result makes certain. */
    private static List<String> certain(Message request, Observed<Message> observed) {
        boolean isDone = observed.isDone() && text(request, "request_id").equals(observed.request());
        boolean isNew = observed.response()
                .flatMap(response -> Messages.first(response, Contact.class))
                .filter(contact -> contact.getCreatedAt().equals(contact.getUpdatedAt()))
                .isPresent();
        return switch (Messages.name(request)) {
            case "CreateContactLink" -> isDone ? List.of("created") : List.of();
            case "ConsumeContactLink" -> isDone ? List.of("consumed") : List.of();
            case "AddContact" -> isNew ? List.of("added") : List.of();
            default -> List.of();
        };
    }

    /** Reads how it ended, and checks that. */
    void check(Client reader, Findings findings) throws InterruptedException {
        boolean isAnswered = true;
        Map<String, UsernameRecord> byUser = new HashMap<>();
        Map<String, UsernameRecord> byName = new HashMap<>();
        for (Message request : lastReads) {
            Observed<Message> observed = reader.read(request);
            history.read(request, observed);
            isAnswered &= !observed.isOpen();
            observed.response()
                    .flatMap(response -> Messages.first(response, UsernameRecord.class))
                    .ifPresent(record -> (Messages.name(request).equals("GetUsername") ? byUser : byName)
                            .put(record.getUsername(), record));
        }
        findings.checkAcross(LOOKUP, byUser.equals(byName), () -> byUser + " but " + byName);
        if (isAnswered && findings.recordsAll()) {
            history.check(rule, findings);
        }
    }
}
