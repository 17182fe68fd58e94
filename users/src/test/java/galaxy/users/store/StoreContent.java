package galaxy.users.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.UserId;
import galaxy.store.Claims.Claim;
import galaxy.store.Format;
import galaxy.store.Naming;
import galaxy.store.Redis;
import galaxy.store.StoredJson;
import galaxy.users.listing.IndexTerm;
import galaxy.users.listing.ListingKey;
import galaxy.users.racename.RaceNamePolicy;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Everything that is in the store at one moment, and what must be true of it. */
final class StoreContent {
    final Map<UserId, AccountRecord> accounts = new TreeMap<>();
    final Map<String, SubjectFormat.Subject> subjects = new TreeMap<>();
    final Map<String, Claim> claims = new TreeMap<>();
    final Set<String> unsettled = new TreeSet<>();
    final Set<String> due = new TreeSet<>();
    final Map<String, Set<String>> indexes = new TreeMap<>();
    final Map<UserId, List<PublishedEvent>> events = new TreeMap<>();
    int answers;

    /** An event in the outbox. */
    record PublishedEvent(String id, String type, String operation, long sequence, JsonNode data) {
        String raceName() {
            return data.required("race_name").stringValue();
        }
    }

    private StoreContent() {}

    static StoreContent read(Redis redis) {
        var content = new StoreContent();
        Map<String, List<String>> byKind = new TreeMap<>();
        for (String key : redis.call("keys", commands -> commands.keys("users:{*"))) {
            String rest = key.substring(key.indexOf("}:") + 2);
            int colon = rest.indexOf(':');
            byKind.computeIfAbsent(colon < 0 ? rest : rest.substring(0, colon), kind -> new ArrayList<>())
                    .add(key);
        }
        Function<String, List<String>> of = kind -> byKind.getOrDefault(kind, List.of());
        records(redis, of.apply("account"), AccountCommits.ACCOUNT, (id, record) -> {
            content.accounts.put(UserId.of(id), record);
        });
        records(redis, of.apply("subject"), AccountCommits.SUBJECT, content.subjects::put);
        strings(redis, of.apply("name")).forEach((name, stored) -> {
            content.claims.put(name, new Claim(new String(stored, StandardCharsets.UTF_8)));
        });
        members(redis, of.apply("claims")).values().forEach(content.unsettled::addAll);
        members(redis, of.apply("due")).values().forEach(content.due::addAll);
        members(redis, of.apply("index")).forEach((key, members) -> {
            content.indexes.computeIfAbsent(id(key), term -> new TreeSet<>()).addAll(members);
        });
        for (String outbox : of.apply("outbox")) {
            redis.call("xrange", commands -> commands.xrange(outbox, Range.unbounded()))
                    .forEach(content::add);
        }
        content.answers = of.apply("answer").size();
        return content;
    }

    private interface Sink<T> {
        void put(String id, T value);
    }

    private void add(StreamMessage<String, byte[]> message) {
        Map<String, byte[]> fields = message.getBody();
        JsonNode data = StoredJson.parse(fields.get("data"), 0);
        events.computeIfAbsent(UserId.of(text(fields, "subject")), user -> new ArrayList<>())
                .add(new PublishedEvent(
                        text(fields, "id"),
                        text(fields, "type"),
                        data.required("operation").stringValue(),
                        Long.parseLong(text(fields, "sequence")),
                        data));
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
                assertThat(held.add(record.naming().held().orElseThrow().name()))
                        .as("a name has one user")
                        .isTrue();
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
        assertThat(claims).as("every claim backs a user").hasSameSizeAs(accounts);
        assertThat(unsettled).as("claims to look at again").isEmpty();
        return this;
    }

    /** The names that a user has been renamed to, in order. */
    List<String> renames(UserId userId) {
        return events.getOrDefault(userId, List.of()).stream()
                .filter(event -> event.type().equals("user.profile.changed")
                        && event.operation().equals("updated"))
                .map(PublishedEvent::raceName)
                .toList();
    }

    long blocks(UserId userId) {
        return events.getOrDefault(userId, List.of()).stream()
                .filter(event -> event.type().equals("user.block.changed"))
                .count();
    }

    private void mustBackItsName(UserId userId, AccountRecord record) {
        Naming naming = record.naming();
        Naming.Held held = naming.held().orElseThrow();
        assertThat(Universe.POLICY.canonicalKey(record.account().raceName()))
                .isInstanceOfSatisfying(
                        RaceNamePolicy.Verdict.Allowed.class,
                        verdict -> assertThat(verdict.key().value()).isEqualTo(held.name()));
        Claim claim = claims.get(held.name());
        assertThat(claim).as("a name is backed by a claim").isNotNull();
        assertThat(claim.owner()).as("whose claim it is").isEqualTo(userId.value());
        assertThat(naming.backs(claim.token())).as("the token of the claim").isTrue();
    }

    private void mustBeIndexed(UserId userId, AccountRecord record) {
        String member = new ListingKey(record.account().createdAt().toEpochMilli(), userId).text();
        Set<String> expected = new TreeSet<>();
        if (record.isVisible()) {
            record.indexed().terms().stream().map(IndexTerm::name).forEach(expected::add);
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
        String name = published.getFirst().raceName();
        for (PublishedEvent each : published.subList(3, published.size())) {
            if (each.type().equals("user.profile.changed")) {
                assertThat(each.raceName()).as("a change of name").isNotEqualTo(name);
                name = each.raceName();
            }
        }
        assertThat(record.account().raceName().value())
                .as("the last announced name")
                .isEqualTo(name);
    }

    private static <T> void records(Redis redis, List<String> keys, Format<T> format, Sink<T> sink) {
        strings(redis, keys).forEach((id, stored) -> sink.put(id, format.read(stored, galaxy.store.Version.WIDTH)));
    }

    private static Map<String, byte[]> strings(Redis redis, List<String> keys) {
        List<Redis.Command<byte[]>> reads = new ArrayList<>();
        keys.forEach(key -> reads.add(commands -> commands.get(key)));
        List<byte[]> values = redis.callAll("get", reads);
        Map<String, byte[]> all = new TreeMap<>();
        for (int i = 0; i < keys.size(); i++) {
            all.put(id(keys.get(i)), values.get(i));
        }
        return all;
    }

    private static Map<String, Set<String>> members(Redis redis, List<String> keys) {
        List<Redis.Command<List<byte[]>>> reads = new ArrayList<>();
        keys.forEach(key -> reads.add(commands -> commands.zrange(key, 0, -1)));
        List<List<byte[]>> values = redis.callAll("zrange", reads);
        Map<String, Set<String>> all = new TreeMap<>();
        for (int i = 0; i < keys.size(); i++) {
            all.put(keys.get(i), texts(values.get(i)));
        }
        return all;
    }

    private static Set<String> texts(Collection<byte[]> members) {
        Set<String> all = new TreeSet<>();
        members.forEach(member -> all.add(new String(member, StandardCharsets.UTF_8)));
        return all;
    }

    private static String id(String key) {
        String rest = key.substring(key.indexOf("}:") + 2);
        return rest.substring(rest.indexOf(':') + 1);
    }

    private static String text(Map<String, byte[]> fields, String name) {
        return new String(fields.get(name), StandardCharsets.UTF_8);
    }
}
