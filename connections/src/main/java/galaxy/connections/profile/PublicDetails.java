package galaxy.connections.profile;

import java.util.Optional;

/** What a user shows of themselves besides the username. */
public record PublicDetails(DisplayName name, Optional<Avatar> avatar, Bio bio) {}
