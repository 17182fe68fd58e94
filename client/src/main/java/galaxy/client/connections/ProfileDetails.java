package galaxy.client.connections;

import java.util.Optional;

/**
 * What a user shows to others.
 *
 * @param name 1 to 64 characters; empty only in a {@link UserProfile} that has a username alone
 * @param bio at most 280 characters
 */
public record ProfileDetails(String name, Optional<Avatar> avatar, String bio) {
    /** Without avatar and bio. */
    public static ProfileDetails named(String name) {
        return new ProfileDetails(name, Optional.empty(), "");
    }
}
