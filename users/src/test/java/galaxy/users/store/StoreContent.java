package galaxy.users.store;

import static galaxy.users.store.AccountCommits.ACCOUNT;
import static galaxy.users.store.AccountCommits.SUBJECT;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.UserId;
import galaxy.store.Claims.Claim;
import galaxy.store.Format;
import galaxy.store.Naming;
import galaxy.store.Version;
import galaxy.testkit.PublishedEvent;
import galaxy.testkit.RecordSet;
import galaxy.users.listing.IndexTerm;
import galaxy.users.listing.ListingKey;
import galaxy.users.racename.RaceNamePolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that is in the store at one moment, and what must be true of it. */
final class StoreContent {
    final Map<UserId, AccountRecord> accounts = new TreeMap<>();
    final Map<String, SubjectFormat.Subject> subjects = new TreeMap<>();
    final Map<String, Claim> claims = new TreeMap<>();
    private final Map<String, String> places = new TreeMap<>();
    final Set<String> unsettled = new TreeSet<>();
    final Set<String> due = new TreeSet<>();
    final Map<String, Set<String>> indexes = new TreeMap<>();
    final Map<UserId, List<PublishedEvent>> events = new TreeMap<>();
    int answers;

    private StoreContent() {}

    static StoreContent read(RecordSet records) {
        var content = new StoreContent();
        content.accounts.putAll(records.all("account", key -> UserId.of(key.id()), key -> read(records, key, ACCOUNT)));
        content.subjects.putAll(records.all("subject", RecordSet.Key::id, key -> read(records, key, SUBJECT)));
        content.claims.putAll(records.all("name", RecordSet.Key::id, key -> new Claim(records.string(key))));
        content.places.putAll(records.all("name", RecordSet.Key::id, RecordSet.Key::tag));
        records.keys("claims")
                .forEach(key -> content.unsettled.addAll(records.members(key).keySet()));
        records.keys("due")
                .forEach(key -> content.due.addAll(records.members(key).keySet()));
        records.keys("index")
                .forEach(key -> content.indexes
                        .computeIfAbsent(key.id(), term -> new TreeSet<>())
                        .addAll(records.members(key).keySet()));
        records.keys("outbox")
                .forEach(key -> records.stream(key).forEach(entry -> {
                    var event = new PublishedEvent(entry.fields());
                    content.events
                            .computeIfAbsent(UserId.of(event.subject()), user -> new ArrayList<>())
                            .add(event);
                }));
        content.answers = records.keys("answer").size();
        return content;
    }

    private static <T> T read(RecordSet records, RecordSet.Key key, Format<T> format) {
        return format.read(records.string(key).getBytes(StandardCharsets.UTF_8), Version.WIDTH);
    }

    private static String raceName(PublishedEvent event) {
        return event.data().required("race_name").stringValue();
    }

    /** What must be true at every moment, with changes half done. */
    StoreContent mustBeSafe() {
        Set<String> held = new HashSet<>();
        Set<String> ids = new HashSet<>();
        accounts.forEach((userId, record) -> {
            assertThat(subjects.get(record.account().email().value()).userId())
                    .as("the e-mail address knows its one user")
                    .contains(userId);
            if (record.isVisible()) {
                mustBackItsName(userId, record);
                record.naming()
                        .held()
                        .forEach(key -> assertThat(held.add(key.name()))
                                .as("a name has one user")
                                .isTrue());
                assertThat(subjects.get(record.account().email().value()).block())
                        .as("the block is mirrored")
                        .isEqualTo(record.account().emailBlock());
            }
            mustBeIndexed(userId, record);
            mustBeAnnounced(record, events.getOrDefault(userId, List.of()));
        });
        events.values()
                .forEach(all -> all.forEach(event -> assertThat(ids.add(event.id()))
                        .as("each event is published once")
                        .isTrue()));
        return this;
    }

    /** What must be so once the sweeper has been here: nothing half made, nothing left behind. */
    StoreContent mustBeClean() {
        assertThat(accounts.values()).allMatch(AccountRecord::isVisible);
        assertThat(accounts.values())
                .allMatch(record -> record.naming().isSettled(), "nothing is pending, nothing to release");
        assertThat(claims)
                .as("every claim backs a user")
                .hasSize(accounts.values().stream()
                        .mapToInt(record -> record.naming().held().size())
                        .sum());
        assertThat(unsettled).as("claims to look at again").isEmpty();
        return this;
    }

    /** The names that a user has been renamed to, in order. */
    List<String> renames(UserId userId) {
        return events.getOrDefault(userId, List.of()).stream()
                .filter(event -> event.type().equals("user.profile.changed")
                        && event.operation().equals("updated"))
                .map(StoreContent::raceName)
                .toList();
    }

    long blocks(UserId userId) {
        return events.getOrDefault(userId, List.of()).stream()
                .filter(event -> event.type().equals("user.block.changed"))
                .count();
    }

    private void mustBackItsName(UserId userId, AccountRecord record) {
        Naming naming = record.naming();
        assertThat(Universe.POLICY.canonicalKeys(record.account().raceName()))
                .isInstanceOfSatisfying(
                        RaceNamePolicy.Verdict.Allowed.class,
                        verdict -> assertThat(naming.held())
                                .extracting(Naming.Held::name)
                                .containsExactlyInAnyOrderElementsOf(verdict.keys().stream()
                                        .map(NameKeys::of)
                                        .toList()));
        for (Naming.Held held : naming.held()) {
            Claim claim = claims.get(held.name());
            assertThat(claim).as("a name is backed by a claim").isNotNull();
            NameKeys.bucketOf(held.name())
                    .ifPresent(bucket -> assertThat(places)
                            .as("a claim is where its key says")
                            .containsEntry(held.name(), bucket.tag()));
            assertThat(claim.owner()).as("whose claim it is").isEqualTo(userId.value());
            assertThat(claim.token()).as("the token of the claim").isEqualTo(held.token());
        }
    }

    private void mustBeIndexed(UserId userId, AccountRecord record) {
        String member = new ListingKey(record.account().createdAt().toEpochMilli(), userId).text();
        Set<String> expected = new TreeSet<>();
        if (record.isVisible()) {
            record.entries().terms().stream().map(IndexTerm::name).forEach(expected::add);
            assertThat(expected).contains(IndexTerm.ALL.name());
        }
        Set<String> actual = new TreeSet<>();
        indexes.forEach((term, members) -> {
            if (members.contains(member)) {
                actual.add(term);
            }
        });
        assertThat(actual).as("where the indexes hold a user").isEqualTo(expected);
    }

    /** Creation is announced once and completely, and every change of name once, up to the current name. */
    private static void mustBeAnnounced(AccountRecord record, List<PublishedEvent> published) {
        if (!record.isVisible()) {
            assertThat(published).as("a user who is being created").isEmpty();
            return;
        }
        assertThat(published)
                .extracting(PublishedEvent::type)
                .startsWith("user.profile.changed", "user.settings.changed", "user.entitlement.changed");
        assertThat(published.stream().filter(each -> each.operation().equals("initialized")))
                .hasSize(3)
                .allMatch(each -> published.indexOf(each) < 3);
        assertThat(published).extracting(PublishedEvent::sequence).isSorted();
        String name = raceName(published.getFirst());
        for (PublishedEvent each : published.subList(3, published.size())) {
            if (each.type().equals("user.profile.changed")) {
                assertThat(raceName(each)).as("a change of name").isNotEqualTo(name);
                name = raceName(each);
            }
        }
        assertThat(record.account().raceName().value())
                .as("the last announced name")
                .isEqualTo(name);
    }
}
