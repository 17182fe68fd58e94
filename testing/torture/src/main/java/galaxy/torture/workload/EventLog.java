package galaxy.torture.workload;

import galaxy.store.Bucket;
import galaxy.store.Shard;
import galaxy.store.Shards;
import galaxy.testkit.PublishedEvent;
import galaxy.testkit.RecordSet;
import galaxy.testkit.StoreImage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The public events of one service, and the rules that hold for every event: see {@code docs/reference/events.md}. */
public final class EventLog {
    public static final String ONCE = "each event is published once";
    public static final String ENVELOPE = "an event has the fields of its envelope";
    public static final String PRIVATE = "no event contains an e-mail address";
    public static final String ORDER = "the events of one record are in the order of its versions";
    public static final String COMPLETE = "the events of a bucket are all published, as its checkpoint says";

    private static final Set<String> REQUIRED =
            Set.of("specversion", "id", "type", "source", "subject", "time", "datacontenttype", "sequence", "data");

    private static final Set<String> OPTIONAL = Set.of("traceparent", "caller");

    /** Somewhat fewer than the stream keeps by default. */
    private static final int RETAINED = 900_000;

    private final String keys;
    private final RecordSet records;
    private final Map<String, String> checkpoints;
    private final List<PublishedEvent> events;
    private final boolean isComplete;

    /** @param service as in the source of its events, such as {@code users} */
    public EventLog(StoreImage image, String service) {
        List<PublishedEvent> all = image.events();
        this.keys = service.equals("geoprofile") ? "geo" : service;
        this.records = new RecordSet(image, keys);
        this.checkpoints = image.hashes().getOrDefault("{galaxy:events}:marks", Map.of());
        this.isComplete = all.size() < RETAINED;
        this.events = all.stream()
                .filter(event -> event.source().equals("/galaxy/" + service))
                .toList();
    }

    /** The events of the service, in the order in which they were published. */
    public List<PublishedEvent> events() {
        return events;
    }

    /** Whether the stream still has its oldest events, which it may trim. */
    public boolean isComplete() {
        return isComplete;
    }

    /** The operations of each record, in the order of their events, each with a space after it. */
    public Map<String, String> operations(Function<PublishedEvent, String> record) {
        return events.stream().collect(Collectors.toMap(record, event -> event.operation() + " ", String::concat));
    }

    /** Checks the rules of every event; the versions of a record, such as {@code link lnk_1}, are the order of its events. */
    public void check(Function<PublishedEvent, String> record, Findings findings) {
        Set<String> ids = new HashSet<>();
        Map<String, Long> sequences = new HashMap<>();
        Shards shards = shards(records);
        Map<Shard, Long> counts = new HashMap<>();
        for (PublishedEvent event : events) {
            findings.checkAcross(ONCE, ids.add(event.id()), event);
            findings.check(ENVELOPE, hasEnvelope(event), event);
            boolean isPrivate = event.fields().values().stream().noneMatch(text -> text.contains("@torture.example"));
            findings.check(PRIVATE, isPrivate, event);
            String about = record.apply(event);
            long before = sequences.getOrDefault(about, -1L);
            findings.checkAcross(ORDER, event.sequence() >= before, event, before);
            sequences.put(about, event.sequence());
            counts.merge(shards.of(Bucket.ofId(event.subject())), 1L, Long::sum);
        }
        shards.all().forEach(shard -> check(shard, counts.getOrDefault(shard, 0L), findings));
    }

    public static Shards shards(RecordSet records) {
        String single = Shards.ONE.all().getFirst().tag();
        return records.hasTag(single) ? Shards.ONE : Shards.ONE_PER_BUCKET;
    }

    private static boolean hasEnvelope(PublishedEvent event) {
        Set<String> names = event.fields().keySet();
        boolean isKnown = names.stream().allMatch(name -> REQUIRED.contains(name) || OPTIONAL.contains(name));
        return isKnown && names.containsAll(REQUIRED) && event.data().isObject();
    }

    private void check(Shard shard, long published, Findings findings) {
        String outbox = keys + "/" + shard.name();
        long written = records.keys("outbox-number").stream()
                .filter(key -> key.tag().equals(shard.tag()))
                .mapToLong(key -> Long.parseLong(records.string(key)))
                .sum();
        long checkpoint = Long.parseLong(checkpoints.getOrDefault(outbox, "0").replaceFirst("-.*", ""));
        boolean isRight = checkpoint == written && (!isComplete || published == written);
        findings.checkAcross(COMPLETE, isRight, outbox, "written", written, "published", published, checkpoint);
    }
}
