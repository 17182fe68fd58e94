package galaxy.torture.connections;

import galaxy.contracts.connections.v1.Contact;
import java.util.Optional;

/** What a client knows of a contact of a user of its own. */
final class OwnContact {
    private Presence presence = Presence.ABSENT;
    private Optional<Contact> told = Optional.empty();
    private boolean isClear = true;

    private enum Presence {
        ABSENT,
        PRESENT,
        EITHER
    }

    boolean isClear() {
        return isClear;
    }

    boolean isPresent() {
        return presence == Presence.PRESENT;
    }

    /** Exactly as it was told, if it is there. */
    Optional<Contact> told() {
        return told;
    }

    void added(Contact contact) {
        presence = Presence.PRESENT;
        told = Optional.of(contact);
    }

    void removed() {
        presence = Presence.ABSENT;
        told = Optional.empty();
    }

    /** It may be there or not. */
    void perhaps() {
        presence = Presence.EITHER;
        leaveAlone();
    }

    /** What is still under way may move its times. */
    void leaveAlone() {
        isClear = false;
        told = Optional.empty();
    }

    boolean fits(Optional<Contact> seen) {
        return switch (presence) {
            case EITHER -> true;
            case ABSENT -> seen.isEmpty();
            case PRESENT -> seen.isPresent() && (told.isEmpty() || told.equals(seen));
        };
    }

    @Override
    public String toString() {
        return presence + " " + told.map(Object::toString).orElse("");
    }
}
