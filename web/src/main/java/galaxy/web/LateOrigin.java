package galaxy.web;

import galaxy.chassis.http.Response;
import galaxy.chassis.http.ResponseFilter;
import galaxy.pages.route.Origin;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** A filter that needs the origin of the pages, which is known once the listener has its port. */
final class LateOrigin implements ResponseFilter {
    private final CompletableFuture<Origin> origin;
    private final CompletableFuture<ResponseFilter> filter;

    LateOrigin(CompletableFuture<Origin> origin, Function<Origin, ResponseFilter> make) {
        this.origin = origin;
        this.filter = origin.thenApply(make);
    }

    void listensAt(Origin known) {
        origin.complete(known);
    }

    @Override
    public Optional<Response> before(RequestHead request, Supplier<InetAddress> client) {
        return filter.join().before(request, client);
    }

    @Override
    public Response after(RequestHead request, Response response) {
        return filter.join().after(request, response);
    }

    @Override
    public Response encoded(RequestHead request, Response response) {
        return filter.join().encoded(request, response);
    }
}
