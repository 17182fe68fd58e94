package galaxy.torture.workload;

import galaxy.testkit.RecordSet;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The unique names of a service: each is held by the record of a user, and backed by a claim in the bucket of the name. */
public final class Names {
    public static final String OF_ITS_KEY = "a record is of the user in its key";
    public static final String SETTLED = "no change of a name is left pending";
    public static final String UNIQUE = "a name has one user";
    public static final String ONE_CLAIM = "a name is claimed in one place";
    public static final String BACKED = "a name has a claim of its user, and no other claim is left";

    private Names() {}

    public record Claim(String owner, String token) {
        public static Claim parse(String value) {
            String[] parts = value.split(" ", 3);
            return new Claim(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), parts[1]);
        }
    }

    /** The keys of the name of a record, each with the token of its claim. */
    public static Map<String, String> held(RecordSet.Row row) {
        Map<String, String> held = new HashMap<>();
        JsonNode json = row.json();
        Stream.concat(Stream.of(json.path("held")), json.path("held_also").valueStream())
                .filter(JsonNode::isObject)
                .forEach(each -> held.put(
                        each.path("name").asString(""), each.path("token").asString("")));
        return held;
    }

    /** Compares the names in the records of users, which are of this kind, with the claims. */
    public static void check(RecordSet records, String kind, Findings findings) {
        Map<String, Claim> claims = new HashMap<>();
        for (RecordSet.Key key : records.keys("name")) {
            Optional<Claim> other = Optional.ofNullable(claims.put(key.part(0), Claim.parse(records.string(key))));
            findings.check(ONE_CLAIM, other.isEmpty(), key, other);
        }
        Map<String, String> users = new HashMap<>();
        records.rows(kind).values().forEach(row -> {
            String user = row.key().part(0);
            findings.check(OF_ITS_KEY, row.text("id").equals(user), row);
            findings.check(SETTLED, !row.has("pending") && !row.has("release"), row);
            held(row).forEach((name, token) -> {
                Claim expected = new Claim(user, token);
                Optional<String> other = Optional.ofNullable(users.put(name, user));
                findings.checkAcross(UNIQUE, other.isEmpty(), name, user, other);
                Optional<Claim> claim = Optional.ofNullable(claims.get(name));
                findings.checkAcross(BACKED, claim.equals(Optional.of(expected)), row, claim);
            });
        });
        claims.forEach((name, claim) -> findings.checkAcross(BACKED, users.containsKey(name), name, claim));
    }
}
