package galaxy.torture.connections;

import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.ListContactLinkEventsRequest;
import galaxy.contracts.connections.v1.ListContactLinksRequest;
import galaxy.contracts.connections.v1.ListContactsRequest;
import galaxy.torture.workload.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists, page by page; empty when a page did not come. */
final class Walks {
    static final String RULE =
            "a page has at most as many items as were asked for, and no page is empty but the only one";

    private static final int GREATEST = 50;

    private final Caller caller;
    private final Findings findings;

    /**
     * A page.
     *
     * @param next the token of the one that follows, empty for none
     */
    private record Page<T>(List<T> items, String next) {}

    private interface Pages<T> {
        Optional<Page<T>> ask(String token) throws InterruptedException;
    }

    Walks(Caller caller, Findings findings) {
        this.caller = caller;
        this.findings = findings;
    }

    Optional<List<Contact>> contacts(String owner, int size) throws InterruptedException {
        return walk(
                "contacts of " + owner,
                size,
                token -> caller.read(
                                "ListContacts",
                                stub -> stub.listContacts(ListContactsRequest.newBuilder()
                                        .setOwnerUserId(owner)
                                        .setPageSize(size)
                                        .setPageToken(token)
                                        .build()))
                        .yes()
                        .map(page -> new Page<>(page.getContactsList(), page.getNextPageToken())));
    }

    Optional<List<ContactLink>> links(String owner, int size) throws InterruptedException {
        return walk(
                "links of " + owner,
                size,
                token -> caller.read(
                                "ListContactLinks",
                                stub -> stub.listContactLinks(ListContactLinksRequest.newBuilder()
                                        .setOwnerUserId(owner)
                                        .setPageSize(size)
                                        .setPageToken(token)
                                        .build()))
                        .yes()
                        .map(page -> new Page<>(page.getContactLinksList(), page.getNextPageToken())));
    }

    Optional<List<ContactLinkEvent>> events(String owner, String link, int size) throws InterruptedException {
        return walk(
                "events of " + link,
                size,
                token -> caller.read(
                                "ListContactLinkEvents",
                                stub -> stub.listContactLinkEvents(ListContactLinkEventsRequest.newBuilder()
                                        .setOwnerUserId(owner)
                                        .setLinkId(link)
                                        .setPageSize(size)
                                        .setPageToken(token)
                                        .build()))
                        .yes()
                        .map(page -> new Page<>(page.getEventsList(), page.getNextPageToken())));
    }

    private <T> Optional<List<T>> walk(String what, int size, Pages<T> pages) throws InterruptedException {
        List<T> all = new ArrayList<>();
        String token = "";
        do {
            Optional<Page<T>> page = pages.ask(token);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            int count = page.get().items().size();
            token = page.get().next();
            boolean isWhole = count == Math.min(size, GREATEST) || (token.isEmpty() && (count > 0 || all.isEmpty()));
            findings.check(RULE, isWhole && count <= Math.min(size, GREATEST), () -> what + ": a page of " + count);
            all.addAll(page.get().items());
        } while (!token.isEmpty());
        return Optional.of(all);
    }
}
