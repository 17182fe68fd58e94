package galaxy.connections.profile;

import galaxy.connections.user.UserRef;
import java.time.Instant;
import java.util.Optional;

/**
 * The aggregate: all that connections knows of one user. Has a username or public details or both.
 *
 * @param createdAt when anything of it was set for the first time
 * @param updatedAt when anything of it changed last
 */
public record Profile(
        UserRef userId,
        Optional<HeldUsername> username,
        Optional<PublicPart> publicPart,
        Instant createdAt,
        Instant updatedAt) {
    /**
     * A username in force.
     *
     * @param createdAt when the user had a username for the first time
     * @param updatedAt when the user got this one
     */
    public record HeldUsername(Username username, Instant createdAt, Instant updatedAt) {}

    /**
     * Public details in force.
     *
     * @param updatedAt when they changed last
     */
    public record PublicPart(PublicDetails details, Instant updatedAt) {}

    /**
     * A user's profile, if there is one yet, after some of it is set. A part that is set to its present value keeps its times.
     */
    public static Profile set(Optional<Profile> before, UserRef userId, ProfileChange change, Instant at) {
        Instant now = before.map(profile -> later(profile.updatedAt(), at)).orElse(at);
        Optional<HeldUsername> held = before.flatMap(Profile::username);
        Optional<HeldUsername> username = change.username()
                .map(name -> held.filter(known -> known.username().equals(name))
                        .orElseGet(() -> new HeldUsername(
                                name, held.map(HeldUsername::createdAt).orElse(now), now)))
                .or(() -> held);
        Optional<PublicPart> shown = before.flatMap(Profile::publicPart);
        Optional<PublicPart> publicPart = change.details()
                .map(details -> shown.filter(known -> known.details().equals(details))
                        .orElseGet(() -> new PublicPart(details, now)))
                .or(() -> shown);
        boolean isUnchanged = before.isPresent() && username.equals(held) && publicPart.equals(shown);
        return isUnchanged
                ? before.get()
                : new Profile(
                        userId,
                        username,
                        publicPart,
                        before.map(Profile::createdAt).orElse(now),
                        now);
    }

    /** Whether the user has this username. */
    public boolean isNamed(Username name) {
        return username.filter(held -> held.username().equals(name)).isPresent();
    }

    /** Clocks of several instances differ; what is written last is not earlier for that. */
    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
