package galaxy.torture.connections;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which events the requests must have made. What is not expected of a request it must not have made. Safe for many threads. */
final class Announcements {
    static final Count PROFILE = Count.once("profile");
    static final Count ADDED = Count.once("added");
    static final Count REMOVED = Count.once("removed");
    static final Count CREATED = Count.once("created");
    static final Count CONSUMED = Count.once("consumed");
    static final Count REVOKED = Count.once("revoked");

    private static final List<Count> JUST_PROFILE = List.of(PROFILE);
    private static final List<Count> JUST_ADDED = List.of(ADDED);
    private static final List<Count> JUST_REMOVED = List.of(REMOVED);
    private static final List<Count> USE = List.of(CONSUMED, ADDED);

    private final Map<String, List<Count>> byRequest = new ConcurrentHashMap<>();

    /**
     * How many events of a kind.
     *
     * @param kind the operation; {@code profile} for both of a profile
     */
    record Count(String kind, int least, int most) {
        static Count once(String kind) {
            return new Count(kind, 1, 1);
        }

        /** At most so many. */
        Count perhaps(int times) {
            return new Count(kind, 0, times);
        }

        /** These, and perhaps as many more. */
        Count orMore(int times) {
            return times == 0 ? this : new Count(kind, least, most + times);
        }
    }

    void expect(String request, Count... counts) {
        byRequest.put(request, shared(List.of(counts)));
    }

    List<Count> of(String request) {
        return byRequest.getOrDefault(request, List.of());
    }

    /** Everything that is expected, by request. */
    Map<String, List<Count>> all() {
        return byRequest;
    }

    /** There are many of the usual ones. */
    private static List<Count> shared(List<Count> counts) {
        for (List<Count> usual : List.of(JUST_PROFILE, JUST_ADDED, JUST_REMOVED, USE)) {
            if (usual.equals(counts)) {
                return usual;
            }
        }
        return counts;
    }
}
