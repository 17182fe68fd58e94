package galaxy.client.transport;

import galaxy.client.CallContext;
import galaxy.client.ClientSettings;
import galaxy.client.Outcome;
import galaxy.client.PageRequest;
import galaxy.kernel.Page;
import java.net.URI;
import java.util.function.Function;

/**
 * The JSON API of one service. Safe for many threads; keeps its connections open until it is closed.
 *
 * @param <R> the reasons of the service to refuse a request
 */
public final class JsonApi<R extends Enum<R>> implements AutoCloseable {
    private final HttpTransport transport;
    private final Class<R> reasons;
    private final CallContext context;

    private JsonApi(HttpTransport transport, Class<R> reasons, CallContext context) {
        this.transport = transport;
        this.reasons = reasons;
        this.context = context;
    }

    public static <R extends Enum<R>> JsonApi<R> of(ClientSettings settings, Class<R> reasons) {
        return new JsonApi<>(new HttpTransport(settings), reasons, CallContext.none());
    }

    /** The same API over the same connections, for calls that are part of a larger request. */
    public JsonApi<R> in(CallContext larger) {
        return new JsonApi<>(transport, reasons, larger);
    }

    public URI address() {
        return transport.address();
    }

    public <T> Outcome<T, R> call(JsonRequest request, Function<JsonFields, T> decode) {
        HttpReply reply = transport.send(request, context);
        return reply.isOk()
                ? new Outcome.Done<>(decode.apply(JsonFields.parse(reply.body())))
                : Outcome.refused(ErrorBody.read(reply), reasons);
    }

    public <T> Outcome<Page<T, String>, R> page(JsonRequest list, PageRequest page, Function<JsonFields, T> item) {
        return call(
                list.with(page),
                fields -> new Page<>(fields.list("items", item), fields.optionalString("next_page_token")));
    }

    /** Closes the connections; calls in progress fail. */
    @Override
    public void close() {
        transport.close();
    }
}
