package galaxy.testkit.openapi;

import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** How bodies of a media type are read. */
final class MediaTypes {
    private MediaTypes() {}

    /** {@code application/json} of {@code Application/JSON; charset=utf-8}. */
    static String bare(String contentType) {
        int semicolon = contentType.indexOf(';');
        String bare = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return bare.trim().toLowerCase(Locale.ROOT);
    }

    /** A JSON body as a tree, any other as one string. */
    static JsonNode read(String mediaType, String body) throws JacksonException {
        return mediaType.equals("application/json") ? Document.parseJson(body) : StringNode.valueOf(body);
    }
}
