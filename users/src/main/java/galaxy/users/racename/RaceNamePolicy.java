package galaxy.users.racename;

import galaxy.kernel.UnavailableException;
import java.util.List;

/**
 * Decides which names are the same name. Replaceable, for example by a shared catalogue of names.
 */
public interface RaceNamePolicy {
    /**
     * The canonical keys of a name, one or more, or that the name is unsafe. Two names that share a key are the same
     * name. Safe to call from any thread.
     *
     * @throws PolicyUnavailable when the policy does not respond; the caller must then change nothing
     */
    Verdict canonicalKeys(RaceName name);

    /** The keys of a name that a user has, also if it is unsafe for new ones; none if it cannot be given any. */
    default List<CanonicalKey> keysOf(RaceName name) {
        return switch (canonicalKeys(name)) {
            case Verdict.Allowed(List<CanonicalKey> keys) -> keys;
            case Verdict.Refused refused -> List.of();
        };
    }

    /** Keys that a name which was taken under an earlier policy may have, until all names have those of now. */
    default List<CanonicalKey> earlierKeysOf(RaceName name) {
        return List.of();
    }

    /** Which rules made the keys; keys of different versions must not be compared. Stored with each claim of a name. */
    String version();

    sealed interface Verdict {
        record Allowed(List<CanonicalKey> keys) implements Verdict {}

        /** The name is unsafe; the reason is a clause for people that completes the name of the field. */
        record Refused(String reason) implements Verdict {}
    }

    /** The policy does not respond. */
    final class PolicyUnavailable extends UnavailableException {
        public PolicyUnavailable(Throwable cause) {
            super("the race-name policy does not answer", cause);
        }
    }
}
