package galaxy.client.geoprofile;

import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * One country that was declared for a user.
 *
 * @param number counts the versions of a user from 1
 * @param source {@code user}, {@code admin} or {@code observed}; one that is newer than this client stays as it is
 * @param state how far it has come, as the contract names it; one that is newer than this client stays as it is
 * @param proposal who proposed it, when and why
 * @param decision who decided it; absent while it is proposed
 * @param effectiveAt when users acknowledged it
 * @param endedAt when it came into a final state
 * @param failure why users did not take it: {@code user_not_found} or {@code refused}
 */
public record CountryVersion(
        int number,
        CountryCode country,
        String source,
        String state,
        Step proposal,
        Optional<Step> decision,
        Optional<Instant> effectiveAt,
        Optional<Instant> endedAt,
        Optional<String> failure) {
    /** Who did something, when and why. */
    public record Step(Instant at, Actor actor, ReasonCode reason) {}
}
