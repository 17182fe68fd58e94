package galaxy.torture.users;

import galaxy.models.users.Restriction;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.RecordSet.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The indexes, computed from the records. */
final class IndexRules {
    private IndexRules() {}

    static void check(UserRecords records, Findings findings) {
        // By key, the members and their scores.
        Map<String, Map<String, Double>> expected = new TreeMap<>();
        records.accounts.values().forEach(account -> add(account, expected));
        Map<String, Map<String, Double>> actual = new TreeMap<>();
        Stream.of("index", "paid-ends", "due")
                .flatMap(kind -> records.all.keys(kind).stream())
                .forEach(key -> actual.put(key.text(), records.all.members(key)));
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        for (String key : keys) {
            Map<String, Double> wanted = expected.getOrDefault(key, Map.of());
            Map<String, Double> found = actual.getOrDefault(key, Map.of());
            findings.check(
                    "the indexes are what the records say",
                    wanted.equals(found),
                    () -> "%s lacks %s and has too many %s".formatted(key, minus(wanted, found), minus(found, wanted)));
        }
    }

    private static Map<String, Double> minus(Map<String, Double> all, Map<String, Double> some) {
        Map<String, Double> rest = new TreeMap<>(all);
        rest.entrySet().removeAll(some.entrySet());
        return rest;
    }

    private static void add(Row account, Map<String, Map<String, Double>> expected) {
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
        indexes.forEach(index -> put(expected, bucket + "index:" + index, member, 0));
        json.at("/entitlement/ends").asLongOpt().ifPresent(end -> put(expected, bucket + "paid-ends", member, end));
        Stream.concat(json.findValues("ends").stream(), json.findValues("expires").stream())
                .mapToLong(JsonNode::asLong)
                .min()
                .ifPresent(end -> put(expected, bucket + "due", id, end));
    }

    private static void put(Map<String, Map<String, Double>> expected, String key, String member, long score) {
        expected.computeIfAbsent(key, any -> new HashMap<>()).put(member, (double) score);
    }

    /** The codes in force, and the values of limits. */
    private static Map<String, Integer> codes(JsonNode entries) {
        Map<String, Integer> codes = new TreeMap<>();
        entries.forEach(each ->
                codes.put(each.path("code").asString(), each.path("value").asInt(0)));
        return codes;
    }
}
