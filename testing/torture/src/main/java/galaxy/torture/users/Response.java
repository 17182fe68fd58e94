package galaxy.torture.users;

import galaxy.torture.workload.Observed;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A response of a service. The body is missing if it is no JSON. */
public record Response(int status, JsonNode body) {
    private static final Response NONE = new Response(0, MissingNode.getInstance());

    /** The response of the last attempt, done or refused. */
    public static Response of(Observed<Response> observed) {
        return observed.last().reply().response().orElse(NONE);
    }

    /** A field of the body, empty without one. */
    public String text(String field) {
        return body.path(field).asString("");
    }

    public List<JsonNode> items() {
        return List.copyOf(body.path("items").values());
    }

    public String error() {
        return body.at("/error/code").asString("");
    }
}
