package galaxy.web.http;

import galaxy.client.connections.UserProfile;
import java.util.Optional;

/** What is known of what a player shows to others. */
public sealed interface OwnProfile {
    /** A username, a public profile, or both. */
    record Known(UserProfile profile) implements OwnProfile {}

    record None() implements OwnProfile {}

    /** Connections does not respond. */
    record Unavailable() implements OwnProfile {}

    /** The profile, if there is one and it is known. */
    default Optional<UserProfile> known() {
        return switch (this) {
            case Known(UserProfile profile) -> Optional.of(profile);
            case None() -> Optional.empty();
            case Unavailable() -> Optional.empty();
        };
    }
}
