package galaxy.users.store;

import galaxy.store.Naming;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.GeneratedRaceName;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Race names as the names protocol has them: with their keys by the policy of this instance. */
final class RaceNames {
    /** Says besides which rules made a key that its claim is where {@link NameKeys} says. */
    private static final String PLACED = "-placed";

    private final RaceNamePolicy policy;
    private final GeneratedRaceName generated;
    private final InstantSource clock;
    private final RandomGenerator random;

    RaceNames(RaceNamePolicy policy, InstantSource clock, RandomGenerator random) {
        this.policy = policy;
        this.generated = new GeneratedRaceName(random);
        this.clock = clock;
        this.random = random;
    }

    String policy() {
        return policy.version() + PLACED;
    }

    /** The pending form of a name that a change starts now. */
    Naming.Pending pending(RaceName name, List<CanonicalKey> keys, NameCause cause) {
        return Naming.Pending.of(texts(keys), details(name), cause.text(), random);
    }

    /** The same for a name that is drawn now for a place. */
    Naming.Pending drawn(int place, NameCause cause) {
        RaceName name = generated.next(place);
        return pending(name, policy.keysOf(name), cause);
    }

    /** Whether the keys were made by another policy. */
    boolean isOutdated(Naming.Pending pending) {
        return !NameClaim.parse(pending.details()).policyVersion().equals(policy());
    }

    /** A name with its keys by the policy of now, if it has others. One that the policy has no key for keeps those it has. */
    Optional<Naming.Pending> rekeyed(RaceName name, Naming naming) {
        List<String> keys = texts(policy.keysOf(name));
        return keys.isEmpty() || naming.holdsExactly(keys)
                ? Optional.empty()
                : Optional.of(Naming.Pending.rekeying(keys, details(name), random));
    }

    private String details(RaceName name) {
        return new NameClaim(name, clock.instant(), policy()).text();
    }

    /** Keys of before by which users may have a name: those of earlier rules, and where no key said a bucket. */
    List<String> earlierKeys(Naming.Pending pending) {
        List<CanonicalKey> earlier =
                policy.earlierKeysOf(NameClaim.parse(pending.details()).raceName());
        return Stream.concat(
                        pending.names().stream().map(NameKeys::earlier),
                        earlier.stream().map(CanonicalKey::value))
                .filter(key -> !pending.names().contains(key))
                .distinct()
                .toList();
    }

    private static List<String> texts(List<CanonicalKey> keys) {
        return keys.stream().map(NameKeys::of).toList();
    }
}
