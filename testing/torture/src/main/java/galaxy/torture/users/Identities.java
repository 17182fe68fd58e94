package galaxy.torture.users;

import galaxy.torture.workload.Findings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which user id was told for which e-mail address, in all of a run. Safe for many threads. */
final class Identities {
    private final Findings findings;
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    Identities(Findings findings) {
        this.findings = findings;
    }

    /** An answer told it. */
    void told(String email, String id) {
        String first = ids.putIfAbsent(email, id);
        findings.checkRecorded(
                "one id per e-mail", first == null || first.equals(id), () -> email + " is " + first + " and " + id);
    }

    Optional<String> of(String email) {
        return Optional.ofNullable(ids.get(email));
    }

    Map<String, String> all() {
        return Map.copyOf(ids);
    }
}
