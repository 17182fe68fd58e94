package galaxy.models.connections;

import static galaxy.models.connections.Messages.text;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.Contact;
import galaxy.models.connections.Outcome.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The lists of contacts of all users. */
public record Contacts(TreeMap<Edge, Contact> all) {
    /** The order of lists: by the bytes of the ids. */
    public static final Comparator<String> ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    /** A user and another on the list of the first. */
    record Edge(String owner, String other) {}

    Contacts() {
        this(new TreeMap<>(Comparator.comparing(Edge::owner, ORDER).thenComparing(Edge::other, ORDER)));
    }

    Contacts copy() {
        return new Contacts(new TreeMap<>(all));
    }

    public Optional<Contact> find(String owner, String other) {
        return Optional.ofNullable(all.get(new Edge(owner, other)));
    }

    /** In the order of lists. */
    public List<Contact> of(String owner) {
        return List.copyOf(
                all.subMap(new Edge(owner, ""), new Edge(owner + "\0", "")).values());
    }

    Outcome add(Message request, Instant now) {
        String owner = text(request, "owner_user_id");
        Optional<Contact> before = find(owner, text(request, "contact_user_id"));
        Contact created = created(owner, text(request, "contact_user_id"), now);
        Contact after = before.map(known -> known.toBuilder()
                        .setUpdatedAt(Messages.timestamp(
                                later(Messages.instant(known.getUpdatedAt()).plusMillis(1), now)))
                        .build())
                .orElse(created);
        List<Event> events = before.isEmpty() ? List.of(event("added", created)) : List.of();
        return Outcome.done(Messages.response(request, after), events, () -> put(after));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    Outcome remove(Message request) {
        Edge edge = new Edge(text(request, "owner_user_id"), text(request, "contact_user_id"));
        List<Event> events = find(edge.owner(), edge.other()).map(known -> event("removed", known)).stream()
                .toList();
        return Outcome.done(Messages.response(request), events, () -> all.remove(edge));
    }

    void put(Contact contact) {
        all.put(new Edge(contact.getOwnerUserId(), contact.getContactUserId()), contact);
    }

    static Contact created(String owner, String other, Instant now) {
        return Messages.of(Contact.getDefaultInstance(), owner, other, now, now);
    }

    static Event event(String operation, Contact contact) {
        return new Event("contact", operation, contact.getOwnerUserId(), contact.getOwnerUserId(), contact);
    }
}
