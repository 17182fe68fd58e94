package galaxy.connections.json;

import galaxy.connections.profile.Avatar;
import galaxy.connections.profile.AvatarCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The avatar catalogue as the contracts have it: {@code galaxy/contracts/avatars/manifest.json}. */
public final class AvatarManifest {
    private static final String MANIFEST = "/galaxy/contracts/avatars/manifest.json";

    private AvatarManifest() {}

    /** Reads the manifest that the program came with. */
    public static AvatarCatalogue load() {
        try (InputStream in = AvatarManifest.class.getResourceAsStream(MANIFEST)) {
            if (in == null) {
                throw new IllegalStateException("the avatar manifest is missing from the program");
            }
            Set<Avatar> avatars = new HashSet<>();
            JsonNode manifest = JsonMapper.shared().readTree(in);
            for (JsonNode set : manifest.required("sets")) {
                for (JsonNode asset : set.required("assets")) {
                    avatars.add(new Avatar(
                            set.required("id").stringValue(),
                            asset.required("id").stringValue()));
                }
            }
            return new AvatarCatalogue(avatars);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
