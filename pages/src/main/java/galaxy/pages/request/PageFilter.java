package galaxy.pages.request;

import galaxy.chassis.http.Detail;
import galaxy.chassis.http.Gzip;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.ResponseFilter;
import galaxy.contracts.ErrorCode;
import galaxy.kernel.IpAddress;
import galaxy.pages.route.Origin;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The checks of every request of a service with pages, up to that of the session, and the headers of every response. The first
 * check that fails decides; nothing of the body is read before.
 */
public final class PageFilter implements ResponseFilter {
    /** The reason of a refusal of requests that pages of other sites make. */
    static final String FOREIGN = "foreign";

    private final Origin origin;
    private final PageRoutes routes;
    private final PageHeaders headers;
    private final PageMetrics metrics;
    private final String service;

    public PageFilter(String service, Origin origin, PageRoutes routes, PageHeaders headers, PageMetrics metrics) {
        this.service = service;
        this.origin = origin;
        this.routes = routes;
        this.headers = headers;
        this.metrics = metrics;
    }

    @Override
    public Optional<Response> before(RequestHead request, Supplier<InetAddress> client) {
        boolean isRead = request.method().equals("GET") || request.method().equals("HEAD");
        return refused(Check.HOST, host(request, isRead))
                .or(() -> refused(Check.PATH, path(request, isRead)))
                .or(() -> refused(Check.FOREIGN, foreign(request, isRead)))
                .or(() -> refused(Check.RATE, rate(request, client)));
    }

    private Optional<Response> refused(Check check, Optional<Response> response) {
        response.filter(given -> given.status() >= 400).ifPresent(given -> metrics.refused(service, check));
        return response;
    }

    /** Browsers keep cookies by host; a page of another site could give its name our address. */
    private Optional<Response> host(RequestHead request, boolean isRead) {
        if (request.authority().isEmpty()
                || origin.isNamedBy(request.authority().get())) {
            return Optional.empty();
        }
        return isRead && origin.isAliasedBy(request.authority().get())
                ? redirect(308, origin.text() + request.path(), request)
                : Optional.of(Response.error(ErrorCode.MISDIRECTED_REQUEST));
    }

    /** Only paths that we have: a path like {@code //host/} must not become a place to go to. */
    private Optional<Response> path(RequestHead request, boolean isRead) {
        String plain = request.path().replaceFirst("/+$", "");
        boolean isKnown = routes.find("GET", plain).isPresent()
                || routes.find("POST", plain).isPresent();
        if (!plain.equals(request.path()) && !plain.isEmpty() && isKnown) {
            return redirect(308, plain, request);
        }
        return isRead && routes.find("GET", request.path()).isEmpty()
                ? routes.find("POST", request.path())
                        .flatMap(route -> route.formOf(request.path()))
                        .map(form -> Response.redirect(303, form))
                : Optional.empty();
    }

    private static Optional<Response> redirect(int status, String place, RequestHead request) {
        String location = request.query().isEmpty() ? place : place + "?" + request.query();
        return location.matches("[\\x21-\\x7E]+")
                ? Optional.of(Response.redirect(status, location))
                : Optional.of(Response.error(ErrorCode.ROUTE_NOT_FOUND));
    }

    private Optional<Response> foreign(RequestHead request, boolean isRead) {
        boolean isKnown = routes.find(request.method(), request.path()).isPresent();
        boolean isForeign =
                isRead ? FetchMetadata.isForeignRead(request) : FetchMetadata.isForeignWrite(request, origin);
        // What there is not is 404 or 405, for every site.
        return isKnown && isForeign
                ? Optional.of(Response.error(
                        ErrorCode.PERMISSION_DENIED,
                        ErrorCode.PERMISSION_DENIED.message(),
                        List.of(new Detail("", FOREIGN))))
                : Optional.empty();
    }

    private Optional<Response> rate(RequestHead request, Supplier<InetAddress> client) {
        return routes.find(request.method(), request.path())
                .flatMap(PageRoute::limit)
                .flatMap(limit -> limit.count(IpAddress.text(client.get())))
                .map(PageFilter::tooMany);
    }

    /** {@code 429} with how long to wait. */
    static Response tooMany(Duration wait) {
        return Response.error(ErrorCode.TOO_MANY_REQUESTS)
                .with(
                        "Retry-After",
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }

    @Override
    public Response after(RequestHead request, Response response) {
        return headers.added(request.path(), response);
    }

    /** Error pages hold no secret; other pages are compressed where they are made. */
    @Override
    public Response encoded(RequestHead request, Response response) {
        return response.isError() && Gzip.isTaken(request.headers().apply("Accept-Encoding"))
                ? response.gzipped()
                : response;
    }
}
