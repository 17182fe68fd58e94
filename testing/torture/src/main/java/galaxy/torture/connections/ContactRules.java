package galaxy.torture.connections;

import galaxy.torture.connections.StoredConnections.Pair;
import galaxy.torture.connections.StoredConnections.Row;
import galaxy.torture.workload.Findings;
import java.util.Map;
import java.util.Set;

/** Lists of contacts hold what the records say, and every use of a link made a contact. */
final class ContactRules {
    static final String INDEX = "a list of contacts and the records of contacts agree";
    static final String EDGE = "a use of a link is marked beside its user, and nothing else is";

    private final StoredConnections store;
    private final Findings findings;

    ContactRules(StoredConnections store, Findings findings) {
        this.store = store;
        this.findings = findings;
    }

    void check() {
        Map<Pair, Row> contacts = store.pairs("contact");
        Map<String, Set<String>> lists = store.members("contacts");
        contacts.forEach((pair, row) -> {
            boolean isThere = isThere(row);
            boolean isListed = lists.getOrDefault(pair.first(), Set.of()).contains(pair.second());
            findings.check(INDEX, isThere == isListed, () -> pair + ": there " + isThere + ", listed " + isListed);
            if (isThere) {
                boolean fits = row.text("owner").equals(pair.first())
                        && row.text("contact").equals(pair.second())
                        && row.number("created") <= row.number("updated");
                findings.check("a record of a contact fits its key", fits, () -> pair + " " + row.json());
            }
        });
        lists.forEach((owner, list) -> list.forEach(other -> findings.check(
                INDEX,
                contacts.containsKey(new Pair(owner, other)),
                () -> owner + " lists " + other + " for nothing")));
        uses();
    }

    static boolean isThere(Row contact) {
        return contact.has("contact");
    }

    private void uses() {
        Map<Pair, Row> uses = store.pairs("use");
        Map<Pair, Row> used = store.pairs("used");
        Map<String, Row> links = store.rows("link");
        uses.forEach(
                (use, row) -> findings.checkAcross(EDGE, used.containsKey(use.turned()), () -> use + " has no mark"));
        used.forEach((mark, row) -> {
            boolean isOfUse = uses.containsKey(mark.turned());
            findings.checkAcross(EDGE, isOfUse, () -> mark + " without a use");
            Row link = links.get(mark.second());
            boolean fits = link != null
                    && row.text("owner").equals(mark.first())
                    && row.text("contact").equals(link.text("owner"));
            findings.checkAcross("a use of a link made a contact of its owner", fits, () -> mark + " " + row.json());
        });
    }
}
