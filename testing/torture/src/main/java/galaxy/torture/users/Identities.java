package galaxy.torture.users;

import galaxy.torture.Judge;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which user id was told for which e-mail address, in all of a run. Safe for many threads. */
final class Identities {
    private final Judge judge;
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    Identities(Judge judge) {
        this.judge = judge;
    }

    /** An answer told it. */
    void told(String email, String id) {
        String first = ids.putIfAbsent(email, id);
        judge.kept("one id per e-mail", first == null || first.equals(id), () -> email + " is " + first + " and " + id);
    }

    Optional<String> of(String email) {
        return Optional.ofNullable(ids.get(email));
    }

    Map<String, String> all() {
        return Map.copyOf(ids);
    }
}
