package galaxy.torture.users;

import galaxy.testkit.StoreImage;
import galaxy.torture.workload.Names.Claim;
import galaxy.torture.workload.RecordSet;
import galaxy.torture.workload.RecordSet.Row;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy.Verdict;
import galaxy.users.racename.SkeletonPolicy;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the users service has in the store: see {@code docs/reference/store.md}. */
final class UserRecords {
    private static final SkeletonPolicy POLICY = new SkeletonPolicy();

    final RecordSet all;
    final Map<String, Row> accounts;
    final Map<String, Row> subjects;
    final Map<String, Claim> claims;

    /** By kind, then by user. */
    final Map<String, Map<String, List<JsonNode>>> histories;

    UserRecords(StoreImage store) {
        this.all = new RecordSet(store, "users");
        this.accounts = all.rows("account");
        this.subjects = all.rows("subject");
        this.claims = all.all("name", RecordSet.Key::id, key -> Claim.parse(all.string(key)));
        this.histories = Map.of(
                "periods", all.all("periods", RecordSet.Key::id, all::list),
                "sanctions", all.all("sanctions", RecordSet.Key::id, all::list),
                "limits", all.all("limits", RecordSet.Key::id, all::list));
    }

    List<JsonNode> history(String kind, String userId) {
        return histories.getOrDefault(kind, Map.of()).getOrDefault(userId, List.of());
    }

    /** What makes a name the same as another. */
    static String canonical(String name) {
        return POLICY.canonicalKey(RaceName.of(name)) instanceof Verdict.Allowed(var key) ? key.value() : "";
    }
}
