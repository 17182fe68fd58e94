package galaxy.torture.geo;

import galaxy.testkit.GalaxyInstance;
import galaxy.torture.users.Api;
import galaxy.torture.users.Api.Request;
import galaxy.torture.users.Response;
import galaxy.torture.workload.Choices;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Requests;
import galaxy.torture.workload.Workload.Context;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The requests of one client, to users and to geoprofile: each is sent again until it is done or refused. Not thread-safe. */
final class Client {
    /** What an approval may take more, as it waits for users. */
    private static final Duration WITH_USERS = Duration.ofMillis(3500);

    final Choices choices;
    private final Context context;
    private final Api api;
    private final String name;
    private final Requests toUsers;
    private final Requests toGeoprofile;
    private long sent;
    private int users;

    /**
     * A client with a number of its own.
     *
     * @param findings gets what is wrong with single responses
     */
    Client(Context context, Findings findings, int number, RandomGenerator random) {
        this.context = context;
        this.api = new Api(findings);
        this.name = "geo-%s-%d-".formatted(Long.toUnsignedString(context.seed(), 36), number);
        this.choices = new Choices(random);
        this.toUsers = new Requests(context.journal(), random);
        this.toGeoprofile = new Requests(context.journal(), random, WITH_USERS);
    }

    String newId() {
        return name + sent++;
    }

    /** The id of a new user. */
    Optional<String> create() throws InterruptedException {
        Map<String, Object> body = Map.of(
                "email",
                name + users++ + "@torture.example",
                "registration_context",
                Map.of("preferred_language", "en", "time_zone", "UTC"));
        Request request = Request.post(newId(), "/users/ensure-by-email", body, true);
        return users(request).response().map(known -> known.text("user_id"));
    }

    Observed<Response> users(Request request) throws InterruptedException {
        return send(toUsers, request, GalaxyInstance::users);
    }

    Observed<Response> geo(Request request) throws InterruptedException {
        return send(toGeoprofile, request, GalaxyInstance::geoprofile);
    }

    private Observed<Response> send(Requests requests, Request request, Function<GalaxyInstance, URI> service)
            throws InterruptedException {
        return requests.send(
                request.id(),
                request.what(),
                request.isWrite(),
                () -> api.send(request, service.apply(choices.any(context.instances()))));
    }
}
