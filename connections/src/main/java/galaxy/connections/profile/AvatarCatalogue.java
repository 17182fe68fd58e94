package galaxy.connections.profile;

import java.util.Set;

/** The avatars that users can choose from. */
public record AvatarCatalogue(Set<Avatar> avatars) {
    public AvatarCatalogue {
        avatars = Set.copyOf(avatars);
    }

    public boolean has(Avatar avatar) {
        return avatars.contains(avatar);
    }
}
