package galaxy.torture.users;

import galaxy.torture.workload.Findings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which user id responses gave for each e-mail address in a run. Thread-safe. */
final class Identities {
    static final String RULE = "one id per e-mail";

    private final Map<String, String> ids = new ConcurrentHashMap<>();

    void add(String email, String id, Findings findings) {
        String first = Optional.ofNullable(ids.putIfAbsent(email, id)).orElse(id);
        findings.checkRecorded(RULE, first.equals(id), () -> email + " is " + first + " and " + id);
    }

    Optional<String> of(String email) {
        return Optional.ofNullable(ids.get(email));
    }

    Map<String, String> all() {
        return Map.copyOf(ids);
    }
}
