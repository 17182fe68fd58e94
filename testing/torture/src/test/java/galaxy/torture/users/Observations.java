package galaxy.torture.users;

import galaxy.testkit.model.Expected;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Observed.Attempt;
import galaxy.torture.workload.Reply;
import galaxy.torture.workload.Reply.Result;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a client observed, at times that a test chooses. */
final class Observations {
    private static final JsonMapper JSON = new JsonMapper();

    private Observations() {}

    @SafeVarargs
    @SuppressWarnings("varargs")
    static Observed<Response> observed(Attempt<Response>... attempts) {
        return new Observed<>("t-1", "POST /", List.of(attempts));
    }

    static Attempt<Response> done(long begun, long ended, Object... fields) {
        ObjectNode body = JSON.createObjectNode();
        Expected.object(fields)
                .forEach((name, value) ->
                        body.set(name, value.equals(Expected.NULL) ? body.nullNode() : JSON.valueToTree(value)));
        return attempt(begun, ended, Reply.done(new Response(200, body)));
    }

    static Attempt<Response> refused(long begun, long ended, int status) {
        Response response = new Response(status, JSON.createObjectNode());
        return attempt(begun, ended, new Reply<>(Result.REFUSED, "", "", Optional.of(response)));
    }

    static Attempt<Response> unanswered(long begun, long ended) {
        return attempt(begun, ended, Reply.noResponse(Result.TIMED_OUT, "timeout"));
    }

    private static Attempt<Response> attempt(long begun, long ended, Reply<Response> reply) {
        return new Attempt<>(begun, ended, begun, ended, reply);
    }
}
