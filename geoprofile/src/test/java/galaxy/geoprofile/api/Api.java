package galaxy.geoprofile.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.identity.Callers;
import galaxy.chassis.identity.CallersSettings;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.Peers;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.ServerMetrics;
import galaxy.geoip.GeoipSettings;
import galaxy.geoprofile.Geoprofile;
import galaxy.kernel.Secret;
import galaxy.kernel.Sha256;
import galaxy.store.EventStream;
import galaxy.store.OpenStore;
import galaxy.store.StoreAddress;
import galaxy.store.StoreSettings;
import galaxy.testkit.SettableClock;
import galaxy.testkit.Topology;
import galaxy.testkit.openapi.Exchange;
import galaxy.testkit.openapi.OpenApi;
import galaxy.users.Users;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Users and geoprofile in one process on an emptied store, with a clock that tests move. Every exchange is held against the contract. */
final class Api implements AutoCloseable {
    static final String BASE = "/api/v1/internal";
    static final OpenApi CONTRACT = OpenApi.load("/galaxy/contracts/geoprofile.openapi.yaml");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    final PrometheusRegistry registry = new PrometheusRegistry();
    private final String redis;
    private final StoreSettings storeSettings;
    private final OpenStore store;
    private final Running users;
    final Running geoprofile;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Api(Topology topology, Callers callers, Map<String, String> more) {
        redis = topology.freshUri();
        Map<String, String> settings = new HashMap<>(Map.of("http.work-timeout", "30s"));
        settings.putAll(more);
        settings.putAll(Map.of(
                "redis.uri", redis,
                "redis.timeout", "10s",
                "users.http.port", "0",
                "geoprofile.http.port", "0"));
        SettingsReader reader = new SettingsReader(
                SettingSources.of(settings),
                Stream.of(
                                StoreSettings.ALL,
                                ListenerKeys.SHARED,
                                GeoipSettings.ALL,
                                new Users().settings(),
                                new Geoprofile().settings())
                        .flatMap(List::stream)
                        .toList());
        storeSettings = StoreSettings.read(reader);
        store = OpenStore.open(storeSettings, registry);
        var peers = new Peers(List.of("users", "geoprofile"), callers, new Random(1));
        var context = new ServiceContext<>(store.shared(), reader, callers, new ServerMetrics(registry), peers, clock);
        users = new Users().start(context);
        peers.started("users", URI.create(users.address()));
        geoprofile = new Geoprofile().start(context);
    }

    static Api open(Topology topology) {
        return new Api(topology, Callers.none(), Map.of());
    }

    /** Callers with their names as their roles, and tokens. */
    static Callers callers(String... names) {
        String lines = Arrays.stream(names)
                .map(name -> name + "=" + name + ":" + Sha256.hex("token-of-" + name))
                .collect(Collectors.joining(";"));
        return Callers.read(new CallersSettings(Optional.empty(), Optional.of(Secret.of(lines))));
    }

    static Map<String, String> as(String name) {
        return Map.of("Authorization", "Bearer token-of-" + name);
    }

    /** What a service returned. */
    record Reply(int status, JsonNode json) {
        JsonNode ok() {
            assertThat(status).as(json.toString()).isEqualTo(200);
            return json;
        }

        Reply refused(int expected, String code) {
            assertThat(status + " " + json.at("/error/code").asString("")).isEqualTo(expected + " " + code);
            return this;
        }

        void invalid(String field) {
            refused(400, "invalid_request");
            assertThat(json.at("/error/details/0/field").asString("")).isEqualTo(field);
        }

        /** Refused for what the profile or the version is. */
        Reply conflict(String state) {
            refused(409, "conflict");
            assertThat(json.at("/error/details/0/field").asString("")).isEqualTo("state");
            assertThat(json.at("/error/details/0/reason").asString("")).isEqualTo(state);
            return this;
        }
    }

    Reply get(String path) {
        return call("GET", path, "", Map.of());
    }

    Reply post(String path, String body) {
        return call("POST", path, body, Map.of());
    }

    Reply call(String method, String path, String body, Map<String, String> headers) {
        return call(geoprofile.address(), true, method, path, body, headers);
    }

    Reply users(String method, String path, String body, Map<String, String> headers) {
        return call(users.address(), false, method, path, body, headers);
    }

    /** A new user. */
    String user(String email, Map<String, String> headers) {
        return users(
                        "POST",
                        "/users/ensure-by-email",
                        "{'email':'%s','registration_context':{'preferred_language':'en','time_zone':'UTC'}}"
                                .formatted(email),
                        headers)
                .ok()
                .path("user_id")
                .asString();
    }

    /** The country that users have. */
    String country(String user) {
        return users("GET", "/users/" + user, "", Map.of())
                .ok()
                .path("declared_country")
                .asString("");
    }

    private Reply call(
            String address, boolean isVerified, String method, String path, String body, Map<String, String> headers) {
        String json = body.replace('\'', '"');
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + BASE + path));
        headers.forEach(request::header);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                method,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (isVerified) {
                CONTRACT.verify(
                        Exchange.of(request.build(), body.isEmpty() ? Optional.empty() : Optional.of(json), response));
            }
            return new Reply(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The public events about a user, those of one type, in their order. */
    List<JsonNode> events(String user, String type) {
        try (var stream = EventStream.connect(StoreAddress.parse(redis), storeSettings)) {
            return stream.between(EventStream.START, stream.newest()).stream()
                    .map(EventStream.Entry::fields)
                    .filter(fields -> type.equals(fields.get("type")) && user.equals(fields.get("subject")))
                    .map(fields -> JSON.readTree(fields.getOrDefault("data", "")))
                    .toList();
        }
    }

    @Override
    public void close() {
        try (store;
                users;
                geoprofile;
                http) {
            assertThat(http.isTerminated()).isFalse();
        }
    }
}
