package galaxy.torture.connections;

import galaxy.torture.connections.StoredConnections.Pair;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.RecordSet;
import galaxy.torture.workload.RecordSet.Row;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The records of users, the claims of usernames, the lists and records of contacts, and the uses of links agree. */
final class UserRules {
    static final String UNIQUE = "a username has one user";
    static final String BACKED = "a username has a claim of its user, and no other claim is left";
    static final String LISTED = "a list of contacts and the records of contacts agree";
    static final String KEY = "a record of a contact is of the users in its key";
    static final String USED = "a use of a link is recorded beside its user too, and nothing else is";
    static final String OWNER = "a use of a link added a contact of the owner of the link";

    private final StoredConnections store;
    private final Findings findings;
    private final Map<String, String> claims = new HashMap<>();
    private final Map<String, String> users = new HashMap<>();

    UserRules(StoredConnections store, Findings findings) {
        this.store = store;
        this.findings = findings;
    }

    void check() {
        checkUsernames();
        checkContacts();
    }

    private void checkUsernames() {
        for (RecordSet.Key key : store.records.keys("name")) {
            Optional<String> other = Optional.ofNullable(claims.put(key.part(0), store.records.string(key)));
            findings.check("a username is claimed in one place", other.isEmpty(), () -> key + " and " + other);
        }
        store.profiles.forEach(this::checkUsername);
        claims.forEach((name, claim) ->
                findings.checkAcross(BACKED, users.containsKey(name), () -> name + " has no user, but " + claim));
    }

    private void checkUsername(String user, Row row) {
        String name = row.json().path("held").path("name").asString("");
        String token = row.json().path("held").path("token").asString("");
        String shown = row.json().path("profile").path("username").path("name").asString("");
        findings.check("a record is of the user in its key", row.text("id").equals(user), () -> user + row.json());
        findings.check("a username in force is the one that is held", shown.equals(name), () -> user + row.json());
        if (!name.isEmpty()) {
            Optional<String> other = Optional.ofNullable(users.put(name, user));
            findings.checkAcross(UNIQUE, other.isEmpty(), () -> name + ": " + user + " and " + other);
            String claim = claims.getOrDefault(name, "");
            String[] parts = claim.split(" ", -1);
            boolean isBacked = parts.length > 1
                    && URLDecoder.decode(parts[0], StandardCharsets.UTF_8).equals(user)
                    && parts[1].equals(token);
            findings.checkAcross(BACKED, isBacked, () -> user + row.json() + " but the claim is " + claim);
        }
    }

    private void checkContacts() {
        store.contacts.forEach((pair, row) -> {
            boolean isThere = store.contact(pair).isPresent();
            boolean isListed =
                    store.contactLists.getOrDefault(pair.first(), Set.of()).contains(pair.second());
            findings.check(LISTED, isThere == isListed, () -> pair + " there " + isThere + ", listed " + isListed);
            boolean isOfKey = row.text("owner").equals(pair.first())
                    && row.text("contact").equals(pair.second())
                    && row.number("created") <= row.number("updated");
            findings.check(KEY, !isThere || isOfKey, () -> pair + " " + row.json());
        });
        store.contactLists.forEach((owner, list) -> list.forEach(other -> findings.check(
                LISTED,
                store.contacts.containsKey(new Pair(owner, other)),
                () -> owner + " lists " + other + " without a record")));
        store.uses
                .keySet()
                .forEach(use -> findings.checkAcross(
                        USED, store.usedLinks.containsKey(use.turned()), () -> use + " is not beside it"));
        store.usedLinks.forEach((used, row) -> {
            findings.checkAcross(USED, store.uses.containsKey(used.turned()), () -> used + " without a use");
            Optional<Row> link = Optional.ofNullable(store.links.get(used.second()));
            boolean isOfOwner = row.text("owner").equals(used.first())
                    && link.filter(known -> known.text("owner").equals(row.text("contact")))
                            .isPresent();
            findings.checkAcross(OWNER, isOfOwner, () -> used + " " + row.json());
        });
    }
}
