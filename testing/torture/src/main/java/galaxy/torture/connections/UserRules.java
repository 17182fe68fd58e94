package galaxy.torture.connections;

import galaxy.torture.connections.StoredConnections.Pair;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Names;
import galaxy.torture.workload.RecordSet.Row;
import java.util.Optional;
import java.util.Set;

/** The records of users, the claims of usernames, the lists and records of contacts, and the uses of links agree. */
final class UserRules {
    static final String LISTED = "a list of contacts and the records of contacts agree";
    static final String KEY = "a record of a contact is of the users in its key";
    static final String USED = "a use of a link is recorded beside its user too, and nothing else is";
    static final String OWNER = "a use of a link added a contact of the owner of the link";

    private final StoredConnections store;
    private final Findings findings;

    UserRules(StoredConnections store, Findings findings) {
        this.store = store;
        this.findings = findings;
    }

    void check() {
        Names.check(store.records, "profile", findings);
        store.profiles.forEach((user, row) -> findings.check(
                "a username in force is the one that is held",
                row.json().at("/profile/username/name").equals(row.json().at("/held/name")),
                () -> user + row.json()));
        checkContacts();
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
