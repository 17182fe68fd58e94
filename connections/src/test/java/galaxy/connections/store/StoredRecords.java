package galaxy.connections.store;

import galaxy.connections.contact.Contact;
import galaxy.connections.link.ContactLink;
import galaxy.connections.link.LinkEvent;
import galaxy.connections.link.LinkId;
import galaxy.connections.link.LinkUse;
import galaxy.connections.store.LinkFormats.LiveLink;
import galaxy.store.Claims.Claim;
import galaxy.store.Format;
import galaxy.store.Redis;
import galaxy.store.Version;
import galaxy.testkit.PublishedEvent;
import galaxy.testkit.RecordSet;
import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Everything that is in the store at one moment; each map is by what follows the kind in a key. */
final class StoredRecords {
    final Map<String, ProfileRecord> profiles = new TreeMap<>();
    final Map<String, Claim> claims = new TreeMap<>();
    final Map<String, Optional<Contact>> contacts = new TreeMap<>();
    final Map<String, Set<String>> lists = new TreeMap<>();
    final Map<String, ContactLink> links = new TreeMap<>();
    final Map<String, List<LinkEvent>> linkEvents = new TreeMap<>();
    final Map<String, LinkUse> uses = new TreeMap<>();
    final Map<String, Contact> used = new TreeMap<>();
    final Map<String, List<LiveLink>> live = new TreeMap<>();
    final Map<String, Set<String>> linkLists = new TreeMap<>();
    final Map<String, LinkId> made = new TreeMap<>();
    final Map<String, Long> receipts = new TreeMap<>();
    final Map<String, Long> contactLives = new TreeMap<>();
    final Set<String> unsettled = new TreeSet<>();
    final Set<String> due = new TreeSet<>();
    final List<StoredEvent> events = new ArrayList<>();
    private final Redis redis;
    private final RecordSet records;

    /** Reads it; what expires is asked of the store itself. */
    StoredRecords(RecordSet records, Redis redis) {
        this.records = records;
        this.redis = redis;
        readUsers();
        readLinks();
        readWork();
    }

    private void readUsers() {
        shelve("profile", ProfileFormat.PROFILE, profiles);
        claims.putAll(records.all("name", RecordSet.Key::id, key -> new Claim(records.string(key))));
        shelve("contact", ContactFormat.CONTACT, contacts);
        lists.putAll(members("contacts"));
        shelve("used", LinkFormats.USED, used);
    }

    private void readLinks() {
        shelve("link", LinkFormats.LINK, links);
        shelve("use", LinkFormats.USE, uses);
        shelve("live-links", LinkFormats.LIVE, live);
        shelve("made", LinkFormats.MADE, made);
        linkLists.putAll(members("links"));
        linkEvents.putAll(records.all(
                "link-events",
                RecordSet.Key::id,
                key -> records.texts(key).stream()
                        .map(entry -> LinkFormats.EVENT.read(entry.getBytes(StandardCharsets.UTF_8), 0))
                        .toList()));
    }

    private void readWork() {
        records.keys("claims")
                .forEach(key -> unsettled.addAll(records.members(key).keySet()));
        records.keys("due").forEach(key -> due.addAll(records.members(key).keySet()));
        receipts.putAll(lives("receipt"));
        contactLives.putAll(lives("contact"));
        records.keys("outbox")
                .forEach(key -> records.stream(key)
                        .forEach(entry -> events.add(StoredEvent.of(new PublishedEvent(entry.fields())))));
    }

    /** An event. */
    record StoredEvent(String id, String type, String subject, String operation, long sequence, JsonNode data) {
        static StoredEvent of(StreamMessage<String, byte[]> message) {
            Map<String, String> fields = new TreeMap<>();
            message.getBody().forEach((name, value) -> fields.put(name, new String(value, StandardCharsets.UTF_8)));
            return of(new PublishedEvent(fields));
        }

        private static StoredEvent of(PublishedEvent event) {
            return new StoredEvent(
                    event.id(),
                    event.type().replace("connections.", "").replace(".changed", ""),
                    event.subject(),
                    event.operation(),
                    event.sequence(),
                    event.data());
        }

        /** What was changed, in a line. */
        String part() {
            return Lines.of(type, data);
        }
    }

    /** The events of one kind, of one user. */
    List<StoredEvent> announced(String type, String subject) {
        return events.stream()
                .filter(each -> each.type().equals(type) && each.subject().equals(subject))
                .toList();
    }

    /** Whether there is anything for the sweeper to do, now or later. */
    boolean hasWork() {
        return !due.isEmpty() || !unsettled.isEmpty();
    }

    /** Takes all receipts away, as time does. */
    void forgetReceipts() {
        records.keys("receipt").forEach(key -> redis.call("del", commands -> commands.del(key.text())));
    }

    private <T> void shelve(String kind, Format<T> format, Map<String, T> into) {
        into.putAll(records.all(
                kind,
                RecordSet.Key::id,
                key -> format.read(records.string(key).getBytes(StandardCharsets.UTF_8), Version.WIDTH)));
    }

    private Map<String, Set<String>> members(String kind) {
        return records.all(kind, RecordSet.Key::id, key -> records.members(key).keySet());
    }

    /** For how many milliseconds yet Redis keeps them; -1 for ever. */
    private Map<String, Long> lives(String kind) {
        return records.all(kind, RecordSet.Key::id, key -> redis.call("pttl", commands -> commands.pttl(key.text())));
    }
}
