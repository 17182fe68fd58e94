package galaxy.store;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The name of a record's owner: the decision is stored here, with the owner; a claim only refers to it. Part of every record
 * whose owner has a unique name.
 *
 * @param held the name that is in force and the token of its claim; absent while the owner never had one
 * @param pending the name that was decided and is being claimed
 * @param release claims that no longer back anything and are to be freed
 */
public record Naming(Optional<Held> held, Optional<Pending> pending, List<Held> release) {
    private static final int TOKEN_BYTES = 10;

    public static final Naming NONE = new Naming(Optional.empty(), Optional.empty(), List.of());

    public Naming {
        release = List.copyOf(release);
    }

    /**
     * A name under a claim.
     *
     * @param name the canonical key
     * @param token random, used once
     */
    public record Held(String name, String token) {}

    /**
     * A name that is being claimed.
     *
     * @param details what the claim carries besides owner and token: the display form, the time
     * @param cause what the service needs to know when the name is taken or lost
     */
    public record Pending(String name, String token, String details, String cause) {
        /** The same under a token that was never used before. */
        public static Pending of(String name, String details, String cause, RandomGenerator random) {
            return new Pending(name, freshToken(random), details, cause);
        }

        Held held() {
            return new Held(name, token);
        }
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

    /** Whether a claim with this token is valid. A token once invalid is so for ever. */
    public boolean backs(String token) {
        return held.filter(h -> h.token().equals(token)).isPresent()
                || pending.filter(p -> p.token().equals(token)).isPresent();
    }

    /** Step 1: a name is decided. Only from a settled state. */
    public Naming intend(Pending next) {
        if (!isSettled()) {
            throw new IllegalStateException("another name is pending");
        }
        return new Naming(held, Optional.of(next), release);
    }

    /** Step 3: the pending name is claimed and comes into force; the old one is to be released. */
    Naming taken() {
        return new Naming(pending.map(Pending::held), Optional.empty(), releaseAlso(held));
    }

    /** Step 3, when the name is validly another's: the pending name is given up. */
    Naming givenUp() {
        return new Naming(held, Optional.empty(), releaseAlso(pending.map(Pending::held)));
    }

    /** Step 3, when the name is validly another's and the owner draws another. */
    Naming redrawn(Pending next) {
        return new Naming(held, Optional.of(next), release);
    }

    /** Step 4: the first of the names to release is free. */
    Naming struck() {
        return new Naming(held, pending, release.subList(1, release.size()));
    }

    private List<Held> releaseAlso(Optional<Held> old) {
        List<Held> all = new ArrayList<>(release);
        old.ifPresent(all::add);
        return all;
    }
}
