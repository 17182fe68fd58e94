package galaxy.connections.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.connections.contact.Contact;
import galaxy.connections.link.ContactLink;
import galaxy.connections.link.LinkEvent;
import galaxy.connections.link.LinkUse;
import galaxy.connections.profile.Profile;
import galaxy.connections.store.Shelf.Told;
import galaxy.connections.user.UserRef;
import galaxy.store.Claims.Claim;
import galaxy.store.Naming;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What must be true of a store, whoever does what in it. */
final class Invariants {
    private static final long RECEIPT_LIFE = Duration.ofMinutes(1).toMillis();

    /** Nothing is under way for longer. */
    private static final long LATEST = Duration.ofHours(1).toMillis();

    /** How Redis says that a key has no end. */
    private static final long FOR_EVER = -1;

    private final Shelf shelf;

    private Invariants(Shelf shelf) {
        this.shelf = shelf;
    }

    /** What must be so at every moment, whatever is half done. */
    static void mustBeSafe(Shelf shelf) {
        var all = new Invariants(shelf);
        all.usernamesHaveOneUser();
        shelf.profiles.forEach(all::profileIsTold);
        shelf.contacts.forEach(all::contactIsListedAndTold);
        all.listsHoldContactsOnly();
        shelf.links.forEach(all::usesAreCounted);
        shelf.links.forEach(all::linkIsTold);
        shelf.links.forEach(all::linkIsFound);
        shelf.uses.forEach(all::useIsLookedAfter);
        shelf.used.keySet().forEach(all::contactIsOfAUse);
        assertThat(shelf.events).extracting(Told::id).doesNotHaveDuplicates();
        assertThat(shelf.receipts.values())
                .as("how long receipts live yet")
                .allMatch(life -> life <= RECEIPT_LIFE && life != FOR_EVER);
    }

    /** What must be so once the sweeper has been here: nothing half done, nothing left behind. */
    static void mustBeClean(Shelf shelf) {
        mustBeSafe(shelf);
        assertThat(shelf.profiles.values())
                .allMatch(record -> record.naming().isSettled(), "no username is on its way");
        assertThat(shelf.claims)
                .as("every claim backs a username")
                .hasSize(Math.toIntExact(shelf.profiles.values().stream()
                        .filter(record -> record.naming().held().isPresent())
                        .count()));
        assertThat(shelf.uses.values()).as("uses").allMatch(LinkUse::isSettled);
        assertThat(shelf.used).as("one contact of each use").hasSameSizeAs(shelf.uses);
        assertThat(shelf.due).as("what is due").isEmpty();
        assertThat(shelf.unsettled).as("claims to look at again").isEmpty();
    }

    private void usernamesHaveOneUser() {
        Set<String> held = new HashSet<>();
        shelf.profiles.forEach((user, record) -> {
            Optional<String> name = record.profile()
                    .flatMap(Profile::username)
                    .map(known -> known.username().value());
            Naming naming = record.naming();
            assertThat(naming.held().map(Naming.Held::name))
                    .as("the username of %s and its claim", user)
                    .isEqualTo(name);
            name.ifPresent(known -> {
                assertThat(held.add(known)).as("%s has one user", known).isTrue();
                Claim claim = shelf.claims.get(known);
                assertThat(claim).as("the claim on %s", known).isNotNull();
                assertThat(claim.owner()).as("whose claim it is").isEqualTo(user);
                assertThat(naming.backs(claim.token())).as("its token").isTrue();
            });
            assertThat(shelf.due.contains("profile " + user))
                    .as("a username on its way is due")
                    .isEqualTo(!naming.isSettled());
        });
    }

    private void profileIsTold(String user, ProfileRecord record) {
        List<Told> told = shelf.told("profile", record.userId().value());
        assertThat(told.isEmpty())
                .as("nothing of %s was told", user)
                .isEqualTo(record.profile().isEmpty());
        assertThat(told).extracting(Told::sequence).isSorted().doesNotHaveDuplicates();
        String before = "";
        for (Told each : told) {
            assertThat(each.operation()).isEqualTo(before.isEmpty() ? "initialized" : "updated");
            assertThat(each.part()).as("a change of %s", user).isNotEqualTo(before);
            before = each.part();
        }
        String last = before;
        record.profile()
                .ifPresent(
                        profile -> assertThat(last).as("the last that was told").isEqualTo(Lines.of(profile)));
    }

    /** Added and removed take turns, and what was told last is what there is. */
    private void contactIsListedAndTold(String id, Optional<Contact> contact) {
        String owner = id.substring(0, id.indexOf(':'));
        String user = UserRef.decode(id.substring(id.indexOf(':') + 1)).value();
        boolean isListed = shelf.lists.getOrDefault(owner, Set.of()).contains(user);
        assertThat(isListed).as("%s is listed", id).isEqualTo(contact.isPresent());
        boolean isThere = false;
        int byUse = 0;
        for (Told each : shelf.told("contact", UserRef.decode(owner).value())) {
            if (text(each.data().required("contact"), "contact_user_id").equals(user)) {
                assertThat(each.operation()).as("what was told of %s", id).isEqualTo(isThere ? "removed" : "added");
                byUse += !isThere && text(each.data(), "mutation_source").equals("contact_link") ? 1 : 0;
                isThere = !isThere;
            }
        }
        assertThat(byUse)
                .as("how often a use added %s", id)
                .isLessThanOrEqualTo(count(
                        shelf.uses.entrySet(),
                        use -> use.getValue().user().encoded().equals(owner)
                                && ownerOf(use.getKey()).value().equals(user)));
        assertThat(isThere).as("%s is there by what was told", id).isEqualTo(contact.isPresent());
        long life = shelf.contactLives.get(id);
        assertThat(contact.isPresent() ? life == FOR_EVER : life > LATEST)
                .as("%s is kept, removed or not, while something late may come", id)
                .isTrue();
    }

    private void listsHoldContactsOnly() {
        int listed = shelf.lists.values().stream().mapToInt(Set::size).sum();
        assertThat(shelf.contacts.values().stream().filter(Optional::isPresent)).hasSize(listed);
    }

    private void usesAreCounted(String id, ContactLink link) {
        int uses = count(shelf.uses.keySet(), use -> use.startsWith(id + ":"));
        assertThat(link.useCount()).as("use_count of %s", id).isEqualTo(uses);
        assertThat(link.maxUses() == 0 || uses <= link.maxUses())
                .as("%d uses of %d", uses, link.maxUses())
                .isTrue();
        List<LinkEvent> events = shelf.linkEvents.get(id);
        assertThat(events.getFirst().kind()).isEqualTo(LinkEvent.Kind.CREATED);
        assertThat(count(events, LinkEvent.Kind.CREATED)).isOne();
        assertThat(count(events, LinkEvent.Kind.CONSUMED)).as("CONSUMED").isEqualTo(uses);
        assertThat(count(events, LinkEvent.Kind.REVOKED))
                .as("REVOKED")
                .isEqualTo(link.revokedAt().isPresent() ? 1 : 0);
        if (link.revokedAt().isPresent()) {
            assertThat(events.getLast().kind()).as("the end of it").isEqualTo(LinkEvent.Kind.REVOKED);
        }
        for (LinkEvent event : events) {
            if (event.kind() == LinkEvent.Kind.CONSUMED) {
                LinkUse use = shelf.uses.get(id + ":" + event.actor().encoded());
                assertThat(use.key()).isEqualTo(event.key());
                assertThat(use.at()).isEqualTo(event.at());
            }
        }
    }

    private void linkIsTold(String id, ContactLink link) {
        List<Told> told = shelf.told("contact_link", link.owner().value()).stream()
                .filter(each ->
                        text(each.data().required("contact_link"), "link_id").equals(id))
                .toList();
        assertThat(told)
                .extracting(Told::operation)
                .as("what was told of a link")
                .isEqualTo(shelf.linkEvents.get(id).stream()
                        .map(event -> event.kind().name().toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(told).extracting(Told::sequence).isSorted().doesNotHaveDuplicates();
    }

    private void linkIsFound(String id, ContactLink link) {
        String owner = link.owner().encoded();
        String member = "%013d|%s".formatted(link.createdAt().toEpochMilli(), id);
        assertThat(shelf.linkLists.get(owner)).as("the links of %s", owner).contains(member);
        assertThat(count(shelf.made.values(), made -> made.value().equals(id)))
                .as("the request that made it")
                .isOne();
        boolean maySeemLive = shelf.live.get(owner).stream()
                .anyMatch(live -> live.id().value().equals(id));
        assertThat(maySeemLive || link.refusal(Instant.MAX).isPresent())
                .as("a link without an end counts")
                .isTrue();
    }

    private void useIsLookedAfter(String id, LinkUse use) {
        String link = id.substring(0, id.indexOf(':'));
        String user = use.user().encoded();
        assertThat(shelf.due.contains("use " + link + " " + user))
                .as("a use that is not settled is due")
                .isEqualTo(!use.isSettled());
        assertThat(shelf.used.containsKey(user + ":" + link) || !use.isSettled())
                .as("a settled use made a contact")
                .isTrue();
    }

    private void contactIsOfAUse(String id) {
        int colon = id.indexOf(':');
        assertThat(shelf.uses).containsKey(id.substring(colon + 1) + ":" + id.substring(0, colon));
    }

    private UserRef ownerOf(String use) {
        return shelf.links.get(use.substring(0, use.indexOf(':'))).owner();
    }

    private static String text(JsonNode json, String field) {
        return json.required(field).stringValue();
    }

    private static int count(List<LinkEvent> events, LinkEvent.Kind kind) {
        return count(events, event -> event.kind() == kind);
    }

    private static <T> int count(Collection<T> all, Predicate<T> which) {
        return Math.toIntExact(all.stream().filter(which).count());
    }
}
