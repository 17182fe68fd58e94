package galaxy.torture.users;

import galaxy.store.Bucket;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Names;
import galaxy.torture.workload.RecordSet.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Accounts, their addresses, names and histories, compared with each other. */
final class AccountRules {
    private static final String ENTITLEMENT = "the entitlement is what its history says";

    private static final String KINDS =
            " account subject name periods sanctions limits answer index paid-ends due claims"
                    + " claim-number outbox outbox-number ";

    private final UserRecords records;
    private final Findings findings;

    AccountRules(UserRecords records, Findings findings) {
        this.records = records;
        this.findings = findings;
    }

    void check() {
        records.accounts.forEach((id, account) -> {
            findings.check("no user is left half created", account.has("held"), () -> id);
            findings.check(
                    "a user is in the bucket of the id",
                    account.key().tag().equals(Bucket.ofId(id).tag()),
                    () -> id);
            address(id, account);
            findings.check(
                    "the claim of a name is for its canonical form",
                    UserRecords.canonical(account.text("name"))
                            .equals(account.json().at("/held/name").asString("")),
                    account::toString);
            numbers(id, account);
            entitlement(id, account);
        });
        records.subjects.values().forEach(subject -> {
            String id = subject.text("id");
            exists("no address has a user who does not exist", id.isEmpty() ? Stream.empty() : Stream.of(id));
        });
        Names.check(records.all, "account", findings);
        findings.check(
                "every key is of a documented kind",
                records.all.kinds().stream().allMatch(kind -> KINDS.contains(" " + kind + " ")),
                () -> records.all.kinds().toString());
        exists(
                "a recorded result belongs to a user who exists",
                records.all.keys("answer").stream().map(key -> key.id().replaceFirst(":.*", "")));
        exists(
                "a history belongs to a user who exists",
                records.histories.values().stream().flatMap(all -> all.keySet().stream()));
    }

    private void exists(String rule, Stream<String> ids) {
        ids.forEach(id -> findings.check(rule, records.accounts.containsKey(id), () -> id));
    }

    private void address(String id, Row account) {
        Optional<Row> subject = Optional.ofNullable(records.subjects.get(account.text("email")));
        findings.check(
                "the address of a user is that user's",
                subject.filter(row -> row.text("id").equals(id)
                                && row.key().tag().equals(account.key().tag()))
                        .isPresent(),
                () -> id + " but " + subject);
        subject.ifPresent(row -> findings.check(
                "a block is the same in the address and in the account",
                row.json().path("block").equals(account.json().path("block")),
                () -> row + " " + account));
    }

    private void numbers(String id, Row account) {
        List<JsonNode> periods = records.history("periods", id);
        List<JsonNode> entries = new ArrayList<>(periods);
        for (String kind : List.of("sanctions", "limits")) {
            account.json().path(kind).forEach(entries::add);
            entries.addAll(records.history(kind, id));
        }
        List<Long> numbers = entries.stream().map(AccountRules::seq).sorted().toList();
        List<Long> expected = LongStream.range(1, account.number("seq")).boxed().toList();
        findings.check(
                "a history has every number once",
                numbers.equals(expected),
                () -> id + " has the next number " + expected.size() + " and " + numbers);
        List<JsonNode> inOrder = periods.stream()
                .sorted(Comparator.comparingLong(AccountRules::seq))
                .toList();
        findings.check("periods are in order", inOrder.equals(periods), () -> id + " " + periods);
    }

    static long seq(JsonNode entry) {
        return entry.path("seq").asLong();
    }

    /** The entitlement is the last period, except that it starts with the first period of the same plan. */
    private void entitlement(String id, Row account) {
        List<JsonNode> periods = records.history("periods", id);
        JsonNode actual = account.json().path("entitlement");
        if (periods.isEmpty()) {
            findings.check(ENTITLEMENT, actual.isMissingNode(), () -> id + " " + actual);
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
        findings.check(ENTITLEMENT, expected.equals(actual), () -> id + " has " + actual + " but " + periods);
    }
}
