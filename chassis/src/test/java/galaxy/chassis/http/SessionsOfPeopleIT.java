package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Admission;
import galaxy.chassis.identity.Anonymous;
import galaxy.chassis.identity.Authenticator;
import galaxy.chassis.identity.Principal;
import galaxy.chassis.identity.RequestHeaders;
import galaxy.chassis.identity.SignedIn;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.telemetry.HttpMetrics;
import galaxy.testkit.http.RawConnection;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A listener whose clients prove who they are in another way than services do. */
class SessionsOfPeopleIT {
    private record Pilot(String name) implements SignedIn {}

    /** Knows people by a cookie. */
    private static final class Cookies implements Authenticator {
        @Override
        public Principal authenticate(RequestHeaders headers) {
            return headers.values("Cookie").stream()
                    .filter(cookie -> cookie.startsWith("pilot="))
                    .<Principal>map(cookie -> new Pilot(cookie.substring("pilot=".length())))
                    .findFirst()
                    .orElseGet(Anonymous::new);
        }

        @Override
        public boolean isOpen() {
            return false;
        }

        @Override
        public Admission admit(Access access, Principal principal) {
            return Admission.ADMITTED;
        }

        @Override
        public void requireSafe(ListenerSettings listener) {}
    }

    @Test
    void a_handler_sees_who_has_signed_in() throws Exception {
        var route = Route.get(
                "/me",
                Access.anyone(),
                exchange -> Response.ok(json -> json.string(
                        "name", exchange.origin().principal() instanceof Pilot(String name) ? name : "unknown")));
        try (var server = HttpServer.start(
                "pages",
                HttpApi.json(Routes.of(List.of(route))),
                TestServer.settings(Map.of()),
                new Cookies(),
                new HttpMetrics(new PrometheusRegistry()))) {
            var request = "GET /me HTTP/1.1\r\nHost: x\r\n%sConnection: close\r\n\r\n";
            assertThat(RawConnection.once(server.uri(), request.formatted("Cookie: a=b\r\nCookie: pilot=nova\r\n"))
                            .body())
                    .isEqualTo("{\"name\":\"nova\"}");
            assertThat(RawConnection.once(server.uri(), request.formatted("")).body())
                    .isEqualTo("{\"name\":\"unknown\"}");
        }
    }
}
