package galaxy.torture.users;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which user id was told for which e-mail address, in all of a run. Safe for many threads. */
final class Identities {
    private final Promises promises;
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    Identities(Promises promises) {
        this.promises = promises;
    }

    /** An answer told it. */
    void told(String email, String id) {
        String first = ids.putIfAbsent(email, id);
        promises.toCallers(
                "one id per e-mail", first == null || first.equals(id), () -> email + " is " + first + " and " + id);
    }

    Optional<String> of(String email) {
        return Optional.ofNullable(ids.get(email));
    }

    Map<String, String> all() {
        return Map.copyOf(ids);
    }
}
