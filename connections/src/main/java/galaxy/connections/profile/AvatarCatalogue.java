package galaxy.connections.profile;

/** The avatars that there are. */
public interface AvatarCatalogue {
    boolean has(Avatar avatar);
}
