package galaxy.auth.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.Auth;
import galaxy.auth.code.CodeKey;
import galaxy.auth.code.Codes;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.identity.CallersSettings;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.Peers;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.ServerMetrics;
import galaxy.kernel.Secret;
import galaxy.kernel.Sha256;
import galaxy.store.OpenStore;
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
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Users and auth in one process on an emptied store, with a clock that tests move. Every exchange is held against the contract. */
final class Api implements AutoCloseable {
    static final String BASE = "/api/v1/internal";
    static final OpenApi CONTRACT = OpenApi.load("/galaxy/contracts/auth.openapi.yaml");
    static final String CLIENT = "'client':{'ip':'127.0.0.1','country':'DE'}";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] KEY = new byte[32];

    final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    final PrometheusRegistry registry = new PrometheusRegistry();
    final Codes codes = new Codes(List.of(new CodeKey("k1", KEY)), 8);
    private final OpenStore store;
    private final Running users;
    private final Running auth;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Api(Topology topology, Callers callers, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("http.work-timeout", "30s"));
        settings.putAll(more);
        settings.putAll(Map.of(
                "redis.uri", topology.freshUri(),
                "redis.timeout", "10s",
                "users.http.port", "0",
                "auth.http.port", "0",
                "auth.code-keys", "k1:" + Base64.getEncoder().encodeToString(KEY)));
        SettingsReader reader = new SettingsReader(
                SettingSources.of(settings),
                Stream.of(StoreSettings.ALL, ListenerKeys.SHARED, new Users().settings(), new Auth().settings())
                        .flatMap(List::stream)
                        .toList());
        store = OpenStore.open(StoreSettings.read(reader), registry);
        var peers = new Peers(List.of("users", "auth"), callers, new Random(1));
        var context = new ServiceContext<>(store.shared(), reader, callers, new ServerMetrics(registry), peers, clock);
        users = new Users().start(context);
        peers.started("users", URI.create(users.address()));
        auth = new Auth().start(context);
        // The first request loads classes, which on a busy machine takes longer than auth waits for users.
        var _ = users(
                "/users/ensure-by-email",
                "{'email':'first-of-all@example.com',"
                        + "'registration_context':{'preferred_language':'en','time_zone':'UTC'}}");
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

    /** What a service returned. */
    record Reply(int status, JsonNode json, HttpResponse<String> response) {
        JsonNode ok() {
            assertThat(status).as(response.body()).isEqualTo(200);
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

        String text(String field) {
            return json.path(field).asString("");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Reply get(String path) {
        return call("GET", path, "", Map.of());
    }

    Reply post(String path, String body) {
        return call("POST", path, body, Map.of());
    }

    Reply call(String method, String path, String body, Map<String, String> headers) {
        return call(auth.address(), true, method, path, body, headers);
    }

    Reply users(String path, String body) {
        return call(users.address(), false, "POST", path, body, Map.of());
    }

    private Reply call(
            String address, boolean isVerified, String method, String path, String body, Map<String, String> headers) {
        String json = body.replace('\'', '"');
        String target = BASE + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + target));
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
            return new Reply(response.statusCode(), JSON.readTree(response.body()), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Reply send(String email) {
        return post("/sign-in/challenges", "{'email':'%s','locale':'en',%s}".formatted(email, CLIENT));
    }

    Reply confirm(String challenge, String code, String credential) {
        return post(
                "/sign-in/challenges/" + challenge + "/confirm-email-code",
                "{'code':'%s','credential':%s,'time_zone':'Europe/Berlin','preferred_language':'de',%s}"
                        .formatted(code, credential, CLIENT));
    }

    void deleteEvents() {
        long deleted = store.shared().redis().call("del", commands -> commands.del("galaxy:events"));
        assertThat(deleted).isEqualTo(1);
    }

    String code(String challenge) {
        return codes.code("k1", challenge).orElseThrow();
    }

    static String cookie(int seed) {
        byte[] digest = Sha256.of("secret-" + seed);
        return "{'kind':'cookie','secret_sha256':'%s'}"
                .formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }

    /** Signs an address in; three hours pass so that no limit is in the way. */
    JsonNode signIn(String email, int seed) {
        clock.advance(Duration.ofHours(3));
        String challenge = send(email).text("challenge_id");
        return confirm(challenge, code(challenge), cookie(seed)).ok();
    }

    @Override
    public void close() {
        try (store;
                users;
                auth;
                http) {
            assertThat(http.isTerminated()).isFalse();
        }
    }
}
