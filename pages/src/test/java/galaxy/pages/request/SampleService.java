package galaxy.pages.request;

import galaxy.chassis.http.BodyKind;
import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Form;
import galaxy.chassis.http.HttpApi;
import galaxy.chassis.http.HttpServer;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.PublicAccess;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.HttpMetrics;
import galaxy.pages.cookie.CookieHeader;
import galaxy.pages.cookie.CookieNames;
import galaxy.pages.gallery.SampleSite;
import galaxy.pages.route.Origin;
import galaxy.pages.route.PagePath;
import galaxy.pages.text.Sentence;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Paragraph;
import galaxy.testkit.Metrics;
import galaxy.testkit.http.RawConnection;
import galaxy.testkit.http.RawResponse;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A small service with pages on a real port: a page, a page that needs a session, forms, a picture. */
final class SampleService implements AutoCloseable {
    private static final PagePath PROFILE = new PagePath("/profile");
    private static final Set<String> FIELDS = Set.of("name", "bio");
    private static final int PREVIEWS = 3;

    final PrometheusRegistry registry = new PrometheusRegistry();
    private final SampleSite site = SampleSite.load();
    private final PageMetrics metrics = new PageMetrics(registry);
    private final Readers readers;
    private final PageResponse pages;
    private final HttpServer server;

    /** A service at this origin, whatever the port that it listens on. */
    SampleService(String origin) {
        var parsed = Origin.parse(origin).orElseThrow();
        var names = CookieNames.of("galaxy-sample", parsed);
        readers = new Readers(names, site.messages(), Clock.systemUTC());
        pages = new PageResponse("sample", site::site, metrics);
        var filter = new PageFilter("sample", parsed, routes(), new PageHeaders(parsed, true, true), metrics);
        var keys = new ListenerKeys("sample.http", 0, "sample");
        var settings = new SettingsReader(
                SettingSources.of(Map.of()),
                Stream.concat(ListenerKeys.SHARED.stream(), keys.all().stream()).toList());
        server = HttpServer.start(
                "sample",
                new HttpApi(routes().routes(), new ErrorPages(site::site, readers)).filtered(filter),
                keys.read(settings),
                PublicAccess.LISTENER,
                new HttpMetrics(registry));
    }

    private PageRoutes routes() {
        var check = new SessionCheck<>("sample", new Cookies(), metrics);
        var form = new BodyKind.Form(FIELDS, Set.of(), true);
        List<PageRoute> all = new ArrayList<>();
        all.add(PageRoute.page("landing", get("/", exchange -> page(exchange, 200, "landing", "start"))));
        all.add(PageRoute.page(
                "profile", get("/profile", check.read((exchange, name) -> page(exchange, 200, "profile", name)))));
        all.add(PageRoute.form(
                "profile",
                Route.post("/profile/name", Access.anyone(), check.write(this::saved))
                        .taking(form),
                PROFILE));
        all.add(PageRoute.page(
                        "c",
                        get(
                                "/c/{token}",
                                exchange -> pages.secret(
                                        200,
                                        readers.of(exchange::headers, Optional.empty(), Readers.Place.of("/")),
                                        PageHead.of("c", "A contact link"),
                                        Paragraph.of(Sentence.of("x")))))
                .limited(new RateLimit(PREVIEWS, Clock.systemUTC())));
        all.add(PageRoute.file(site.assets().route()));
        return PageRoutes.of(all);
    }

    private static Route get(String path, galaxy.chassis.http.Handler handler) {
        return Route.get(path, Access.anyone(), handler).query("lang").lenient();
    }

    private Response page(Exchange exchange, int status, String word, String text) {
        var place = new Readers.Place(exchange.query().string("lang"), "/", List.of());
        var reader = readers.of(exchange::headers, Optional.empty(), place);
        return pages.of(exchange, status, reader, PageHead.of(word, text), Paragraph.of(Sentence.of(text)));
    }

    private Response saved(Exchange exchange, String name) {
        return Response.redirect(
                303,
                PROFILE.href()
                        .query("name", FormFields.of(exchange.form(), FIELDS).get("name"))
                        .url());
    }

    private final class Cookies implements SessionCheck.Sessions<String> {
        @Override
        public Optional<String> find(Exchange exchange) {
            return CookieHeader.of(exchange.headers("Cookie"))
                    .find("galaxy-sample", value -> value.startsWith("ok") ? Optional.of(value) : Optional.empty());
        }

        @Override
        public Response signIn(Exchange exchange) {
            return Response.redirect(303, "/sign-in");
        }

        @Override
        public Response signedOut(Exchange exchange, Optional<Form> form) {
            String typed = form.map(fields -> FormFields.of(fields, FIELDS).get("name"))
                    .orElse("unreadable");
            return page(exchange, 403, "profile", typed);
        }
    }

    /** The response to a request whose lines are joined with CRLF. */
    RawResponse send(String... lines) throws IOException {
        return RawConnection.once(server.uri(), String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n");
    }

    RawResponse post(String path, String body, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of("POST " + path + " HTTP/1.1", "Host: 127.0.0.1"));
        lines.addAll(List.of(headers));
        lines.add("Content-Length: " + body.length());
        return RawConnection.once(server.uri(), String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n" + body);
    }

    String sheet() {
        return site.assets().sheet().url();
    }

    double refused(String check) {
        return Metrics.of(registry).sum("page_refused_total", "check=\"" + check + "\"");
    }

    RawConnection raw() throws IOException {
        return new RawConnection(server.uri());
    }

    @Override
    public void close() {
        server.close();
    }
}
