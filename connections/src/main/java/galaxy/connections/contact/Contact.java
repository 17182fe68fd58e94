package galaxy.connections.contact;

import galaxy.connections.user.UserRef;
import java.time.Instant;
import java.util.Optional;

/**
 * That one user has another on the list. It is directed: the other's list is another matter.
 *
 * @param createdAt when the contact was added first, since it was last off the list
 * @param updatedAt when the contact was added last
 */
public record Contact(UserRef owner, UserRef contact, Instant createdAt, Instant updatedAt) {
    /** A contact that was not on the list. */
    public static Contact added(UserRef owner, UserRef contact, Instant now) {
        return new Contact(owner, contact, now, now);
    }

    /** What adding makes of a list that may have the contact. Added again it is always later, if only by a millisecond. */
    public static Contact add(Optional<Contact> before, UserRef owner, UserRef contact, Instant now) {
        return before.map(known -> new Contact(owner, contact, known.createdAt(), after(known.updatedAt(), now)))
                .orElseGet(() -> added(owner, contact, now));
    }

    private static Instant after(Instant last, Instant now) {
        return now.isAfter(last) ? now : last.plusMillis(1);
    }
}
