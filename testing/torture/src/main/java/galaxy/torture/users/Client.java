package galaxy.torture.users;

import galaxy.models.users.Command;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Pages;
import galaxy.torture.workload.Pages.Page;
import galaxy.torture.workload.Pages.Source;
import galaxy.torture.workload.Requests;
import galaxy.torture.workload.Workload.Context;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** One client: its requests have ids of its own. Not thread-safe. */
final class Client {
    final RandomGenerator random;
    private final int number;
    private final Shared shared;
    private final Memory memory;
    private final Requests requests;

    /** What all clients share. */
    record Shared(Context context, Naming naming, Api api) {}

    /** What is used up, and goes on when the client comes back. */
    static final class Memory {
        /** Names of its earlier users. */
        final List<String> names = new ArrayList<>();

        private long requests;
        private int newNames;
        private int users;
    }

    Client(int number, Shared shared, RandomGenerator random, Memory memory) {
        this.number = number;
        this.shared = shared;
        this.random = random;
        this.memory = memory;
        this.requests = new Requests(shared.context().journal(), random);
    }

    Observed<Response> send(Request request) throws InterruptedException {
        List<URI> instances = shared.context().target().users();
        return requests.send(
                request.id(),
                request.what(),
                request.isWrite(),
                () -> shared.api().send(request, instances.get(random.nextInt(instances.size()))));
    }

    Observed<Response> get(String path) throws InterruptedException {
        return send(Request.get(newRequestId(), path));
    }

    Observed<Response> send(Command command, String userId) throws InterruptedException {
        return send(Request.of(newRequestId(), command, userId));
    }

    /** Makes an e-mail address a user. */
    Observed<Response> ensure(String email, Map<String, ?> settings) throws InterruptedException {
        Map<String, ?> body = Map.of("email", email, "registration_context", settings);
        return send(Request.change(newRequestId(), "/users/ensure-by-email", body));
    }

    Observed<Response> query(String path, String field, String value) throws InterruptedException {
        return send(Request.query(newRequestId(), path, Map.of(field, value)));
    }

    /** Reads a list to its end; every page goes to a consumer too. */
    Optional<List<JsonNode>> walk(String path, int size, Findings findings, Consumer<Observed<Response>> pages)
            throws InterruptedException {
        Source<JsonNode> source = token -> {
            Observed<Response> page = get(path + "page_size=" + size + (token.isEmpty() ? "" : "&page_token=" + token));
            pages.accept(page);
            return page.response().map(response -> new Page<>(response.items(), response.text("next_page_token")));
        };
        return Pages.walk(path, size, source, findings);
    }

    String newRequestId() {
        return shared.naming().requestId(number, memory.requests++);
    }

    /** A reason that no other command has. */
    String newReason() {
        return "c%d_%d".formatted(number, memory.requests);
    }

    /** A name that no user has had. */
    String newName() {
        return shared.naming().ownName(number, memory.newNames++);
    }

    /** An address that is not in use. */
    String newEmail() {
        return shared.naming().ownEmail(number, memory.users++);
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
