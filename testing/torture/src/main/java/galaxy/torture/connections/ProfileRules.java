package galaxy.torture.connections;

import galaxy.torture.connections.StoredConnections.Row;
import galaxy.torture.workload.Findings;
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
    private final Findings findings;

    ProfileRules(StoredConnections store, Findings findings) {
        this.store = store;
        this.findings = findings;
    }

    void check() {
        Map<String, String> claims = new HashMap<>();
        for (StoredConnections.Key key : store.of("name")) {
            Optional<String> other = Optional.ofNullable(claims.put(key.part(0), store.string(key)));
            findings.check("a username is claimed in one place", other.isEmpty(), () -> key + " and " + other);
        }
        Map<String, String> users = new HashMap<>();
        store.rows("profile").forEach((user, row) -> {
            findings.check(
                    "a record is of the user in its key", row.text("id").equals(user), () -> user + " " + row.json());
            check(user, row, claims, users);
        });
        claims.forEach((name, claim) -> {
            findings.checkAcross(BACKED, users.containsKey(name), () -> "nobody has " + name + ", claimed by " + claim);
        });
    }

    private void check(String user, Row row, Map<String, String> claims, Map<String, String> users) {
        String name = row.json().path("held").path("name").asString("");
        String token = row.json().path("held").path("token").asString("");
        String shown = ProfileState.ofRecord(row.json()).username().orElse("");
        findings.check(
                "a username in force is the one that is held", shown.equals(name), () -> user + " " + row.json());
        if (!name.isEmpty()) {
            Optional<String> rival = Optional.ofNullable(users.put(name, user));
            findings.checkAcross(UNIQUE, rival.isEmpty(), () -> name + ": " + user + " and " + rival.orElse(""));
            String[] claim = claims.getOrDefault(name, "").split(" ", -1);
            boolean isBacked = claim.length > 1
                    && URLDecoder.decode(claim[0], StandardCharsets.UTF_8).equals(user)
                    && claim[1].equals(token);
            findings.checkAcross(
                    BACKED,
                    isBacked,
                    () -> user + " holds " + row.json().path("held") + " but the claim is "
                            + claims.getOrDefault(name, "none"));
        }
    }
}
