package galaxy.torture.connections;

import galaxy.torture.Judge;
import galaxy.torture.connections.StoredConnections.Row;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Usernames are unique, and each stands in two places that agree. */
final class ProfileRules {
    static final String UNIQUE = "a username has one user";
    static final String BACKED = "a username and its claim back one another";

    private final StoredConnections store;
    private final Judge judge;

    ProfileRules(StoredConnections store, Judge judge) {
        this.store = store;
        this.judge = judge;
    }

    void check() {
        Map<String, String> claims = new HashMap<>();
        for (StoredConnections.Key key : store.of("name")) {
            Optional<String> other = Optional.ofNullable(claims.put(key.part(0), store.string(key)));
            judge.must("a username is claimed in one place", other.isEmpty(), () -> key + " and " + other);
        }
        Map<String, String> users = new HashMap<>();
        store.rows("profile").forEach((user, row) -> {
            judge.must(
                    "a record is of the user in its key", row.text("id").equals(user), () -> user + " " + row.json());
            check(user, row, claims, users);
        });
        claims.forEach((name, claim) -> {
            judge.across(BACKED, users.containsKey(name), () -> "nobody has " + name + ", claimed by " + claim);
        });
    }

    private void check(String user, Row row, Map<String, String> claims, Map<String, String> users) {
        String name = row.json().path("held").path("name").asString("");
        String token = row.json().path("held").path("token").asString("");
        String shown = ProfileState.ofRecord(row.json()).username().orElse("");
        judge.must("a username in force is the one that is held", shown.equals(name), () -> user + " " + row.json());
        if (!name.isEmpty()) {
            Optional<String> rival = Optional.ofNullable(users.put(name, user));
            judge.across(UNIQUE, rival.isEmpty(), () -> name + ": " + user + " and " + rival.orElse(""));
            String[] claim = claims.getOrDefault(name, "").split(" ", -1);
            boolean isBacked = claim.length > 1
                    && URLDecoder.decode(claim[0], StandardCharsets.UTF_8).equals(user)
                    && claim[1].equals(token);
            judge.across(
                    BACKED,
                    isBacked,
                    () -> user + " holds " + row.json().path("held") + " but the claim is "
                            + claims.getOrDefault(name, "none"));
        }
    }
}
