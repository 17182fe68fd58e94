package galaxy.torture.users;

import galaxy.models.users.Restriction;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Leftovers;
import galaxy.torture.workload.RecordSet.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** The indexes, computed from the records. */
final class IndexRules {
    /** What is due is written down within this time. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final UserRecords records;
    private final Findings findings;

    /** By key, the members and their scores. */
    private final Map<String, Map<String, Double>> expected = new TreeMap<>();

    IndexRules(UserRecords records, Findings findings) {
        this.records = records;
        this.findings = findings;
    }

    /** @param lastResponse when the service certainly ran, in milliseconds */
    void check(long lastResponse) {
        records.accounts.values().forEach(this::add);
        Map<String, Map<String, Double>> actual = new TreeMap<>();
        for (String kind : new String[] {"index", "paid-ends", "due"}) {
            records.all.keys(kind).forEach(key -> actual.put(key.text(), records.all.members(key)));
        }
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        keys.forEach(key -> compare(key, expected.getOrDefault(key, Map.of()), actual.getOrDefault(key, Map.of())));
        Leftovers.check(records.all, List.of("claims"), lastResponse - GRACE.toMillis(), findings);
    }

    private void compare(String key, Map<String, Double> wanted, Map<String, Double> actual) {
        findings.check("the indexes are what the records say", wanted.equals(actual), () -> {
            Map<String, Double> missing = new TreeMap<>(wanted);
            missing.entrySet().removeAll(actual.entrySet());
            Map<String, Double> tooMany = new TreeMap<>(actual);
            tooMany.entrySet().removeAll(wanted.entrySet());
            return key + " lacks " + missing + " and has too many " + tooMany;
        });
    }

    private void add(Row account) {
        String id = account.key().id();
        String member = "%013d|%s".formatted(account.number("created"), id);
        boolean isPaid = !account.json()
                .path("entitlement")
                .path("plan")
                .asString("free")
                .equals("free");
        Map<String, Integer> sanctions = codes(account, "sanctions");
        Map<String, Integer> limits = codes(account, "limits");
        put(account, "index:all", member, 0);
        put(account, "index:paid_state:" + (isPaid ? "paid" : "free"), member, 0);
        if (account.has("country")) {
            put(account, "index:country:" + account.text("country"), member, 0);
        }
        sanctions.keySet().forEach(code -> put(account, "index:sanction:" + code, member, 0));
        limits.keySet().forEach(code -> put(account, "index:limit:" + code, member, 0));
        String markers = Restriction.markers(sanctions.keySet(), limits, isPaid, account.has("block"));
        put(account, "index:markers:" + markers, member, 0);
        long paidEnd = account.json().path("entitlement").path("ends").asLong(0);
        if (paidEnd > 0) {
            put(account, "paid-ends", member, paidEnd);
        }
        LongStream.concat(
                        LongStream.of(paidEnd), LongStream.concat(ends(account, "sanctions"), ends(account, "limits")))
                .filter(end -> end > 0)
                .min()
                .ifPresent(end -> put(account, "due", id, end));
    }

    private void put(Row account, String kind, String member, long score) {
        String key = "users:{%s}:%s".formatted(account.key().tag(), kind);
        expected.computeIfAbsent(key, any -> new HashMap<>()).put(member, (double) score);
    }

    private static LongStream ends(Row account, String kind) {
        return account.json().path(kind).values().stream()
                .mapToLong(each -> each.path("expires").asLong(0));
    }

    /** The codes in force, and the values of limits. */
    private static Map<String, Integer> codes(Row account, String kind) {
        Map<String, Integer> codes = new TreeMap<>();
        for (JsonNode each : account.json().path(kind)) {
            codes.put(each.path("code").asString(), each.path("value").asInt(0));
        }
        return codes;
    }
}
