package galaxy.torture.users;

import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Observed.Attempt;
import galaxy.torture.workload.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A response of the service.
 *
 * @param body missing if it is no JSON
 */
public record Response(int status, JsonNode body) {
    private static final Response NONE = new Response(0, MissingNode.getInstance());

    /** The response of the last attempt, done or refused. */
    public static Response of(Observed<Response> observed) {
        return observed.last().reply().response().orElse(NONE);
    }

    /** Something that was read in several requests, or is a part of a response. */
    static Observed<Response> composed(JsonNode body, Observed<Response> first, Observed<Response> last) {
        Attempt<Response> end = last.last();
        Reply<Response> reply = Reply.done(new Response(200, body));
        Attempt<Response> begin = first.last();
        Attempt<Response> all = new Attempt<>(begin.begun(), end.ended(), begin.sent(), end.received(), reply);
        return new Observed<>(last.request(), last.what(), List.of(all));
    }

    /** A field of the body, empty without one. */
    public String text(String field) {
        return body.path(field).asString("");
    }

    /** The items of a page. */
    public List<JsonNode> items() {
        return List.copyOf(body.path("items").values());
    }

    /** The code of an error. */
    public String error() {
        return body.at("/error/code").asString("");
    }
}
