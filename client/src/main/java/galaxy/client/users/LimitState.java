package galaxy.client.users;

import galaxy.kernel.UserId;
import java.util.List;

/**
 * The limits after a command.
 *
 * @param overrides the user's own limits in force
 * @param limits all limits as they apply now
 */
public record LimitState(UserId userId, List<LimitOverride> overrides, List<EffectiveLimit> limits) {
    public LimitState {
        overrides = List.copyOf(overrides);
        limits = List.copyOf(limits);
    }
}
