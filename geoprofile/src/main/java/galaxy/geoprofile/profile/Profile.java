package galaxy.geoprofile.profile;

import galaxy.geoprofile.version.CountryVersion;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The declared country of a user as far as it is not history: at most one version in each of three states.
 *
 * @param next the number of the next version, from 1
 * @param proposed waits for a decision
 * @param syncing approved, and not acknowledged by users
 * @param effective what users have acknowledged
 * @param changedAt when a version last became effective
 * @param sending what users have yet to be sent
 */
public record Profile(
        int next,
        Optional<CountryVersion> proposed,
        Optional<CountryVersion> syncing,
        Optional<CountryVersion> effective,
        Optional<Instant> changedAt,
        Sending sending) {
    public static final Profile NONE =
            new Profile(1, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Sending.NOTHING);

    public Stream<CountryVersion> versions() {
        return Stream.of(proposed, syncing, effective).flatMap(Optional::stream);
    }

    /** Whether there ever was one. */
    boolean hasVersions() {
        return next > 1;
    }

    public Optional<CountryVersion> find(int number) {
        return versions().filter(version -> version.number() == number).findFirst();
    }

    /** A new version waits for a decision. */
    Profile with(CountryVersion proposal) {
        return new Profile(proposal.number() + 1, Optional.of(proposal), syncing, effective, changedAt, sending);
    }

    /** The version that was proposed is approved. */
    Profile approved(CountryVersion version, Instant now) {
        return new Profile(next, Optional.empty(), Optional.of(version), effective, changedAt, sending.started(now));
    }

    /** The version that was proposed is rejected or withdrawn. */
    Profile withoutProposal() {
        return new Profile(next, Optional.empty(), syncing, effective, changedAt, sending);
    }

    /** Users have acknowledged the version that was syncing. */
    public Profile acknowledged(Instant now) {
        return new Profile(
                next,
                proposed,
                Optional.empty(),
                syncing.map(version -> version.effective(now)),
                Optional.of(now),
                sending.acknowledged(now));
    }

    /**
     * Users have refused the version that was syncing. As an earlier attempt may have reached them, the effective one is sent once
     * more.
     */
    public Profile refused(Instant now) {
        Sending then = effective.isPresent() ? sending.repeating(now) : sending.ended();
        return new Profile(next, proposed, Optional.empty(), effective, changedAt, then);
    }

    /** The effective version was sent once more, or users will not take it while another one is syncing. */
    public Profile repeated(Instant now) {
        return with(sending.repeated(syncing.isPresent(), now));
    }

    /** An attempt had no result. */
    public Profile delayed(Instant until) {
        return with(sending.after(until));
    }

    /** Another change at users has to be overwritten. */
    public Profile changedByOthers(Instant now) {
        return with(sending.changed(syncing.isPresent(), now));
    }

    private Profile with(Sending other) {
        return new Profile(next, proposed, syncing, effective, changedAt, other);
    }
}
