package galaxy.chassis.identity;

import galaxy.contracts.Role;

/**
 * Another service that may call.
 *
 * @param name 1 to 64 of {@code [A-Za-z0-9._-]}; appears in log lines
 */
public record Caller(String name, Role role) implements Principal {}
