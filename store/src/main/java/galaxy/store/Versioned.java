package galaxy.store;

/**
 * A record as it was read.
 *
 * @param version which writing of it this is
 * @param value what it says
 */
public record Versioned<T>(Version version, T value) {}
