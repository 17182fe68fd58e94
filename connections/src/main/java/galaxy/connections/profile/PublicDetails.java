package galaxy.connections.profile;

import java.util.Optional;

/** The public part of a profile besides the username. */
public record PublicDetails(DisplayName name, Optional<Avatar> avatar, Bio bio) {}
