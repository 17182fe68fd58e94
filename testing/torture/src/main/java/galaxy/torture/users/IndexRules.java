package galaxy.torture.users;

import galaxy.models.users.Restriction;
import galaxy.testkit.RecordSet.Row;
import galaxy.torture.workload.Findings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The indexes, computed from the records. */
final class IndexRules {
    private IndexRules() {}

    private record Entry(String key, String member, double score) {}

    static void check(UserRecords records, Findings findings) {
        Set<Entry> expected = new HashSet<>();
        records.accounts.values().forEach(account -> add(account, expected));
        Set<Entry> actual = new HashSet<>();
        Stream.of("index", "paid-ends", "due")
                .flatMap(kind -> records.all.keys(kind).stream())
                .forEach(key -> records.all
                        .members(key)
                        .forEach((member, score) -> actual.add(new Entry(key.text(), member, score))));
        Findings.same(findings::check, "the indexes are what the records say", expected, actual);
    }

    private static void add(Row account, Set<Entry> expected) {
        JsonNode json = account.json();
        String id = account.key().id();
        String member = "%013d|%s".formatted(account.number("created"), id);
        boolean isPaid = !json.at("/entitlement/plan").asString("free").equals("free");
        Map<String, Integer> sanctions = codes(json.path("sanctions"));
        Map<String, Integer> limits = codes(json.path("limits"));
        List<String> indexes = new ArrayList<>(List.of("all", isPaid ? "paid_state:paid" : "paid_state:free"));
        indexes.add("markers:" + Restriction.markers(sanctions.keySet(), limits, isPaid, account.has("block")));
        json.path("country").asStringOpt().ifPresent(country -> indexes.add("country:" + country));
        sanctions.keySet().forEach(code -> indexes.add("sanction:" + code));
        limits.keySet().forEach(code -> indexes.add("limit:" + code));
        String bucket = "users:{%s}:".formatted(account.key().tag());
        indexes.forEach(index -> expected.add(new Entry(bucket + "index:" + index, member, 0)));
        json.at("/entitlement/ends")
                .asLongOpt()
                .ifPresent(end -> expected.add(new Entry(bucket + "paid-ends", member, end)));
        Stream.concat(json.findValues("ends").stream(), json.findValues("expires").stream())
                .mapToLong(JsonNode::asLong)
                .min()
                .ifPresent(end -> expected.add(new Entry(bucket + "due", id, end)));
    }

    /** The codes in force, and the values of limits. */
    private static Map<String, Integer> codes(JsonNode entries) {
        Map<String, Integer> codes = new TreeMap<>();
        entries.forEach(each ->
                codes.put(each.path("code").asString(), each.path("value").asInt(0)));
        return codes;
    }
}
