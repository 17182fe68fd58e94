package galaxy.geoprofile.profile;

import galaxy.geoprofile.observation.Observed;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.VersionSource;
import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a proposal is approved without a reviewer, and when a user may propose again.
 *
 * @param approvesFirst whether the first declaration of a user is approved if it is where the user was seen most
 * @param coolDown from the last effective change, for proposals of the user
 */
public record ApprovalRules(boolean approvesFirst, Duration coolDown) {
    static final Actor SERVICE = Actor.of("service", "geoprofile");
    private static final ReasonCode FIRST = ReasonCode.of("first_declaration_observed");
    private static final int DAYS = 3;

    /** When a user may propose again; absent when that is now. */
    public Optional<Instant> nextProposalAt(Profile profile, Instant now) {
        return profile.changedAt().map(at -> at.plus(coolDown)).filter(now::isBefore);
    }

    /** Whether it matters for a proposal where the user was seen. */
    boolean asksForObservations(VersionSource source) {
        return approvesFirst && source.equals(VersionSource.USER);
    }

    /**
     * Who approves a proposal in its own commit.
     *
     * @param observed where the user was seen most
     * @return empty when it waits for a reviewer
     */
    Optional<CountryVersion.Step> approval(CountryVersion proposal, Optional<Observed> observed) {
        CountryVersion.Step step = proposal.proposal();
        if (proposal.source().equals(VersionSource.ADMIN)) {
            return Optional.of(step);
        }
        return isFirstObserved(proposal, observed)
                ? Optional.of(new CountryVersion.Step(step.at(), SERVICE, FIRST))
                : Optional.empty();
    }

    private boolean isFirstObserved(CountryVersion proposal, Optional<Observed> observed) {
        return asksForObservations(proposal.source())
                && proposal.number() == 1
                && observed.filter(most -> most.country().equals(proposal.country()) && most.days() >= DAYS)
                        .isPresent();
    }
}
