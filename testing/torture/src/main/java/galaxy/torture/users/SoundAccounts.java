package galaxy.torture.users;

import galaxy.torture.users.Shelf.Claim;
import galaxy.torture.users.Shelf.Stored;
import galaxy.torture.workload.Findings;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy.Verdict;
import galaxy.users.racename.SkeletonPolicy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import tools.jackson.databind.JsonNode;

/** Users, their addresses and their names, compared with each other. */
final class SoundAccounts {
    private static final String NAME = "a race name is backed by a claim of its user, and of nobody else";
    private static final SkeletonPolicy POLICY = new SkeletonPolicy();

    private final Shelf shelf;
    private final Findings findings;

    SoundAccounts(Shelf shelf, Findings findings) {
        this.shelf = shelf;
        this.findings = findings;
    }

    void check() {
        Map<String, String> owners = new HashMap<>();
        shelf.accounts.forEach((id, account) -> {
            findings.check(
                    "no user is left half made", !account.json().path("held").isMissingNode(), () -> id);
            findings.check(
                    "no change of a name is left pending",
                    account.json().path("pending").isMissingNode()
                            && account.json().path("release").isMissingNode(),
                    () -> id + " " + account.json());
            findings.check("a user lies in the bucket of the id", account.tag().equals(tagOf(id)), () -> id);
            findings.check("a user has the id of its key", account.text("id").equals(id), () -> id);
            address(id, account);
            name(id, account, owners);
        });
        shelf.subjects.forEach((email, subject) -> {
            String id = subject.text("id");
            findings.check(
                    "no address has a user who does not exist",
                    id.isEmpty() || shelf.accounts.containsKey(id),
                    () -> id);
        });
        shelf.claims.forEach((name, claim) -> claim(name, claim));
        findings.check(
                "no claim is left to be looked at",
                shelf.unsettled.values().stream().allMatch(Map::isEmpty),
                shelf.unsettled::toString);
        shelf.answersOf.forEach(id -> findings.check(
                "an answer is remembered for a user who exists", shelf.accounts.containsKey(id), () -> id));
    }

    /** Which bucket an id lies in. */
    static String tagOf(String id) {
        CRC32 crc = new CRC32();
        crc.update(id.getBytes(StandardCharsets.UTF_8));
        return Buckets.TAGS.get((int) (crc.getValue() & 0xff));
    }

    /** What makes a name the same as another. */
    static String canonical(String name) {
        return POLICY.canonicalKey(RaceName.of(name)) instanceof Verdict.Allowed(var key) ? key.value() : "";
    }

    private void address(String id, Stored account) {
        Stored subject = shelf.subjects.get(account.text("email"));
        findings.check(
                "the address of a user is that user's",
                subject != null
                        && subject.text("id").equals(id)
                        && subject.tag().equals(account.tag()),
                () -> id + " but " + subject);
        if (subject != null) {
            findings.check(
                    "a block is the same in the address and in the account",
                    subject.json().path("block").equals(account.json().path("block")),
                    () -> id + " " + subject.json() + " " + account.json());
        }
    }

    private void name(String id, Stored account, Map<String, String> owners) {
        JsonNode held = account.json().path("held");
        String name = held.path("name").asString("");
        findings.check(
                "the claim of a name is for its canonical form",
                canonical(account.text("name")).equals(name),
                () -> id + " is " + account.text("name") + " and holds " + name);
        String other = owners.put(name, id);
        findings.checkAcross(
                "race names are unique", other == null, () -> name + " is that of " + other + " and " + id);
        Claim claim = shelf.claims.get(name);
        findings.checkAcross(
                NAME,
                claim != null
                        && claim.owner().equals(id)
                        && claim.token().equals(held.path("token").asString("")),
                () -> id + " holds " + held + " but the claim is " + claim);
    }

    private void claim(String name, Claim claim) {
        Stored owner = shelf.accounts.get(claim.owner());
        findings.checkAcross(
                NAME,
                owner != null
                        && owner.json().path("held").path("token").asString("").equals(claim.token()),
                () -> name + " is claimed by " + claim + " but its owner holds "
                        + (owner == null ? "nothing" : owner.json().path("held")));
    }
}
