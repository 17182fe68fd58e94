package galaxy.geoprofile.profile;

import galaxy.geoprofile.observation.ObservationStore;
import galaxy.geoprofile.observation.Observed;
import galaxy.kernel.Cause;
import galaxy.kernel.UserId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Takes proposals for users whom the users service knows. */
public final class Proposals {
    private final Profiles profiles;
    private final ApprovalRules rules;
    private final ObservationStore observations;
    private final BiPredicate<UserId, Cause> exists;
    private final InstantSource clock;

    /** @param exists whether users know a user; throws when they do not respond */
    public Proposals(
            Profiles profiles,
            ApprovalRules rules,
            ObservationStore observations,
            BiPredicate<UserId, Cause> exists,
            InstantSource clock) {
        this.profiles = profiles;
        this.rules = rules;
        this.observations = observations;
        this.exists = exists;
        this.clock = clock;
    }

    public ApprovalRules rules() {
        return rules;
    }

    /**
     * Proposes a country, and approves it where the rules say so. Users, who never remove a user, are asked about one without
     * versions.
     */
    public Outcome propose(UserId userId, Propose proposal, Request request) {
        Optional<Observed> observed = rules.asksForObservations(proposal.source())
                ? observations.read(userId).observations().mostRecent(clock.instant())
                : Optional.empty();
        Outcome outcome = propose(userId, proposal, request, observed, false);
        return outcome instanceof Outcome.UnknownUser && exists.test(userId, request.cause())
                ? propose(userId, proposal, request, observed, true)
                : outcome;
    }

    private Outcome propose(
            UserId userId, Propose proposal, Request request, Optional<Observed> observed, boolean isKnown) {
        return profiles.perform(
                userId,
                request,
                (profile, now) -> isKnown || profile.hasVersions()
                        ? proposal.decide(profile, rules, observed, request.cause(), now)
                        : new Decision.UserNotChecked());
    }
}
