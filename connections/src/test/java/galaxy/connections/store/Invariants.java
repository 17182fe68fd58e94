package galaxy.connections.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.connections.contact.Contact;
import galaxy.connections.grpc.Encoded;
import galaxy.connections.link.ContactLink;
import galaxy.connections.link.LinkEvent;
import galaxy.connections.link.LinkUse;
import galaxy.connections.profile.Profile;
import galaxy.connections.store.StoredRecords.StoredEvent;
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

/** What must be true of a store at every moment, between any two steps. */
final class Invariants {
    private static final long RECEIPT_LIFE = Duration.ofMinutes(1).toMillis();

    /** Nothing is under way for longer. */
    private static final long LATEST = Duration.ofHours(1).toMillis();

    /** How Redis says that a key has no end. */
    private static final long FOR_EVER = -1;

    private final StoredRecords stored;

    private Invariants(StoredRecords stored) {
        this.stored = stored;
    }

    /** What must be so at every moment, between any two steps. */
    static void mustBeSafe(StoredRecords stored) {
        var all = new Invariants(stored);
        all.usernamesHaveOneUser();
        stored.profiles.forEach(all::profileIsAnnounced);
        stored.contacts.forEach(all::contactIsListedAndAnnounced);
        all.listsHoldContactsOnly();
        stored.links.forEach(all::usesAreCounted);
        stored.links.forEach(all::linkIsAnnounced);
        stored.links.forEach(all::linkIsFound);
        stored.uses.forEach(all::useIsLookedAfter);
        stored.used.keySet().forEach(all::contactIsOfAUse);
        assertThat(stored.events).extracting(StoredEvent::id).doesNotHaveDuplicates();
        assertThat(stored.receipts.values())
                .as("how long receipts live yet")
                .allMatch(life -> life <= RECEIPT_LIFE && life != FOR_EVER);
    }

    /** What must be so once the sweeper has run: no change is between its steps, and nothing is left behind. */
    static void mustBeClean(StoredRecords stored) {
        mustBeSafe(stored);
        assertThat(stored.profiles.values())
                .allMatch(record -> record.naming().isSettled(), "no username is on its way");
        assertThat(stored.claims)
                .as("every claim backs a username")
                .hasSize(Math.toIntExact(stored.profiles.values().stream()
                        .filter(record -> !record.naming().held().isEmpty())
                        .count()));
        assertThat(stored.uses.values()).as("uses").allMatch(LinkUse::isSettled);
        assertThat(stored.used).as("one contact of each use").hasSameSizeAs(stored.uses);
        assertThat(stored.due).as("what is due").isEmpty();
        assertThat(stored.unsettled).as("claims to look at again").isEmpty();
    }

    private void usernamesHaveOneUser() {
        Set<String> held = new HashSet<>();
        stored.profiles.forEach((user, record) -> {
            Optional<String> name = record.profile()
                    .flatMap(Profile::username)
                    .map(known -> known.username().value());
            Naming naming = record.naming();
            assertThat(naming.held().stream().map(Naming.Held::name).findFirst())
                    .as("the username of %s and its claim", user)
                    .isEqualTo(name);
            name.ifPresent(known -> {
                assertThat(held.add(known)).as("%s has one user", known).isTrue();
                Claim claim = stored.claims.get(known);
                assertThat(claim).as("the claim on %s", known).isNotNull();
                assertThat(claim.owner()).as("whose claim it is").isEqualTo(user);
                assertThat(naming.backs(known, claim.token())).as("its token").isTrue();
            });
            assertThat(stored.due.contains("profile " + user))
                    .as("a username on its way is due")
                    .isEqualTo(!naming.isSettled());
        });
    }

    private void profileIsAnnounced(String user, ProfileRecord record) {
        List<StoredEvent> announced =
                stored.announced("profile", record.userId().value());
        assertThat(announced.isEmpty())
                .as("nothing of %s was announced", user)
                .isEqualTo(record.profile().isEmpty());
        assertThat(announced).extracting(StoredEvent::sequence).isSorted().doesNotHaveDuplicates();
        String before = "";
        for (StoredEvent each : announced) {
            assertThat(each.operation()).isEqualTo(before.isEmpty() ? "initialized" : "updated");
            assertThat(each.part()).as("a change of %s", user).isNotEqualTo(before);
            before = each.part();
        }
        String last = before;
        record.profile()
                .ifPresent(profile -> assertThat(last)
                        .as("the last that was announced")
                        .isEqualTo(Lines.of(
                                "profile",
                                Encoded.profile(profile).whole(),
                                profile.userId().value())));
    }

    /** Added and removed take turns, and the last announcement is true. */
    private void contactIsListedAndAnnounced(String id, Optional<Contact> contact) {
        String owner = id.substring(0, id.indexOf(':'));
        String user = UserRef.decode(id.substring(id.indexOf(':') + 1)).value();
        boolean isListed = stored.lists.getOrDefault(owner, Set.of()).contains(user);
        assertThat(isListed).as("%s is listed", id).isEqualTo(contact.isPresent());
        boolean isThere = false;
        int byUse = 0;
        for (StoredEvent each :
                stored.announced("contact", UserRef.decode(owner).value())) {
            if (text(each.data().required("contact"), "contact_user_id").equals(user)) {
                assertThat(each.operation())
                        .as("what was announced of %s", id)
                        .isEqualTo(isThere ? "removed" : "added");
                byUse += !isThere && text(each.data(), "mutation_source").equals("contact_link") ? 1 : 0;
                isThere = !isThere;
            }
        }
        assertThat(byUse)
                .as("how often a use added %s", id)
                .isLessThanOrEqualTo(count(
                        stored.uses.entrySet(),
                        use -> use.getValue().user().encoded().equals(owner)
                                && ownerOf(use.getKey()).value().equals(user)));
        assertThat(isThere).as("%s is there by what was announced", id).isEqualTo(contact.isPresent());
        long life = stored.contactLives.get(id);
        assertThat(contact.isPresent() ? life == FOR_EVER : life > LATEST)
                .as("%s is stored, removed or not, while a late script may arrive", id)
                .isTrue();
    }

    private void listsHoldContactsOnly() {
        int listed = stored.lists.values().stream().mapToInt(Set::size).sum();
        assertThat(stored.contacts.values().stream().filter(Optional::isPresent))
                .hasSize(listed);
    }

    private void usesAreCounted(String id, ContactLink link) {
        int uses = count(stored.uses.keySet(), use -> use.startsWith(id + ":"));
        assertThat(link.useCount()).as("use_count of %s", id).isEqualTo(uses);
        assertThat(link.maxUses() == 0 || uses <= link.maxUses())
                .as("%d uses of %d", uses, link.maxUses())
                .isTrue();
        List<LinkEvent> events = stored.linkEvents.get(id);
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
                LinkUse use = stored.uses.get(id + ":" + event.actor().encoded());
                assertThat(use.key()).isEqualTo(event.key());
                assertThat(use.at()).isEqualTo(event.at());
            }
        }
    }

    private void linkIsAnnounced(String id, ContactLink link) {
        List<StoredEvent> announced = stored
                .announced("contact_link", link.owner().value())
                .stream()
                .filter(each ->
                        text(each.data().required("contact_link"), "link_id").equals(id))
                .toList();
        assertThat(announced)
                .extracting(StoredEvent::operation)
                .as("what was announced of a link")
                .isEqualTo(stored.linkEvents.get(id).stream()
                        .map(event -> event.kind().name().toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(announced).extracting(StoredEvent::sequence).isSorted().doesNotHaveDuplicates();
    }

    private void linkIsFound(String id, ContactLink link) {
        String owner = link.owner().encoded();
        String member = "%013d|%s".formatted(link.createdAt().toEpochMilli(), id);
        assertThat(stored.linkLists.get(owner)).as("the links of %s", owner).contains(member);
        assertThat(count(stored.made.values(), made -> made.value().equals(id)))
                .as("the request that made it")
                .isOne();
        boolean maySeemLive = stored.live.get(owner).stream()
                .anyMatch(live -> live.id().value().equals(id));
        assertThat(maySeemLive || link.refusal(Instant.MAX).isPresent())
                .as("a link without an end counts")
                .isTrue();
    }

    private void useIsLookedAfter(String id, LinkUse use) {
        String link = id.substring(0, id.indexOf(':'));
        String user = use.user().encoded();
        assertThat(stored.due.contains("use " + link + " " + user))
                .as("a use that is not settled is due")
                .isEqualTo(!use.isSettled());
        assertThat(stored.used.containsKey(user + ":" + link) || !use.isSettled())
                .as("a settled use made a contact")
                .isTrue();
    }

    private void contactIsOfAUse(String id) {
        int colon = id.indexOf(':');
        assertThat(stored.uses).containsKey(id.substring(colon + 1) + ":" + id.substring(0, colon));
    }

    private UserRef ownerOf(String use) {
        return stored.links.get(use.substring(0, use.indexOf(':'))).owner();
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
