package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.HttpMetrics;
import galaxy.contracts.Role;
import galaxy.testkit.Metrics;
import galaxy.testkit.SelfSignedCertificate;
import galaxy.testkit.http.RawConnection;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server with a few routes like those of a service, and a client for it. */
final class TestServer implements AutoCloseable {
    final PrometheusRegistry registry = new PrometheusRegistry();
    final HttpMetrics metrics = new HttpMetrics(registry);
    final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    TestServer(Map<String, String> settings, Callers callers, Route... more) {
        this(settings, callers, ErrorRenderer.JSON, more);
    }

    TestServer(Map<String, String> settings, Callers callers, ErrorRenderer errors, Route... more) {
        this(settings, callers, new HttpApi(Routes.of(List.of(more)), errors));
    }

    TestServer(Map<String, String> settings, Callers callers, HttpApi api) {
        var routes = new ArrayList<>(ROUTES);
        routes.addAll(api.routes().table());
        server = HttpServer.start(
                "things",
                new HttpApi(Routes.of(routes), api.errors(), api.filter()),
                settings(settings),
                callers,
                metrics);
    }

    /** One over TLS, of which a client chooses HTTP/2. */
    static TestServer overTls(SelfSignedCertificate certificate, Map<String, String> settings, Route... more) {
        var all = new HashMap<>(settings);
        all.put("things.http.tls.certificate", certificate.pem().toString());
        all.put("things.http.tls.key", certificate.key().toString());
        return new TestServer(all, Callers.none(), more);
    }

    static HttpClient http2(SelfSignedCertificate certificate) throws GeneralSecurityException, IOException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(certificate.clientContext())
                .build();
    }

    static final List<Route> ROUTES = List.of(
            Route.get(
                    "/things/{id}/exists",
                    Access.only(Role.AUTH, Role.LOBBY),
                    exchange -> Response.ok(
                            json -> json.string("id", exchange.path("id")).bool("exists", true))),
            Route.get("/things", Access.only(Role.ADMIN), TestServer::list).query("page_size", "paid_after", "flag"),
            Route.get("/things/{id}", Access.only(Role.ADMIN), TestServer::origin),
            Route.post("/things/{id}/name", Access.only(Role.GATEWAY), TestServer::name),
            Route.post("/things/{id}/country/sync", Access.only(Role.GEO), exchange -> Response.ok(json -> {})),
            Route.get("/open", Access.anyone(), exchange -> Response.ok(json -> json.nothing("nothing"))));

    private static Response list(Exchange exchange) {
        var query = exchange.query();
        var size = query.integer("page_size", 1, 200).orElse(50L);
        var after = query.time("paid_after");
        var flag = query.bool("flag");
        query.finish();
        return Response.ok(json ->
                json.number("size", size).time("after", after).string("flag", flag.map(value -> value ? "yes" : "no")));
    }

    private static Response origin(Exchange exchange) {
        var origin = exchange.origin();
        return Response.ok(json -> json.string("request_id", origin.requestId())
                .string("traceparent", origin.trace().traceparent())
                .string("caller", origin.caller().map(caller -> caller.name()))
                .string("key", exchange.header("Idempotency-Key")));
    }

    private static Response name(Exchange exchange) {
        var body = exchange.body();
        var name = body.string("name");
        var nick = body.optionalString("nick");
        var size = body.optionalInteger("size", 0, 1_000_000);
        var actor = body.optionalObject("actor").flatMap(inner -> inner.string("type"));
        body.finish();
        return Response.ok(json -> json.string("name", name)
                .string("nick", nick)
                .string("size", size.map(String::valueOf))
                .string("actor", actor));
    }

    static ListenerSettings settings(Map<String, String> given) {
        var keys = new ListenerKeys("things.http", 0, "things");
        var all = new HashMap<>(Map.of("http.read-timeout", "5s", "things.http.hosts", "things,x"));
        all.putAll(given);
        var reader = new SettingsReader(
                SettingSources.of(all),
                Stream.concat(ListenerKeys.SHARED.stream(), keys.all().stream()).toList());
        var settings = keys.read(reader);
        reader.finish();
        return settings;
    }

    URI uri() {
        return server.uri();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(uri() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return post(path, HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> post(String path, HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(body));
    }

    RawConnection raw() throws IOException {
        return new RawConnection(uri());
    }

    /** How many requests were counted in the series with these labels. */
    double count(String labels) {
        return Metrics.of(registry).sum("http_requests_total", labels);
    }

    /** How often this limit refused or ended something. */
    double reached(String limit) {
        return Metrics.of(registry).sum("http_limits_reached_total", "service=\"things\"", "limit=\"" + limit + "\"");
    }

    /** Waits until this limit has been counted so often: a listener counts when it has written its response. */
    void awaitReached(String limit, int times) {
        await().untilAsserted(() -> assertThat(reached(limit)).isEqualTo(times));
    }

    /** What the listener holds now, in the metric of this name. */
    double now(String metric) {
        return Metrics.of(registry).value(metric, "service=\"things\"");
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
