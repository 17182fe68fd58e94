package galaxy.gateway.http;

import galaxy.chassis.http.Response;
import galaxy.chassis.http.ResponseFilter;
import galaxy.contracts.ErrorCode;
import galaxy.gateway.limit.AddressBudget;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What holds for every response: which pages may read it (CORS), and that no cache keeps it. And for every request: how many
 * an address may send; a preflight of a page that may call is none of these, as the page could not read its refusal.
 */
final class BrowserRules implements ResponseFilter {
    private static final String EXPOSED = "Retry-After, RateLimit, RateLimit-Policy, X-Request-Id";

    private final Set<String> origins;
    private final AddressBudget requests;

    BrowserRules(Set<String> origins, AddressBudget requests) {
        this.origins = Set.copyOf(origins);
        this.requests = requests;
    }

    @Override
    public Optional<Response> before(RequestHead request, Supplier<InetAddress> client) {
        if (isPreflight(request) && origin(request).isPresent()) {
            return Optional.of(Response.empty(204));
        }
        return requests.take(client.get()) ? Optional.empty() : Optional.of(tooMany(client.get()));
    }

    private Response tooMany(InetAddress client) {
        long seconds =
                Math.max(1, requests.state(client).reset().plusMillis(999).toSeconds());
        return Response.error(ErrorCode.TOO_MANY_REQUESTS)
                .with("Retry-After", Long.toString(seconds))
                .with("RateLimit-Policy", "\"address\";q=" + requests.perMinute() + ";w=60")
                .with("RateLimit", "\"address\";r=0;t=" + seconds);
    }

    @Override
    public Response after(RequestHead request, Response response) {
        Response varied = response.with("Vary", "Origin");
        boolean mayBeCached = request.path().equals(PublicApi.CONTRACT) && response.status() == 200;
        Response cached = mayBeCached ? varied : varied.with("Cache-Control", "no-store");
        return origin(request)
                .map(origin -> readable(cached, origin, isPreflight(request)))
                .orElse(cached);
    }

    private static Response readable(Response response, String origin, boolean isPreflight) {
        Response readable =
                response.with("Access-Control-Allow-Origin", origin).with("Access-Control-Expose-Headers", EXPOSED);
        return isPreflight
                ? readable.with("Access-Control-Allow-Methods", "GET, POST")
                        .with("Access-Control-Allow-Headers", "content-type")
                        .with("Access-Control-Max-Age", "600")
                : readable;
    }

    /** That of a page which may call. */
    private Optional<String> origin(RequestHead request) {
        return request.header("Origin").filter(origins::contains);
    }

    private static boolean isPreflight(RequestHead request) {
        return request.method().equals("OPTIONS")
                && request.header("Access-Control-Request-Method").isPresent();
    }
}
