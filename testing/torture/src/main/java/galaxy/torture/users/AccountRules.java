package galaxy.torture.users;

import galaxy.models.users.Restriction;
import galaxy.store.Bucket;
import galaxy.store.Shards;
import galaxy.testkit.RecordSet.Row;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Accounts, their addresses, names, histories and indexes, compared with each other. */
record AccountRules(UserRecords records, Findings findings) {
    static final String INDEXED = "the indexes are what the records say";
    static final Comparator<JsonNode> BY_NUMBER = Comparator.comparingLong(AccountRules::seq);

    private static final String ENTITLEMENT = "the entitlement is what its history says";

    private static final Set<String> KINDS =
            Set.of(("account subject name periods sanctions limits answer index paid-ends due claims"
                            + " blocks blocks-indexed email-answer"
                            + " claim-number shared-names key-policy rekeying outbox outbox-number layout catalogue"
                            + " outdated reindexing")
                    .split(" "));

    private static final Pattern BLOCK_ID = Pattern.compile("\\|blk_[^|]*\\|");

    private record Entry(String key, String member, double score) {}

    void check() {
        records.accounts.forEach((id, account) -> {
            findings.check("no user is left half created", account.has("held"), id);
            boolean isInBucket = account.key().tag().equals(Bucket.ofId(id).tag());
            findings.check("a user is in the bucket of the id", isInBucket, id);
            Set<String> names = UserRecords.canonical(account.text("name"));
            boolean isClaimed = names.equals(Names.held(account).keySet());
            findings.check("the claim of a name is for its canonical form", isClaimed, account);
            address(id, account);
            numbers(id, account);
            ordinals(id, account);
            entitlement(id, account);
            markers(id, account);
        });
        indexes();
        Set<String> kinds = records.all.kinds();
        findings.check("every key is of a documented kind", KINDS.containsAll(kinds), kinds);
        exist(
                "no address has a user who does not exist",
                records.subjects.values().stream().map(row -> row.text("id")).filter(id -> !id.isEmpty()));
        exist(
                "a recorded result belongs to a user who exists",
                records.all.keys("answer").stream().map(key -> key.id().replaceFirst(":.*", "")));
        exist(
                "a history belongs to a user who exists",
                records.histories.values().stream().flatMap(all -> all.keySet().stream()));
    }

    private void exist(String rule, Stream<String> ids) {
        ids.forEach(id -> findings.check(rule, records.accounts.containsKey(id), id));
    }

    private void address(String id, Row account) {
        Optional<Row> subject = Optional.ofNullable(records.subjects.get(account.text("email")));
        String tag = account.key().tag();
        boolean isOfUser = subject.filter(row -> row.text("id").equals(id))
                .filter(row -> row.key().tag().equals(tag))
                .isPresent();
        findings.check("the address of a user is that user's", isOfUser, id, subject);
        subject.ifPresent(row -> {
            boolean isSame = row.json().path("block").equals(account.json().path("block"));
            findings.check("a block is the same in the address and in the account", isSame, row, account);
        });
    }

    private void numbers(String id, Row account) {
        List<JsonNode> periods = records.history("periods", id);
        Stream<JsonNode> others = Stream.of("sanctions", "limits").flatMap(kind -> all(kind, id, account));
        List<Long> numbers = Stream.concat(periods.stream(), others)
                .map(AccountRules::seq)
                .sorted()
                .toList();
        List<Long> expected = LongStream.range(1, account.number("seq")).boxed().toList();
        findings.check("a history has every number once", numbers.equals(expected), id, expected.size(), numbers);
        boolean isInOrder = periods.stream().sorted(BY_NUMBER).toList().equals(periods);
        findings.check("periods are in order", isInOrder, id, periods);
    }

    /** Those in force and those in the history. */
    private Stream<JsonNode> all(String kind, String id, Row account) {
        return Stream.concat(
                records.history(kind, id).stream(), account.json().path(kind).valueStream());
    }

    /** A reference is for one sanction, for ever: they count the sanctions in the order in which they were applied. */
    private void ordinals(String id, Row account) {
        List<Long> ordinals = all("sanctions", id, account)
                .sorted(BY_NUMBER)
                .map(each -> each.path("ordinal").asLong(0))
                .toList();
        long count = account.json().at("/counted/sanctions").asLong(0);
        List<Long> expected = LongStream.rangeClosed(1, count).boxed().toList();
        String rule = "a user's sanctions are counted from 1 in the order in which they were applied";
        findings.check(rule, ordinals.equals(expected), id, count, ordinals);
    }

    private static long seq(JsonNode entry) {
        return entry.path("seq").asLong();
    }

    /** The entitlement is the last period, except that it starts with the first period of the same plan. */
    private void entitlement(String id, Row account) {
        List<JsonNode> periods = records.history("periods", id);
        JsonNode actual = account.json().path("entitlement");
        if (periods.isEmpty()) {
            findings.check(ENTITLEMENT, actual.isMissingNode(), id, actual);
            return;
        }
        ObjectNode expected = periods.getLast().deepCopy().asObject();
        expected.remove("seq");
        expected.set("updated", Optional.ofNullable(expected.remove("created")).orElseThrow());
        for (JsonNode period : periods.reversed()) {
            boolean isSame = period.path("plan").equals(expected.path("plan"));
            if (!isSame || (period.path("plan").asString().equals("free") && !period.equals(periods.getLast()))) {
                break;
            }
            expected.set("starts", period.path("starts"));
        }
        findings.check(ENTITLEMENT, expected.equals(actual), id, actual, periods);
    }

    /** The indexes, computed from the records. */
    private void indexes() {
        Set<Entry> expected = new HashSet<>();
        Shards shards = EventLog.shards(records.all);
        records.accounts.values().forEach(account -> add(account, shards, expected));
        records.subjects.values().forEach(subject -> addBlock(subject, shards, expected));
        Set<Entry> actual = new HashSet<>();
        for (String kind : List.of("index", "paid-ends", "due", "blocks")) {
            records.all
                    .keys(kind)
                    .forEach(key -> records.all.members(key).forEach((member, score) -> {
                        String text = BLOCK_ID.matcher(member).replaceFirst("|");
                        actual.add(new Entry(key.text(), text, score));
                    }));
        }
        Findings.same(findings::check, INDEXED, expected, actual);
    }

    private static void add(Row account, Shards shards, Set<Entry> expected) {
        JsonNode json = account.json();
        String id = account.key().id();
        String member = "%013d|%s".formatted(account.number("created"), id);
        boolean isPaid = !json.at("/entitlement/plan").asString("free").equals("free");
        Map<String, Integer> sanctions = codes(json.path("sanctions"));
        Map<String, Integer> limits = codes(json.path("limits"));
        List<String> indexes = new ArrayList<>(List.of("all", isPaid ? "paid_state:paid" : "paid_state:free"));
        indexes.add("markers:" + json.path("markers").asString(""));
        json.path("country").asStringOpt().ifPresent(country -> indexes.add("country:" + country));
        sanctions.keySet().forEach(code -> indexes.add("sanction:" + code));
        limits.keySet().forEach(code -> indexes.add("limit:" + code));
        String shard = "users:{%s}:".formatted(shards.of(Bucket.ofId(id)).tag());
        indexes.forEach(index -> expected.add(new Entry(shard + "index:" + index, member, 0)));
        json.at("/entitlement/ends")
                .asLongOpt()
                .ifPresent(end -> expected.add(new Entry(shard + "paid-ends", member, end)));
        Stream.concat(json.findValues("ends").stream(), json.findValues("expires").stream())
                .mapToLong(JsonNode::asLong)
                .min()
                .ifPresent(end -> expected.add(new Entry(shard + "due", id, end)));
    }

    /** A block is listed, and due at its end; its id follows from the secret of the store. */
    private static void addBlock(Row subject, Shards shards, Set<Entry> expected) {
        String email = subject.key().id();
        boolean isOne = shards == Shards.ONE;
        String tag = isOne ? shards.all().getFirst().tag() : subject.key().tag();
        JsonNode block = subject.json().path("block");
        String begin = "users:{%s}:".formatted(tag);
        OptionalLong at = block.path("at").asLongOpt();
        at.ifPresent(time -> expected.add(new Entry(begin + "blocks", "%013d|%s".formatted(time, email), 0)));
        OptionalLong ends = block.path("ends").asLongOpt();
        ends.ifPresent(end -> expected.add(new Entry(begin + "due", email, end)));
    }

    /** Those of this build; another one beside it may have more. */
    private void markers(String id, Row account) {
        JsonNode json = account.json();
        boolean isPaid = !json.at("/entitlement/plan").asString("free").equals("free");
        String expected = Restriction.markers(
                codes(json.path("sanctions")).keySet(), codes(json.path("limits")), isPaid, account.has("block"));
        String actual = json.path("markers").asString("");
        String known = Stream.of(actual.split(",", -1))
                .filter(Restriction.MARKERS::contains)
                .collect(Collectors.joining(","));
        boolean isRight = (known.isEmpty() ? "none" : known).equals(expected);
        findings.check("markers are those of the account", isRight, id, actual, expected);
    }

    /** The codes in force, and the values of limits. */
    private static Map<String, Integer> codes(JsonNode entries) {
        Map<String, Integer> codes = new TreeMap<>();
        entries.forEach(each ->
                codes.put(each.path("code").asString(), each.path("value").asInt(0)));
        return codes;
    }
}
