package galaxy.gateway.http;

import galaxy.chassis.http.HttpServer;
import galaxy.chassis.identity.PublicAccess;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.HttpMetrics;
import galaxy.client.ClientSettings;
import galaxy.client.Timeouts;
import galaxy.client.auth.AuthClient;
import galaxy.gateway.client.SignInOverHttp;
import galaxy.gateway.limit.AddressBudget;
import galaxy.gateway.signin.ClientPlaces;
import galaxy.geoip.Geoip;
import galaxy.geoip.GeoipSettings;
import galaxy.geoip.NewUserLanguage;
import galaxy.testkit.SettableClock;
import galaxy.testkit.http.RawConnection;
import galaxy.testkit.http.RawResponse;
import galaxy.testkit.mmdb.MmdbWriter;
import galaxy.testkit.openapi.Exchange;
import galaxy.testkit.openapi.OpenApi;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The public REST over an auth, on a clock that stands. Each exchange is held against the contract where it has it. */
final class Rest implements AutoCloseable {
    static final OpenApi CONTRACT = OpenApi.load("/galaxy/contracts/gateway.openapi.yaml");
    static final String BASE = "/api/v1/public";
    static final String SEND = BASE + "/auth/send-email-code";
    static final String CONFIRM = BASE + "/auth/confirm-email-code";
    static final String PAGE = "https://play.example.com";
    static final String EMAIL = "{\"email\":\"pilot@example.com\"}";

    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofMillis(300), Duration.ofMillis(3500), Duration.ofMillis(3500));

    final SettableClock clock = SettableClock.at("2025-11-25T21:00:00Z");
    /** Of services, with their outcomes. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    private final AuthClient auth;
    private final Geoip geoip;
    private final HttpServer server;

    Rest(URI authAddress, boolean usesHint) {
        auth = AuthClient.of(ClientSettings.of(authAddress, Optional.empty(), TIMEOUTS));
        geoip = Geoip.open(
                new GeoipSettings(Optional.of(database()), Optional.empty(), Duration.ofDays(1)),
                new PrometheusRegistry(),
                clock);
        var languages = new NewUserLanguage(geoip.languages());
        var places = new ClientPlaces(
                geoip.countries()::countryOf,
                usesHint ? languages::withinCountry : (country, hint) -> languages.of(country));
        var features = new PublicApi.Features(
                new SignInOverHttp(() -> auth, (service, outcome, _) -> calls.add(service + " " + outcome)),
                places,
                clock);
        var keys = new ListenerKeys("gateway.http", 0, "test");
        var reader = new SettingsReader(
                SettingSources.of(Map.of("gateway.http.trusted-proxies", "127.0.0.1")),
                Stream.concat(ListenerKeys.SHARED.stream(), keys.all().stream()).toList());
        server = HttpServer.start(
                "gateway",
                PublicApi.api(features, Set.of(PAGE, "http://localhost:3000"), new AddressBudget(120, clock)),
                keys.read(reader),
                PublicAccess.LISTENER,
                new HttpMetrics(new PrometheusRegistry()));
    }

    Rest(RespondingAuth auth) {
        this(auth.uri(), false);
    }

    /** Networks of four countries. */
    private static Path database() {
        try {
            Path file = Files.createTempFile("countries", ".mmdb");
            file.toFile().deleteOnExit();
            Files.write(
                    file,
                    MmdbWriter.of(Map.of(
                            "31.1.0.0/16", MmdbWriter.country("NO"),
                            "31.2.0.0/16", MmdbWriter.country("IL"),
                            "31.3.0.0/16", MmdbWriter.country("ID"),
                            "31.4.0.0/16", MmdbWriter.country("RS"))));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return server.uri();
    }

    RawResponse raw(String request) throws IOException {
        return RawConnection.once(uri(), request);
    }

    RawResponse get(String path, String... headers) throws IOException {
        return call("GET", path, "", headers);
    }

    RawResponse post(String path, String body, String... headers) throws IOException {
        return call("POST", path, body, headers);
    }

    /** @param headers names and values in turn */
    RawResponse call(String method, String path, String body, String... headers) throws IOException {
        Map<String, String> sent = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            sent.put(headers[i], headers[i + 1]);
        }
        if (!body.isEmpty()) {
            sent.putIfAbsent("Content-Type", "application/json");
        }
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: gateway\r\n");
        sent.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        RawResponse response = raw(head + new String(bytes, StandardCharsets.ISO_8859_1));
        boolean isInContract = CONTRACT.operations().stream()
                .anyMatch(operation -> operation.toString().equals(method + " " + path));
        if (isInContract) {
            CONTRACT.verify(new Exchange(
                    method,
                    path,
                    sent,
                    Optional.of(body),
                    response.status(),
                    response.headers(),
                    Optional.of(response.body())));
        }
        return response;
    }

    @Override
    public void close() {
        server.close();
        geoip.close();
        auth.close();
    }
}
