package galaxy.web.contact;

import galaxy.client.connections.Contact;
import galaxy.client.connections.UserProfile;
import galaxy.client.connections.UserRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page of a player's contacts.
 *
 * @param profiles of those who have one, and of others who are named on the page
 * @param next where the next page begins
 * @param isFirst whether no page is before it
 */
public record ContactList(
        List<Contact> contacts, Map<UserRef, UserProfile> profiles, Optional<String> next, boolean isFirst) {
    public ContactList {
        contacts = List.copyOf(contacts);
        profiles = Map.copyOf(profiles);
    }
}
