package galaxy.users.api;

import galaxy.chassis.identity.Callers;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.ServerMetrics;
import galaxy.client.ClientSettings;
import galaxy.client.users.UsersClient;
import galaxy.kernel.Secret;
import galaxy.store.OpenStore;
import galaxy.store.Redis;
import galaxy.store.StoreSettings;
import galaxy.testkit.Metrics;
import galaxy.testkit.SettableClock;
import galaxy.testkit.Topology;
import galaxy.testkit.openapi.ContractProxy;
import galaxy.testkit.openapi.Exchange;
import galaxy.testkit.openapi.OpenApi;
import galaxy.users.Users;
import galaxy.users.UsersSettings;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.racename.SkeletonPolicy;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The users service on an emptied store, with a clock that tests move, and a client that checks every exchange. */
final class Api implements AutoCloseable {
    static final String BASE = "/api/v1/internal";
    static final OpenApi CONTRACT = OpenApi.load("/galaxy/contracts/users.openapi.yaml");

    private static final List<Setting<?>> SETTINGS = Stream.of(
                    StoreSettings.ALL, ListenerKeys.SHARED, UsersSettings.ALL)
            .<Setting<?>>flatMap(List::stream)
            .toList();
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final AtomicInteger DRAWN = new AtomicInteger();

    final SettableClock clock = SettableClock.at(START);
    final PrometheusRegistry registry = new PrometheusRegistry();
    private final OpenStore store;
    private final Running service;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Optional<Typed> typed = Optional.empty();

    private final String redisUri;

    private Api(Topology topology, Callers callers, RaceNamePolicy policy) {
        this(topology.freshUri(), Map.of(), callers, policy);
    }

    private Api(String redisUri, Map<String, String> more, Callers callers, RaceNamePolicy policy) {
        this.redisUri = redisUri;
        Map<String, String> settings = new HashMap<>(Map.of("http.work-timeout", "30s"));
        settings.putAll(more);
        settings.putAll(Map.of("redis.uri", redisUri, "redis.timeout", "10s", "users.http.port", "0"));
        SettingsReader reader = new SettingsReader(SettingSources.of(settings), SETTINGS);
        store = OpenStore.open(StoreSettings.read(reader), registry);
        service = new Users(() -> policy)
                .start(new ServiceContext<>(store.shared(), reader, callers, new ServerMetrics(registry), clock));
    }

    static Api open(Topology topology) {
        return new Api(topology, Callers.none(), new SkeletonPolicy());
    }

    /** Another instance on the same store, with settings of its own. */
    Api beside(Map<String, String> settings) {
        return new Api(redisUri, settings, Callers.none(), new SkeletonPolicy());
    }

    static Api withCallers(Topology topology, Callers callers) {
        return new Api(topology, callers, new SkeletonPolicy());
    }

    static Api withPolicy(Topology topology, RaceNamePolicy policy) {
        return new Api(topology, Callers.none(), policy);
    }

    /** An address without a user. */
    static String freshEmail() {
        return "pilot-" + DRAWN.incrementAndGet() + "@example.com";
    }

    /** A race name that looks like no other. */
    static String freshName() {
        String letters = "acdefghkmnprtuvwxy";
        StringBuilder name = new StringBuilder("Zz");
        for (int left = DRAWN.incrementAndGet(); left > 0; left /= letters.length()) {
            name.append(letters.charAt(left % letters.length()));
        }
        return name.append("zz").toString();
    }

    URI uri() {
        return URI.create(service.address());
    }

    /** The client of other services. What goes over its wire is verified, and a violation fails {@link #close}. */
    UsersClient client() {
        return typed().client();
    }

    /** Such a client of a caller, to be closed after use. */
    UsersClient clientAs(String token) {
        return UsersClient.of(ClientSettings.of(typed().proxy().uri()).withToken(Secret.of(token)));
    }

    private synchronized Typed typed() {
        Typed opened = typed.orElseGet(() -> Typed.open(this));
        typed = Optional.of(opened);
        return opened;
    }

    /** How many keys the store has. */
    long keys() {
        return store.shared().redis().call("dbsize", commands -> commands.dbsize());
    }

    Redis redis() {
        return store.shared().redis();
    }

    /** The metrics as a scraper reads them. */
    String metrics() {
        return Metrics.of(registry).text();
    }

    Events events() {
        return new Events(this, redis());
    }

    /** The time now, or so much later, as responses write it. */
    String now() {
        return time(Duration.ZERO);
    }

    String time(Duration fromNow) {
        return TIME.format(clock.instant().plus(fromNow));
    }

    String advance(Duration by) {
        return TIME.format(clock.advance(by));
    }

    Call call(String method, String target) {
        return new Call(method, target);
    }

    /** A route below the base path. */
    Reply get(String path) {
        return call("GET", BASE + path).send();
    }

    /** A route below the base path, with a body in JSON. */
    Reply post(String path, String body) {
        return call("POST", BASE + path).json(body).send();
    }

    /** A request in the making. Sending it verifies the exchange. */
    final class Call {
        private final String method;
        private final String target;
        private final HttpRequest.Builder request;
        private Optional<String> body = Optional.empty();

        private Call(String method, String target) {
            this.method = method;
            this.target = target;
            this.request = HttpRequest.newBuilder(URI.create(uri() + target)).timeout(Duration.ofSeconds(30));
        }

        Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        Call key(String idempotencyKey) {
            return header("Idempotency-Key", idempotencyKey);
        }

        Call as(String token) {
            return header("Authorization", "Bearer " + token);
        }

        /** Single quotes stand for double ones. */
        Call json(String text) {
            return header("Content-Type", "application/json").body(Json.quoted(text));
        }

        Call body(String text) {
            body = Optional.of(text);
            return this;
        }

        Reply send() {
            HttpRequest built = request.method(
                            method, body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody))
                    .build();
            HttpResponse<String> response = exchange(built);
            if (isInTheContract()) {
                CONTRACT.verify(Exchange.of(built, body, response));
            }
            return new Reply(response.statusCode(), response.headers(), response.body());
        }

        /** {@code HEAD} is {@code GET} without its body, and what the page of the description needs is its own affair. */
        private boolean isInTheContract() {
            return !method.equals("HEAD") && !target.startsWith("/docs/");
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        // Resources are closed from the last to the first, whichever of them fails.
        try (store;
                service;
                http) {
            typed.ifPresent(Typed::close);
        }
    }

    /** A client and the proxy that watches it. */
    private record Typed(ContractProxy proxy, UsersClient client) {
        static Typed open(Api api) {
            ContractProxy proxy = ContractProxy.inFrontOf(api.uri(), CONTRACT);
            return new Typed(proxy, UsersClient.of(ClientSettings.of(proxy.uri())));
        }

        void close() {
            client.close();
            proxy.close();
        }
    }
}
