package galaxy.users.http;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.http.StaticFile;
import galaxy.chassis.identity.Access;
import galaxy.contracts.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The contract, for machines at {@code /openapi.yaml} and for people at {@code /docs}, without content of other sites. */
final class DocsRoutes {
    private static final String OPENAPI = "/galaxy/contracts/users.openapi.yaml";
    private static final String VIEWER = "/META-INF/resources/webjars/swagger-ui/";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final Set<String> ASSETS = Set.of("swagger-ui.css", "swagger-ui-bundle.js");
    /** Clients keep them and ask each time whether they have changed. */
    private static final String ASK = "no-cache";
    /** Read when they are asked for: the program starts without them. */
    private static final Map<String, StaticFile> FILES = new ConcurrentHashMap<>();

    private DocsRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.get("/openapi.yaml", Access.anyone(), exchange -> resource(OPENAPI, "application/yaml")),
                Route.get(
                        "/docs",
                        Access.anyone(),
                        exchange -> resource("/galaxy/users/http/docs.html", "text/html; charset=utf-8")
                                .with("Content-Security-Policy", POLICY)),
                Route.get(
                        "/docs/docs.js",
                        Access.anyone(),
                        exchange -> file("/galaxy/users/http/docs.js").response(exchange, ASK)),
                Route.get("/docs/viewer/{asset}", Access.anyone(), DocsRoutes::asset));
    }

    private static Response asset(Exchange exchange) {
        String name = exchange.path("asset");
        return ASSETS.contains(name)
                ? file(viewer() + name).response(exchange, ASK)
                : Response.error(ErrorCode.ROUTE_NOT_FOUND);
    }

    private static StaticFile file(String path) {
        return FILES.computeIfAbsent(path, name -> StaticFile.read(DocsRoutes.class, name));
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
