package galaxy.connections.profile;

import java.util.Optional;

/** The parts of a profile that a user sets; those absent stay as they are. */
public record ProfileChange(Optional<Username> username, Optional<PublicDetails> details) {
    public static ProfileChange username(Username username) {
        return new ProfileChange(Optional.of(username), Optional.empty());
    }

    public static ProfileChange details(PublicDetails details) {
        return new ProfileChange(Optional.empty(), Optional.of(details));
    }

    public static ProfileChange all(Username username, PublicDetails details) {
        return new ProfileChange(Optional.of(username), Optional.of(details));
    }
}
