package galaxy.torture.geo;

import galaxy.models.geoprofile.Response;
import galaxy.models.geoprofile.Version;
import galaxy.models.geoprofile.Version.State;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Versions and responses of geoprofile, from JSON to the values of the model. */
final class GeoJson {
    private GeoJson() {}

    /** A version, as responses, events and records have it. */
    static Version version(JsonNode json) {
        return new Version(
                json.path("number").asInt(0),
                json.path("country").asString(""),
                json.path("source").asString(""),
                state(json.path("state").asString("")));
    }

    static State state(String code) {
        return State.valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** A version that is there. */
    static Optional<Version> version(JsonNode parent, String field) {
        return Optional.of(parent.path(field)).filter(JsonNode::isObject).map(GeoJson::version);
    }

    /** What a proposal or a decision returned; empty for what no valid request returns. */
    static Optional<Response> response(JsonNode body) {
        Optional<Version> version = version(body, "version");
        if (version.isPresent()) {
            return version.map(Response.Done::new);
        }
        JsonNode detail = body.at("/error/details/0");
        return switch (body.at("/error/code").asString("")) {
            case "conflict" ->
                detail.path("field").asString("").equals("state")
                        ? Optional.of(
                                new Response.Conflict(detail.path("reason").asString("")))
                        : Optional.empty();
            case "version_not_found" -> Optional.of(new Response.VersionNotFound());
            default -> Optional.empty();
        };
    }
}
