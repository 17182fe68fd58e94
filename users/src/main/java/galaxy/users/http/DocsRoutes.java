package galaxy.users.http;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.contracts.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The contract, for machines at {@code /openapi.yaml} and for people at {@code /docs}, without content of other sites. */
final class DocsRoutes {
    private static final String OPENAPI = "/galaxy/contracts/users.openapi.yaml";
    private static final String VIEWER = "/META-INF/resources/webjars/swagger-ui/";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final Map<String, String> ASSETS = Map.of(
            "swagger-ui.css", "text/css; charset=utf-8",
            "swagger-ui-bundle.js", "text/javascript; charset=utf-8");

    private DocsRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.get("/openapi.yaml", Access.anyone(), exchange -> resource(OPENAPI, "application/yaml")),
                Route.get("/docs", Access.anyone(), exchange -> page("docs.html", "text/html; charset=utf-8")),
                Route.get(
                        "/docs/docs.js",
                        Access.anyone(),
                        exchange -> page("docs.js", "text/javascript; charset=utf-8")),
                Route.get("/docs/viewer/{asset}", Access.anyone(), DocsRoutes::asset));
    }

    private static Response page(String name, String type) {
        return resource("/galaxy/users/http/" + name, type).with("Content-Security-Policy", POLICY);
    }

    private static Response asset(Exchange exchange) {
        String name = exchange.path("asset");
        String type = ASSETS.get(name);
        return type == null ? Response.error(ErrorCode.ROUTE_NOT_FOUND) : resource(viewer() + name, type);
    }

    /** The web jar has its files under its version, which is in its own properties. */
    private static String viewer() {
        String properties = text("/META-INF/maven/org.webjars/swagger-ui/pom.properties");
        String version = properties
                .lines()
                .filter(line -> line.startsWith("version="))
                .findFirst()
                .orElseThrow()
                .substring("version=".length());
        return VIEWER + version + "/";
    }

    private static Response resource(String path, String type) {
        return Response.encoded(200, type, bytes(path)).with("X-Content-Type-Options", "nosniff");
    }

    private static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String path) {
        try (InputStream in = DocsRoutes.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing from the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
