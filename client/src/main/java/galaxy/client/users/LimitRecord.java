package galaxy.client.users;

import java.util.Optional;

/** A limit of a user's history, and how it was removed, if it was. */
public record LimitRecord(LimitOverride limit, Optional<Removal> removal) {}
