package galaxy.geoprofile.profile;

import galaxy.contracts.MutationSource;
import galaxy.geoprofile.observation.Observed;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.CountryVersion.Step;
import galaxy.geoprofile.version.Operation;
import galaxy.geoprofile.version.VersionSource;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.CountryCode;
import galaxy.kernel.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Proposes a country for a user. It takes the place of a proposal that waits. */
public record Propose(CountryCode country, VersionSource source, ReasonCode reason, Actor actor) {
    /** Decision reason of a proposal that another one has replaced. */
    private static final ReasonCode REPLACED = ReasonCode.of("replaced");

    Decision decide(Profile profile, ApprovalRules rules, Optional<Observed> observed, Cause cause, Instant now) {
        if (profile.effective().filter(this::isSameCountry).isPresent()) {
            return new Decision.Refused(Conflict.of(Conflict.State.ALREADY_EFFECTIVE));
        }
        Optional<CountryVersion> same = profile.proposed()
                .filter(known -> isSameCountry(known) && known.source().equals(source));
        if (same.isPresent()) {
            return new Decision.Unchanged(same.get());
        }
        Optional<Instant> next = rules.nextProposalAt(profile, now);
        if (source.equals(VersionSource.USER) && next.isPresent()) {
            return new Decision.Refused(Conflict.coolingDown(next.get()));
        }
        CountryVersion proposal =
                CountryVersion.proposed(profile.next(), country, source, new Step(now, actor, reason));
        Optional<Step> approval = rules.approval(proposal, observed);
        if (approval.isPresent() && profile.syncing().isPresent()) {
            return new Decision.Refused(Conflict.of(Conflict.State.SYNCING));
        }
        return changed(profile, proposal, approval, cause);
    }

    private boolean isSameCountry(CountryVersion version) {
        return version.country().equals(country);
    }

    private Decision changed(Profile profile, CountryVersion proposal, Optional<Step> approval, Cause cause) {
        List<Change> changes = new ArrayList<>();
        Step step = proposal.proposal();
        profile.proposed()
                .map(old -> old.withdrawn(new Step(step.at(), actor, REPLACED)))
                .ifPresent(old -> changes.add(new Change(old, Operation.WITHDRAWN, actor, cause)));
        changes.add(new Change(proposal, Operation.PROPOSED, actor, cause));
        Profile proposed = profile.with(proposal);
        if (approval.isEmpty()) {
            return new Decision.Changed(proposed, changes, proposal);
        }
        CountryVersion approved = proposal.approved(approval.get());
        Cause by = source.equals(VersionSource.ADMIN) ? cause : cause.as(MutationSource.POLICY.code());
        changes.add(new Change(approved, Operation.APPROVED, approval.get().actor(), by));
        return new Decision.Changed(proposed.approved(approved, step.at()), changes, approved);
    }
}
