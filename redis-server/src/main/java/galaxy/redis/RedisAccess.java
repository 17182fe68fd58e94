package galaxy.redis;

import galaxy.kernel.Secret;
import java.util.Optional;

/** All that a client needs to talk to a server: where it listens, and the password if it wants one. */
public record RedisAccess(RedisAddress address, Optional<Secret> password) {}
