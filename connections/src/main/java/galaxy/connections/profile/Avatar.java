package galaxy.connections.profile;

/**
 * A picture of the avatar catalogue.
 *
 * @param setId of a set of pictures
 * @param assetId of one in the set
 */
public record Avatar(String setId, String assetId) {}
