package galaxy.web.http.contact;

import galaxy.chassis.identity.RequestOrigin;
import galaxy.client.connections.Contact;
import galaxy.client.connections.UserRef;
import galaxy.web.contact.ContactList;
import galaxy.web.http.Profiles;
import galaxy.web.http.Services;
import galaxy.web.http.Walk;
import java.util.Optional;

/** Reads a page of contacts with what they show to others. */
final class ContactReads {
    /** So many pages of connections are one page for a reader: 200 contacts. */
    private static final int PAGES = 4;

    private final Services services;

    ContactReads(Services services) {
        this.services = services;
    }

    /** @param isRestarted whether the token was none of this list */
    record Listed(ContactList list, boolean isRestarted) {}

    Listed read(RequestOrigin request, UserRef owner, Optional<String> token) {
        return services.connections(request, connections -> {
            Walk<Contact> walk = Walk.read(token, PAGES, page -> connections.contacts(owner, page));
            var profiles = Profiles.of(
                    connections, walk.items().stream().map(Contact::contact).toList());
            return new Listed(new ContactList(walk.items(), profiles, walk.next(), walk.isFirst()), walk.isRestarted());
        });
    }
}
