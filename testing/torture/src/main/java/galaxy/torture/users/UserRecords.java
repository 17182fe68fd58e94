package galaxy.torture.users;

import galaxy.testkit.RecordSet;
import galaxy.testkit.RecordSet.Row;
import galaxy.testkit.StoreImage;
import galaxy.torture.workload.Names.Claim;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.SkeletonPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the users service has in the store: see {@code docs/reference/store.md}. */
final class UserRecords {
    private static final SkeletonPolicy POLICY = new SkeletonPolicy();

    /** Keys of the shape of generated names are claimed with a slash, in the bucket that their characters say. */
    private static final Pattern GENERATED = Pattern.compile("^(player)([acdefghjknpqrtuvxy234679]{8})$");

    final RecordSet all;
    final Map<String, Row> accounts;
    final Map<String, Row> subjects;

    /** By kind, then by user. */
    final Map<String, Map<String, List<JsonNode>>> histories = new TreeMap<>();

    private final Map<String, Claim> claims;

    UserRecords(StoreImage store) {
        this.all = new RecordSet(store, "users");
        this.accounts = all.rows("account");
        this.subjects = all.rows("subject");
        this.claims = all.all("name", RecordSet.Key::id, key -> Claim.parse(all.string(key)));
        for (String kind : List.of("periods", "sanctions", "limits")) {
            histories.put(kind, all.all(kind, RecordSet.Key::id, all::list));
        }
    }

    List<JsonNode> history(String kind, String userId) {
        return histories.getOrDefault(kind, Map.of()).getOrDefault(userId, List.of());
    }

    /** What makes a name the same as another that has one of them. */
    static Set<String> canonical(String name) {
        return POLICY.keysOf(RaceName.of(name)).stream()
                .map(key -> GENERATED.matcher(key.value()).replaceFirst("$1/$2"))
                .collect(Collectors.toSet());
    }

    EmailState email(String email) {
        Optional<Row> row = Optional.ofNullable(subjects.get(email));
        String block =
                row.map(each -> each.json().at("/block/reason").asString("")).orElse("");
        return new EmailState(row.map(each -> each.text("id")).orElse(""), block);
    }

    /** Another spelling of it may have one of its keys alone. */
    NameState name(String name) {
        return canonical(name).stream()
                .flatMap(key -> Optional.ofNullable(claims.get(key)).stream())
                .findFirst()
                .flatMap(claim -> Optional.ofNullable(accounts.get(claim.owner())))
                .map(account -> new NameState(account.text("id"), account.text("name"), ""))
                .orElse(NameState.FREE);
    }
}
