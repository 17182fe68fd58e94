package galaxy.torture.users;

import galaxy.models.users.Command;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.http.RestClient;
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
    private long sent;
    private int newNames;
    private int users;

    /**
     * What all clients share.
     *
     * @param ids the user id that responses gave for each e-mail address
     * @param events those that requests about contested users led to
     */
    record Shared(Context context, Naming naming, Api api, Map<String, String> ids, RequestedEvents events) {
        static final String ONE_ID = "one id per e-mail";

        Shared(Context context) {
            var api = new Api(context.findings());
            this(context, new Naming(context.seed()), api, new ConcurrentHashMap<>(), new RequestedEvents());
        }

        /** A response gave this id for an address. */
        void identified(String email, String id, Findings findings) {
            String first = Optional.ofNullable(ids.putIfAbsent(email, id)).orElse(id);
            findings.checkRecorded(ONE_ID, first.equals(id), () -> email + " is " + first + " and " + id);
        }
    }

    Client(int number, Shared shared, RandomGenerator random) {
        this.number = number;
        this.shared = shared;
        this.choices = new Choices(random);
        this.requests = new Requests(shared.context().journal(), random);
    }

    int below(int bound) {
        return choices.random().nextInt(bound);
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

    /** Reads a list to its end, as if it were one page; or returns the page that was refused or did not come. */
    Observed<Response> walk(String path, int size, Findings findings) throws InterruptedException {
        List<Observed<Response>> pages = new ArrayList<>();
        Pages.Source<JsonNode> source = token -> {
            pages.add(get(path + "page_size=" + size + (token.isEmpty() ? "" : "&page_token=" + token)));
            return pages.getLast().response().map(page -> new Page<>(page.items(), page.text("next_page_token")));
        };
        Optional<List<JsonNode>> items = Pages.walk(path, size, source, findings);
        if (items.isEmpty()) {
            return pages.getLast();
        }
        JsonNode whole = RestClient.JSON.valueToTree(Map.of("items", items.get()));
        return Response.composed(whole, pages.getFirst(), pages.getLast());
    }

    String newRequestId() {
        return shared.naming().requestId(number, sent++);
    }

    /** A reason that no other command has. */
    String newReason() {
        return "c%d_%d".formatted(number, sent);
    }

    /** A name that no user has had. */
    String newName() {
        return shared.naming().ownName(number, newNames++);
    }

    /** An address that is not in use. */
    String newEmail() {
        return shared.naming().ownEmail(number, users++);
    }
}
