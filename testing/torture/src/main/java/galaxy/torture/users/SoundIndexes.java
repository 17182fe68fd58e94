package galaxy.torture.users;

import galaxy.torture.users.Shelf.Stored;
import galaxy.torture.workload.Findings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The indexes, computed anew from the records. */
final class SoundIndexes {
    /** What is due is written down within this time, by whoever comes by. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final int[] FREE = {0, 0, 3};
    private static final int[] PAID = {3, 3, 10};
    private static final String[] NEEDED = {
        "max_owned_private_games", "max_active_private_games", "max_active_game_memberships"
    };

    private final Shelf shelf;
    private final Findings findings;
    private final long lastAnswer;

    /** @param lastAnswer when the service was last known to run, in milliseconds */
    SoundIndexes(Shelf shelf, Findings findings, long lastAnswer) {
        this.shelf = shelf;
        this.findings = findings;
        this.lastAnswer = lastAnswer;
    }

    void check() {
        Map<String, Map<String, Map<String, Double>>> terms = new TreeMap<>();
        Map<String, Map<String, Double>> paidEnds = new TreeMap<>();
        Map<String, Map<String, Double>> due = new TreeMap<>();
        shelf.accounts.forEach((id, account) -> {
            String member = "%013d|%s".formatted(account.json().path("created").asLong(), id);
            for (String term : terms(account.json())) {
                terms.computeIfAbsent(account.tag(), any -> new TreeMap<>())
                        .computeIfAbsent(term, any -> new HashMap<>())
                        .put(member, 0.0);
            }
            long end = account.json().path("entitlement").path("ends").asLong(0);
            if (end != 0) {
                put(paidEnds, account, member, end);
            }
            next(account.json()).ifPresent(at -> put(due, account, id, at));
        });
        for (String tag : Buckets.TAGS) {
            Map<String, Map<String, Double>> expected = terms.getOrDefault(tag, Map.of());
            Map<String, Map<String, Double>> actual = shelf.indexes.getOrDefault(tag, Map.of());
            Set<String> all = new TreeSet<>(expected.keySet());
            all.addAll(actual.keySet());
            all.forEach(term -> same(
                    "{" + tag + "}:index:" + term,
                    expected.getOrDefault(term, Map.of()),
                    actual.getOrDefault(term, Map.of())));
            same(
                    "{" + tag + "}:paid-ends",
                    paidEnds.getOrDefault(tag, Map.of()),
                    shelf.paidEnds.getOrDefault(tag, Map.of()));
            same("{" + tag + "}:due", due.getOrDefault(tag, Map.of()), shelf.due.getOrDefault(tag, Map.of()));
        }
        shelf.due.forEach((tag, members) -> members.forEach((id, at) ->
                findings.check("nothing is overdue", at >= lastAnswer - GRACE.toMillis(), () -> id + " since " + at)));
    }

    private void same(String index, Map<String, Double> expected, Map<String, Double> actual) {
        findings.check("the indexes are what the records say", expected.equals(actual), () -> {
            Map<String, Double> missing = new TreeMap<>(expected);
            missing.entrySet().removeAll(actual.entrySet());
            Map<String, Double> tooMany = new TreeMap<>(actual);
            tooMany.entrySet().removeAll(expected.entrySet());
            return index + " lacks " + missing + " and has besides " + tooMany;
        });
    }

    private static void put(Map<String, Map<String, Double>> all, Stored account, String member, long score) {
        all.computeIfAbsent(account.tag(), any -> new HashMap<>()).put(member, (double) score);
    }

    private static Set<String> terms(JsonNode account) {
        Set<String> all = new TreeSet<>();
        all.add("all");
        all.add("paid_state:" + (isPaid(account) ? "paid" : "free"));
        account.path("country").asStringOpt().ifPresent(country -> all.add("country:" + country));
        account.path("sanctions")
                .forEach(each -> all.add("sanction:" + each.path("code").asString()));
        account.path("limits")
                .forEach(each -> all.add("limit:" + each.path("code").asString()));
        all.add("markers:" + markers(account));
        return all;
    }

    private static boolean isPaid(JsonNode account) {
        return !account.path("entitlement").path("plan").asString("free").equals("free");
    }

    /** By the default limits of the service. */
    private static String markers(JsonNode account) {
        boolean canLogin = !has(account, "sanctions", "login_block")
                && account.path("block").isMissingNode();
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < Life.SANCTIONS.size(); i++) {
            boolean isOpen = canLogin
                    && !has(account, "sanctions", Life.SANCTIONS.get(i))
                    && (i == 0 || i > NEEDED.length || limit(account, i - 1) > 0);
            digits.append(isOpen ? '1' : '0');
        }
        return digits.toString();
    }

    private static long limit(JsonNode account, int which) {
        for (JsonNode each : account.path("limits")) {
            if (each.path("code").asString().equals(NEEDED[which])) {
                return each.path("value").asLong();
            }
        }
        return (isPaid(account) ? PAID : FREE)[which];
    }

    private static boolean has(JsonNode account, String records, String code) {
        return StreamSupport.stream(account.path(records).spliterator(), false)
                .anyMatch(each -> each.path("code").asString().equals(code));
    }

    private static OptionalLong next(JsonNode account) {
        LongStream ends = LongStream.of(account.path("entitlement").path("ends").asLong(0));
        for (String records : new String[] {"sanctions", "limits"}) {
            ends = LongStream.concat(
                    ends,
                    StreamSupport.stream(account.path(records).spliterator(), false)
                            .mapToLong(each -> each.path("expires").asLong(0)));
        }
        return ends.filter(end -> end != 0).min();
    }
}
