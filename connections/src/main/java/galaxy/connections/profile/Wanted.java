package galaxy.connections.profile;

import java.util.Optional;

/** The parts of a profile that a user sets; those absent stay as they are. */
public record Wanted(Optional<Username> username, Optional<PublicDetails> details) {
    public static Wanted username(Username username) {
        return new Wanted(Optional.of(username), Optional.empty());
    }

    public static Wanted details(PublicDetails details) {
        return new Wanted(Optional.empty(), Optional.of(details));
    }

    public static Wanted all(Username username, PublicDetails details) {
        return new Wanted(Optional.of(username), Optional.of(details));
    }
}
