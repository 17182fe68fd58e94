package galaxy.client.users;

/**
 * A limit that applies now.
 *
 * @param isOverride whether it is the user's own; else it is the plan's default
 */
public record EffectiveLimit(LimitCode code, int value, boolean isOverride) {}
