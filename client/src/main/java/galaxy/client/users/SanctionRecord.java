package galaxy.client.users;

import java.util.Optional;

/** A sanction of a user's history, and how it was removed, if it was. */
public record SanctionRecord(Sanction sanction, Optional<Removal> removal) {}
