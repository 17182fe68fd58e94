package galaxy.client.connections;

/** An avatar of the catalogue. */
public record Avatar(String setId, String assetId) {}
