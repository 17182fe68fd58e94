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
import galaxy.store.StoredJson;
import galaxy.store.Version;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
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
    private final Map<String, List<String>> keys = new TreeMap<>();

    private StoredRecords(Redis redis) {
        this.redis = redis;
    }

    static StoredRecords read(Redis redis) {
        var stored = new StoredRecords(redis);
        for (String key : redis.call("keys", commands -> commands.keys("connections:{*"))) {
            stored.keys.computeIfAbsent(kind(key), kind -> new ArrayList<>()).add(key);
        }
        stored.readUsers();
        stored.readLinks();
        stored.readWork();
        return stored;
    }

    private void readUsers() {
        shelve("profile", ProfileFormat.PROFILE, profiles);
        strings("name").forEach((name, stored) -> claims.put(name, new Claim(text(stored))));
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
        for (String key : of("link-events")) {
            List<LinkEvent> all = redis.call("lrange", commands -> commands.lrange(key, 0, -1)).stream()
                    .map(entry -> LinkFormats.EVENT.read(entry, 0))
                    .toList();
            linkEvents.put(id(key), all);
        }
    }

    private void readWork() {
        members("claims").values().forEach(unsettled::addAll);
        members("due").values().forEach(due::addAll);
        receipts.putAll(lives("receipt"));
        contactLives.putAll(lives("contact"));
        for (String outbox : of("outbox")) {
            redis.call("xrange", commands -> commands.xrange(outbox, Range.unbounded()))
                    .forEach(message -> events.add(StoredEvent.of(message)));
        }
    }

    /** An event. */
    record StoredEvent(String id, String type, String subject, String operation, long sequence, JsonNode data) {
        static StoredEvent of(StreamMessage<String, byte[]> message) {
            Map<String, byte[]> fields = message.getBody();
            JsonNode data = StoredJson.parse(fields.get("data"), 0);
            return new StoredEvent(
                    text(fields.get("id")),
                    text(fields.get("type")).replace("connections.", "").replace(".changed", ""),
                    text(fields.get("subject")),
                    data.required("operation").stringValue(),
                    Long.parseLong(text(fields.get("sequence"))),
                    data);
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
        of("receipt").forEach(key -> redis.call("del", commands -> commands.del(key)));
    }

    private List<String> of(String kind) {
        return keys.getOrDefault(kind, List.of());
    }

    private <T> void shelve(String kind, Format<T> format, Map<String, T> into) {
        strings(kind).forEach((id, stored) -> into.put(id, format.read(stored, Version.WIDTH)));
    }

    private Map<String, byte[]> strings(String kind) {
        return each(kind, key -> commands -> commands.get(key));
    }

    private Map<String, Set<String>> members(String kind) {
        Map<String, Set<String>> all = new TreeMap<>();
        Map<String, List<byte[]>> found = each(kind, key -> commands -> commands.zrange(key, 0, -1));
        found.forEach((id, members) -> members.forEach(
                member -> all.computeIfAbsent(id, key -> new TreeSet<>()).add(text(member))));
        return all;
    }

    /** For how many milliseconds yet Redis keeps them; -1 for ever. */
    private Map<String, Long> lives(String kind) {
        return each(kind, key -> commands -> commands.pttl(key));
    }

    private <T> Map<String, T> each(String kind, Function<String, Redis.Command<T>> read) {
        List<T> values = redis.callAll("stored", of(kind).stream().map(read).toList());
        Map<String, T> all = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            // Kinds of which a bucket has one are announced apart by the bucket.
            String key = of(kind).get(i);
            all.put(key.endsWith("}:" + kind) ? key : id(key), values.get(i));
        }
        return all;
    }

    private static String kind(String key) {
        String rest = key.substring(key.indexOf("}:") + 2);
        int colon = rest.indexOf(':');
        return colon < 0 ? rest : rest.substring(0, colon);
    }

    private static String id(String key) {
        String rest = key.substring(key.indexOf("}:") + 2);
        return rest.substring(rest.indexOf(':') + 1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
