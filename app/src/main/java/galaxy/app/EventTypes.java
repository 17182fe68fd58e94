package galaxy.app;

import java.util.ArrayList;
import java.util.List;

/** The types of events that there are; the reference page shows each. */
final class EventTypes extends ArrayList<String> {
    static final List<String> ALL = List.of(
            "user.profile.changed",
            "user.settings.changed",
            "user.entitlement.changed",
            "user.sanction.changed",
            "user.limit.changed",
            "user.declared_country.changed",
            "user.block.changed",
            "connections.profile.changed",
            "connections.contact.changed",
            "connections.contact_link.changed");

    private static final long serialVersionUID = 1;

    /** For the command line's help. */
    EventTypes() {
        super(ALL);
    }
}
