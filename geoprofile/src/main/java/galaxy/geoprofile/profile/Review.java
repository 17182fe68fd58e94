package galaxy.geoprofile.profile;

import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.CountryVersion.Step;
import galaxy.geoprofile.version.Operation;
import galaxy.geoprofile.version.VersionState;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.ReasonCode;
import java.time.Instant;
import java.util.List;

/** Decides one version. To decide again in the same way changes nothing. */
public record Review(int number, Verdict verdict, ReasonCode reason, Actor actor) {
    /** What becomes of it. */
    public enum Verdict {
        APPROVE,
        REJECT,
        WITHDRAW;

        private boolean isOf(VersionState state) {
            return switch (this) {
                case APPROVE -> state.isApproved();
                case REJECT -> state.equals(VersionState.REJECTED);
                case WITHDRAW -> state.equals(VersionState.WITHDRAWN);
            };
        }
    }

    /** @param version of the number, from the profile or the history */
    @SuppressWarnings("MissingSummary")
    Decision decide(CountryVersion version, Profile profile, Cause cause, Instant now) {
        if (verdict.isOf(version.state())) {
            return new Decision.Unchanged(version);
        }
        if (!version.state().equals(VersionState.PROPOSED)) {
            return new Decision.Refused(Conflict.of(Conflict.State.NOT_PROPOSED));
        }
        Step step = new Step(now, actor, reason);
        return switch (verdict) {
            case APPROVE -> {
                if (profile.syncing().isPresent()) {
                    yield new Decision.Refused(Conflict.of(Conflict.State.SYNCING));
                }
                CountryVersion approved = version.approved(step);
                yield changed(profile.approved(approved, now), approved, Operation.APPROVED, cause);
            }
            case REJECT -> changed(profile.withoutProposal(), version.rejected(step), Operation.REJECTED, cause);
            case WITHDRAW -> changed(profile.withoutProposal(), version.withdrawn(step), Operation.WITHDRAWN, cause);
        };
    }

    private Decision changed(Profile next, CountryVersion version, Operation operation, Cause cause) {
        return new Decision.Changed(next, List.of(new Change(version, operation, actor, cause)), version);
    }
}
