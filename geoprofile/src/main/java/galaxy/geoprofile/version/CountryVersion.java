package galaxy.geoprofile.version;

import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * One country that was declared for a user.
 *
 * @param number counts the versions of a user from 1
 * @param proposal who proposed it, when and why
 * @param decision who decided it; absent while it is proposed
 * @param effectiveAt when users acknowledged it
 * @param endedAt when it came into a final state
 * @param failure why users did not take it
 */
public record CountryVersion(
        int number,
        CountryCode country,
        VersionSource source,
        VersionState state,
        Step proposal,
        Optional<Step> decision,
        Optional<Instant> effectiveAt,
        Optional<Instant> endedAt,
        Optional<Failure> failure) {

    /** Who did something, when and why. */
    public record Step(Instant at, Actor actor, ReasonCode reason) {}

    public static CountryVersion proposed(int number, CountryCode country, VersionSource source, Step proposal) {
        return new CountryVersion(
                number,
                country,
                source,
                VersionState.PROPOSED,
                proposal,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public CountryVersion approved(Step by) {
        return with(VersionState.SYNCING, Optional.of(by), Optional.empty());
    }

    public CountryVersion rejected(Step by) {
        return with(VersionState.REJECTED, Optional.of(by), Optional.of(by.at()));
    }

    public CountryVersion withdrawn(Step by) {
        return with(VersionState.WITHDRAWN, Optional.of(by), Optional.of(by.at()));
    }

    /** Users have acknowledged it. */
    public CountryVersion effective(Instant at) {
        return new CountryVersion(
                number,
                country,
                source,
                VersionState.EFFECTIVE,
                proposal,
                decision,
                Optional.of(at),
                Optional.empty(),
                Optional.empty());
    }

    /** Another version has become effective. */
    public CountryVersion superseded(Instant at) {
        return with(VersionState.SUPERSEDED, decision, Optional.of(at));
    }

    /** Users have refused it. */
    public CountryVersion failed(Instant at, Failure why) {
        return new CountryVersion(
                number,
                country,
                source,
                VersionState.FAILED,
                proposal,
                decision,
                effectiveAt,
                Optional.of(at),
                Optional.of(why));
    }

    private CountryVersion with(VersionState next, Optional<Step> decided, Optional<Instant> ended) {
        return new CountryVersion(number, country, source, next, proposal, decided, effectiveAt, ended, failure);
    }
}
