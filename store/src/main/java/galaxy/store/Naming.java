package galaxy.store;

import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name of a record's owner: the decision is stored here, with the owner; claims only refer to it. Part of every record
 * whose owner has a unique name. A name has one key or more, each of which is claimed; two names that share one are the same.
 *
 * @param held the keys of the name that is in force, with the tokens of their claims; none while the owner never had a name
 * @param pending the name that was decided and is being claimed
 * @param release claims that no longer back anything and are to be freed
 */
public record Naming(List<Held> held, Optional<Pending> pending, List<Held> release) {
    private static final int TOKEN_BYTES = 10;

    public static final Naming NONE = new Naming(List.of(), Optional.empty(), List.of());

    public Naming {
        held = List.copyOf(held);
        release = List.copyOf(release);
    }

    /**
     * A key under a claim.
     *
     * @param name the key
     * @param token random, used for one decision
     */
    public record Held(String name, String token) {}

    /**
     * A name that is being claimed.
     *
     * @param names its keys, in the order in which they are claimed, the same for all
     * @param details what the claim carries besides owner and token, in one line: the display form, the time
     * @param cause what the service needs to know when the name is taken or lost, or that the name in force gets other keys
     */
    public record Pending(List<String> names, String token, String details, String cause) {
        private static final String REKEYING = "rekeying";

        public Pending {
            names = names.stream().distinct().sorted().toList();
            if (names.isEmpty()) {
                throw new IllegalArgumentException("a name has a key");
            }
        }

        /** The same under a token that was never used before. */
        public static Pending of(List<String> names, String details, String cause, RandomGenerator random) {
            return new Pending(names, freshToken(random), details, cause);
        }

        /** The name in force, with other keys than it has. */
        public static Pending rekeying(List<String> names, String details, RandomGenerator random) {
            return of(names, details, REKEYING, random);
        }

        /** Whether it only gives the name in force other keys: those of others too, and nothing that readers see. */
        boolean isRekeying() {
            return cause.equals(REKEYING);
        }

        /** All its claims. */
        List<Held> claims() {
            return names.stream().map(name -> new Held(name, token)).toList();
        }
    }

    /** The first name of an owner, in force. */
    public static Naming inForce(Pending first) {
        return new Naming(first.claims(), Optional.empty(), List.of());
    }

    /** 80 random bits as text. */
    public static String freshToken(RandomGenerator random) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether nothing is left to do. */
    public boolean isSettled() {
        return pending.isEmpty() && release.isEmpty();
    }

    /** Whether a claim is valid. One that is invalid is so for ever. */
    public boolean backs(String name, String token) {
        Held claim = new Held(name, token);
        return held.contains(claim) || wanted().contains(claim);
    }

    /** Whether the name in force has exactly these keys. */
    public boolean holdsExactly(Collection<String> names) {
        return held.size() == names.size() && names.stream().allMatch(this::holds);
    }

    /** Whether the name in force has this key. */
    public boolean holds(String name) {
        return held.stream().anyMatch(each -> each.name().equals(name));
    }

    /** The claims that the pending name needs, besides those of keys that the name in force has too. */
    List<Held> wanted() {
        return pending.stream()
                .flatMap(next -> next.claims().stream())
                .filter(Predicate.not(claim -> holds(claim.name())))
                .toList();
    }

    /** Step 1: a name is decided. Only from a settled state. */
    public Naming intend(Pending next) {
        if (!isSettled()) {
            throw new IllegalStateException("another name is pending");
        }
        return new Naming(held, Optional.of(next), release);
    }

    /** Step 3: the pending name is claimed and comes into force; what only the old one had is to be released. */
    Naming taken() {
        List<String> names = pending.orElseThrow().names();
        List<Held> next =
                held.stream().filter(old -> names.contains(old.name())).collect(Collectors.toList());
        next.addAll(wanted());
        return new Naming(
                next, Optional.empty(), releaseAlso(held.stream().filter(old -> !names.contains(old.name()))));
    }

    /** Step 3, when the name is validly another's: the pending name is given up. */
    Naming givenUp() {
        return new Naming(held, Optional.empty(), releaseAlso(wanted().stream()));
    }

    /** Step 3, when the name is validly another's and the owner draws another. */
    Naming redrawn(Pending next) {
        return new Naming(held, Optional.of(next), release);
    }

    /** Step 4: the claims to release are. */
    Naming released() {
        return new Naming(held, pending, List.of());
    }

    private List<Held> releaseAlso(Stream<Held> old) {
        return Stream.concat(release.stream(), old).toList();
    }
}
