package galaxy.client.users;

import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a user is shown of the own account.
 *
 * @param asOf when it was so
 * @param emailBlock of the e-mail address, in force
 * @param active all sanctions in force
 * @param past at most 20, those that ended last first
 * @param denials one row for each cause of each false marker
 */
public record Standing(
        UserId userId,
        Instant asOf,
        PlanInForce plan,
        Optional<Block> emailBlock,
        List<ShownSanction> active,
        List<PastSanction> past,
        Markers markers,
        List<Denial> denials,
        List<ShownLimit> limits) {
    public Standing {
        active = List.copyOf(active);
        past = List.copyOf(past);
        denials = List.copyOf(denials);
        limits = List.copyOf(limits);
    }

    /**
     * The plan in force.
     *
     * @param endsAt none for free and lifetime plans
     */
    public record PlanInForce(Plan plan, boolean isPaid, Instant startsAt, Optional<Instant> endsAt) {}

    /**
     * The block of the e-mail address.
     *
     * @param expiresAt none until it is removed
     */
    public record Block(ReasonCode reason, Instant blockedAt, Optional<Instant> expiresAt) {}

    /**
     * A sanction without who applied it.
     *
     * @param reference names it, for ever: the user id, {@code -}, and a number from 1
     * @param expiresAt none until it is removed
     */
    public record ShownSanction(
            String reference,
            SanctionCode code,
            String scope,
            ReasonCode reason,
            Instant appliedAt,
            Optional<Instant> expiresAt) {}

    /**
     * A sanction that expired, was removed or superseded.
     *
     * @param endedAt the earlier of its end and its removal
     * @param removalReason none of one that expired
     */
    public record PastSanction(ShownSanction sanction, Instant endedAt, Optional<ReasonCode> removalReason) {}

    /**
     * A limit that applies.
     *
     * @param expiresAt when the user's own limit ends, if it has an end
     */
    public record ShownLimit(EffectiveLimit limit, Optional<Instant> expiresAt) {}
}
