package galaxy.chassis.identity;

/** A request without a known token, and every request while no callers are configured. */
public record Anonymous() implements Principal {}
