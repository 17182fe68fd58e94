package galaxy.torture.users;

import galaxy.torture.users.Shelf.Stored;
import galaxy.torture.workload.Findings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** Histories, compared with the accounts that they belong to. */
final class SoundHistories {
    private static final String SNAPSHOT = "the entitlement is what its history says";

    private final Shelf shelf;
    private final Findings findings;

    SoundHistories(Shelf shelf, Findings findings) {
        this.shelf = shelf;
        this.findings = findings;
    }

    void check() {
        shelf.accounts.forEach((id, account) -> {
            dense(id, account);
            entitlement(id, account);
        });
        shelf.histories.forEach((kind, all) -> all.keySet()
                .forEach(id -> findings.check(
                        "a history belongs to a user", shelf.accounts.containsKey(id), () -> kind + " of " + id)));
    }

    private void dense(String id, Stored account) {
        List<JsonNode> records = new ArrayList<>();
        for (String kind : List.of("sanctions", "limits")) {
            account.json().path(kind).forEach(records::add);
            records.addAll(shelf.history(kind, id));
        }
        List<JsonNode> periods = shelf.history("periods", id);
        records.addAll(periods);
        long[] numbers = records.stream()
                .mapToLong(each -> each.path("seq").asLong())
                .sorted()
                .toArray();
        long next = account.json().path("seq").asLong();
        findings.check(
                "a history has every number once",
                Arrays.equals(numbers, LongStream.range(1, next).toArray()),
                () -> id + " counts to " + next + " and has " + Arrays.toString(numbers));
        findings.check(
                "periods are in order",
                periods.stream()
                        .sorted(Comparator.comparingLong(
                                each -> each.path("seq").asLong()))
                        .toList()
                        .equals(periods),
                () -> id + " " + periods);
    }

    private void entitlement(String id, Stored account) {
        List<JsonNode> periods = shelf.history("periods", id);
        JsonNode plan = account.json().path("entitlement");
        if (periods.isEmpty()) {
            findings.check(SNAPSHOT, plan.isMissingNode(), () -> id + " " + plan);
            return;
        }
        JsonNode last = periods.getLast();
        findings.check(
                SNAPSHOT,
                plan.path("plan").equals(last.path("plan"))
                        && plan.path("source").equals(last.path("source"))
                        && plan.path("actor").equals(last.path("actor"))
                        && plan.path("reason").equals(last.path("reason"))
                        && plan.path("ends").equals(last.path("ends"))
                        && plan.path("updated").equals(last.path("created"))
                        && plan.path("starts").equals(first(periods).path("starts")),
                () -> id + " has " + plan + " but " + periods);
    }

    /** The period with which the current plan began: extensions begin where the one before ends. */
    private static JsonNode first(List<JsonNode> periods) {
        int i = periods.size() - 1;
        while (i > 0
                && !periods.get(i).path("plan").asString().equals("free")
                && periods.get(i).path("plan").equals(periods.get(i - 1).path("plan"))) {
            i--;
        }
        return periods.get(i);
    }
}
