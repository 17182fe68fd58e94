package galaxy.torture.users;

import galaxy.models.users.Command;
import galaxy.testkit.GalaxyInstance;
import galaxy.torture.users.Api.Request;
import galaxy.torture.workload.Choices;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Pages;
import galaxy.torture.workload.Pages.Page;
import galaxy.torture.workload.RequestedEvents;
import galaxy.torture.workload.Requests;
import galaxy.torture.workload.Workload.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** One client: its requests, names and addresses are its own. Not thread-safe. */
final class Client {
    final Shared shared;
    final Choices choices;

    /** Names of its earlier users. */
    final List<String> names = new ArrayList<>();

    private final int number;
    private final Requests requests;
    private int drawn;

    /** What all clients share, with the user ids that responses gave for addresses, and the events of contested users. */
    record Shared(Context context, Naming naming, Api api, Map<String, String> ids, RequestedEvents events) {
        static final String ONE_ID = "one id per e-mail";

        Shared(Context context) {
            var api = new Api(context.findings());
            this(context, new Naming(context.seed()), api, new ConcurrentHashMap<>(), new RequestedEvents());
        }

        /** A response gave this id for an address. */
        void identified(String email, String id, Findings findings) {
            String first = Optional.ofNullable(ids.putIfAbsent(email, id)).orElse(id);
            findings.checkRecorded(ONE_ID, first.equals(id), email, "is", first, "and", id);
        }
    }

    Client(int number, Shared shared, RandomGenerator random) {
        this.number = number;
        this.shared = shared;
        this.choices = new Choices(random);
        this.requests = new Requests(shared.context().journal(), random);
    }

    Observed<Response> send(Request request) throws InterruptedException {
        return requests.send(request.id(), request.what(), request.isWrite(), () -> {
            GalaxyInstance any = choices.any(shared.context().instances());
            return shared.api().send(request, any.users());
        });
    }

    Observed<Response> get(String path) throws InterruptedException {
        return send(Request.get(newRequestId(), path));
    }

    Observed<Response> send(Command command, String userId) throws InterruptedException {
        return send(Request.of(newRequestId(), command, userId));
    }

    /** Makes an e-mail address a user. */
    Observed<Response> ensure(String email, Map<String, ?> settings) throws InterruptedException {
        Map<String, Object> body = Map.of("email", email, "registration_context", settings);
        return send(Request.post(newRequestId(), "/users/ensure-by-email", body, true));
    }

    /** A read that has a body. */
    Observed<Response> query(String path, String field, String value) throws InterruptedException {
        return send(Request.post(newRequestId(), path, Map.of(field, value), false));
    }

    /** Reads a list to its end; empty if a page was refused, which is checked so, or did not come. */
    Optional<List<JsonNode>> walk(String path, int size, Findings findings, Findings.Check check)
            throws InterruptedException {
        Pages.Source<JsonNode> source = token -> {
            var page = get(path + "page_size=" + size + (token.isEmpty() ? "" : "&page_token=" + token));
            check.check("a page walk is answered to its end", page.refusal().isEmpty(), page);
            return page.response().map(known -> new Page<>(known.items(), known.text("next_page_token")));
        };
        return Pages.walk(path, size, source, findings);
    }

    String newRequestId() {
        return shared.naming().run() + number + "-" + drawn++;
    }

    /** A reason that no other command has. */
    String newReason() {
        return "c%d_%d".formatted(number, drawn++);
    }

    /** A name that no user has had. */
    String newName() {
        return shared.naming().ownName(number, drawn++);
    }

    /** An address that is not in use. */
    String newEmail() {
        return shared.naming().ownEmail(number, drawn++);
    }
}
