package galaxy.gateway.http;

import galaxy.chassis.http.Handler;
import galaxy.chassis.http.HttpApi;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.http.Routes;
import galaxy.chassis.identity.Access;
import galaxy.gateway.limit.AddressBudget;
import galaxy.gateway.signin.ClientPlaces;
import galaxy.gateway.signin.SignIn;
import galaxy.kernel.Rfc3339;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Every route of the public REST, for any client. */
public final class PublicApi {
    static final String BASE = "/api/v1/public";
    static final String CONTRACT = BASE + "/openapi.yaml";
    private static final String OPENAPI = "/galaxy/contracts/gateway.openapi.yaml";

    /** What auth takes at most, and a little for the way. */
    private static final Duration WITH_AUTH = Duration.ofMillis(3500);

    private PublicApi() {}

    /** What the routes give access to. */
    public record Features(SignIn signIn, ClientPlaces places, InstantSource clock) {}

    /**
     * What the listener serves.
     *
     * @param origins of the pages that may call it
     * @param requests from one address
     */
    public static HttpApi api(Features features, Set<String> origins, AddressBudget requests) {
        return HttpApi.json(Routes.of(routes(features))).filtered(new BrowserRules(origins, requests));
    }

    static List<Route> routes(Features features) {
        var signIn = new SignInHandlers(features.signIn(), features.places());
        return List.of(
                post("/auth/send-email-code", signIn::send).within(WITH_AUTH),
                post("/auth/confirm-email-code", signIn::confirm).within(WITH_AUTH),
                Route.get(BASE + "/time", Access.anyone(), exchange -> time(features.clock())),
                Route.get(CONTRACT, Access.anyone(), exchange -> contract()));
    }

    private static Route post(String path, Handler handler) {
        return Route.post(BASE + path, Access.anyone(), handler);
    }

    private static Response time(InstantSource clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Response.ok(fields ->
                fields.string("server_time", Rfc3339.format(now)).number("server_time_ms", now.toEpochMilli()));
    }

    private static Response contract() {
        try (InputStream in = PublicApi.class.getResourceAsStream(OPENAPI)) {
            if (in == null) {
                throw new IllegalStateException(OPENAPI + " is missing from the jar");
            }
            return Response.encoded(200, "application/yaml", in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
