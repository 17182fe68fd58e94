package galaxy.web.http.contact;

import galaxy.chassis.http.Response;
import galaxy.client.Outcome;
import galaxy.client.Outcome.Done;
import galaxy.client.Outcome.Refused;
import galaxy.client.connections.Contact;
import galaxy.client.connections.Refusal;
import galaxy.client.connections.RemovedContact;
import galaxy.client.connections.UserProfile;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.kernel.UnavailableException;
import galaxy.pages.request.PageRoute;
import galaxy.pages.request.RateLimit;
import galaxy.pages.text.Words;
import galaxy.pages.view.Notice;
import galaxy.web.contact.ContactList;
import galaxy.web.contact.ContactPages;
import galaxy.web.contact.Search;
import galaxy.web.contact.SearchResults;
import galaxy.web.http.FormPage;
import galaxy.web.http.NoticeText;
import galaxy.web.http.PageFeature;
import galaxy.web.http.PageRequest;
import galaxy.web.http.Player;
import galaxy.web.http.Services;
import galaxy.web.http.WebPages;
import galaxy.web.page.FormResult;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import galaxy.web.page.Restarted;
import galaxy.web.page.Typed;
import galaxy.web.page.Unavailable;
import galaxy.web.page.Unavailable.Service;
import galaxy.web.publicprofile.People;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Contacts: the list, and the forms that find, add and remove. */
public final class ContactHandlers implements PageFeature {
    /** The word of the notice after a contact was added; its value is the name. */
    public static final String ADDED = "contact-added";

    private static final String REMOVED = "contact-removed";
    private static final String WORD = "contacts";
    private static final String TOKEN = "page_token";
    private static final String USER_ID = "user_id";
    private static final char END_OF_ID = '\n';
    private static final FormPage FIND = new FormPage(Paths.FIND_CONTACT, WORD, Paths.CONTACTS, Set.of("username"));
    private static final FormPage ADD = new FormPage(Paths.ADD_CONTACT, WORD, Paths.CONTACTS, Set.of(USER_ID));
    private static final FormPage REMOVE = new FormPage(Paths.REMOVE_CONTACT, WORD, Paths.CONTACTS, Set.of(USER_ID));

    private final WebPages pages;
    private final Services services;
    private final ContactPages contacts;
    private final ContactReads reads;
    private final RateLimit lookups;

    /**
     * Prepares it.
     *
     * @param lookups of usernames, for each session
     */
    public ContactHandlers(WebPages pages, Services services, ContactPages contacts, RateLimit lookups) {
        this.pages = pages;
        this.services = services;
        this.contacts = contacts;
        this.reads = new ContactReads(services);
        this.lookups = lookups;
    }

    @Override
    public List<PageRoute> routes() {
        return List.of(
                pages.own(Paths.CONTACTS, WORD, this::shown, TOKEN),
                pages.ownForm(FIND, this::find),
                pages.ownForm(ADD, this::add),
                pages.ownForm(REMOVE, this::remove));
    }

    @Override
    public Map<String, NoticeText> notices() {
        return Map.of(ADDED, ContactPages::added, REMOVED, ContactHandlers::removed);
    }

    private static Notice removed(Words words, String value) {
        int end = value.indexOf(END_OF_ID);
        return ContactPages.removed(words, UserRef.of(value.substring(0, end)), value.substring(end + 1));
    }

    private Response shown(PageRequest request, Player player) {
        var listed = reads.read(
                request.origin(),
                UserRef.of(player.id()),
                request.exchange().query().string(TOKEN));
        Page page = contacts.page(request.words(), Optional.of(listed.list()), Search.NONE);
        return pages.show(request, listed.isRestarted() ? Restarted.first(request.words(), page) : page);
    }

    /** With the list, where it can be read. */
    private Page withList(PageRequest request, Player player, Search search) {
        Optional<ContactList> list =
                Services.ifResponding(() -> reads.read(request.origin(), UserRef.of(player.id()), Optional.empty())
                        .list());
        return contacts.page(request.words(), list, search);
    }

    private Response find(PageRequest request, Player player) {
        String typed = request.form().get("username");
        Words words = request.words();
        Optional<Duration> wait = lookups.count(player.sessionId().value());
        if (wait.isPresent()) {
            var search = Search.refused(typed, SearchResults.tooMany(words, wait.get()));
            return pages.show(request, withList(request, player, search))
                    .with("Retry-After", Long.toString(SearchResults.seconds(wait.get())));
        }
        try {
            var found = services.connections(
                    request.origin(), connections -> connections.lookupUserProfile(Username.of(Typed.username(typed))));
            return pages.show(request, withList(request, player, search(words, player, typed, found)));
        } catch (UnavailableException e) {
            var search = Search.refused(typed, Unavailable.form(words, Service.CONNECTIONS));
            return pages.down(request, contacts.page(words, Optional.empty(), search), e);
        }
    }

    private static Search search(Words words, Player player, String typed, Outcome<UserProfile, Refusal> outcome) {
        return switch (outcome) {
            case Done<UserProfile, Refusal>(UserProfile person) ->
                person.userId().value().equals(player.id().value())
                        ? Search.refused(typed, SearchResults.own(words))
                        : Search.found(typed, person);
            case Refused<UserProfile, Refusal>(Refusal reason, var _) ->
                Search.refused(typed, SearchResults.refused(words, typed, reason));
        };
    }

    private Response add(PageRequest request, Player player) {
        String id = request.form().get(USER_ID);
        try {
            var outcome = services.connections(
                    request.origin(), connections -> connections.addContact(UserRef.of(player.id()), UserRef.of(id)));
            return switch (outcome) {
                case Done<Contact, Refusal>(Contact contact) ->
                    pages.redirect(request, Paths.CONTACTS.href(), ADDED + ":" + name(request, contact.contact()));
                case Refused<Contact, Refusal>(Refusal reason, var _) -> refused(request, player, reason);
            };
        } catch (UnavailableException e) {
            Page page = ContactPages.down(request.words(), Paths.ADD_CONTACT.href(), id);
            return pages.down(request, page, e);
        }
    }

    private Response remove(PageRequest request, Player player) {
        String id = request.form().get(USER_ID);
        try {
            var outcome = services.connections(
                    request.origin(),
                    connections -> connections.removeContact(UserRef.of(player.id()), UserRef.of(id)));
            return switch (outcome) {
                case Done<RemovedContact, Refusal>(RemovedContact removed) -> {
                    UserRef contact = removed.contact();
                    String value = contact.value() + END_OF_ID + name(request, contact);
                    yield pages.redirect(request, Paths.CONTACTS.href(), REMOVED + ":" + value);
                }
                case Refused<RemovedContact, Refusal>(Refusal reason, var _) -> refused(request, player, reason);
            };
        } catch (UnavailableException e) {
            Page page = ContactPages.down(request.words(), Paths.REMOVE_CONTACT.href(), id);
            return pages.down(request, page, e);
        }
    }

    private Response refused(PageRequest request, Player player, Refusal reason) {
        FormResult result = ContactPages.refusedContact(request.words(), reason == Refusal.OWN_CONTACT);
        return pages.show(request, withList(request, player, Search.refused("", result)));
    }

    /** What the notice calls a player; empty where that is not known. */
    private String name(PageRequest request, UserRef id) {
        return Services.ifResponding(() ->
                        services.connections(request.origin(), connections -> switch (connections.getUserProfile(id)) {
                            case Done<UserProfile, Refusal>(UserProfile person) ->
                                People.name(person).orElse("");
                            case Refused<UserProfile, Refusal> refused -> "";
                        }))
                .orElse("");
    }
}
