package galaxy.geoprofile.profile;

import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.Operation;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;

/**
 * One version that changes, for its event and for the history.
 *
 * @param version afterwards
 */
public record Change(CountryVersion version, Operation operation, Actor actor, Cause cause) {}
