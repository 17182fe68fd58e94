package galaxy.models.connections;

import static galaxy.models.connections.Messages.text;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.Contact;
import galaxy.models.connections.Outcome.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lists of contacts of all users. */
public record Contacts(Map<Edge, Contact> all) {
    /** By the bytes of the ids. */
    private static final Comparator<Contact> ORDER = Comparator.comparing(
            contact -> contact.getContactUserId().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    /** A user and another on the list of the first. */
    public record Edge(String owner, String other) {}

    public Contacts {
        all = new HashMap<>(all);
    }

    Optional<Contact> find(String owner, String other) {
        return Optional.ofNullable(all.get(new Edge(owner, other)));
    }

    /** In the order of lists. */
    public List<Contact> of(String owner) {
        return all.values().stream()
                .filter(contact -> contact.getOwnerUserId().equals(owner))
                .sorted(ORDER)
                .toList();
    }

    Outcome add(Message request, Instant now) {
        Contact created = created(text(request, "owner_user_id"), text(request, "contact_user_id"), now);
        Optional<Contact> before = find(created.getOwnerUserId(), created.getContactUserId());
        if (before.isEmpty()) {
            return Outcome.done(
                    Messages.response(request, created), List.of(event("added", created)), () -> put(created));
        }
        Instant next = Messages.instant(before.get().getUpdatedAt()).plusMillis(1);
        Contact after = before.get().toBuilder()
                .setUpdatedAt(Messages.timestamp(next.isAfter(now) ? next : now))
                .build();
        return Outcome.done(Messages.response(request, after), List.of(), () -> put(after));
    }

    Outcome remove(Message request) {
        Edge edge = new Edge(text(request, "owner_user_id"), text(request, "contact_user_id"));
        List<Event> events = find(edge.owner(), edge.other()).map(known -> event("removed", known)).stream()
                .toList();
        return Outcome.done(Messages.response(request), events, () -> all.remove(edge));
    }

    public void put(Contact contact) {
        all.put(new Edge(contact.getOwnerUserId(), contact.getContactUserId()), contact);
    }

    static Contact created(String owner, String other, Instant now) {
        return Messages.of(Contact.getDefaultInstance(), owner, other, now, now);
    }

    static Event event(String operation, Contact contact) {
        return new Event("contact", operation, contact.getOwnerUserId(), contact.getOwnerUserId(), contact);
    }
}
