package galaxy.torture.connections;

import com.google.protobuf.Message;
import galaxy.client.transport.RpcFailure;
import galaxy.contracts.RpcReason;
import galaxy.contracts.Scope;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Outcome.Result;
import galaxy.torture.workload.Channels;
import galaxy.torture.workload.Choices;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Pages;
import galaxy.torture.workload.Reply;
import galaxy.torture.workload.RequestedEvents;
import galaxy.torture.workload.Requests;
import galaxy.torture.workload.Workload.Context;
import io.grpc.Metadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The requests of one client: each is sent again until it is done or refused. Not thread-safe. */
final class Client {
    static final String NAMED = "an error has the id of its request";

    private static final int LONGEST_PAGE = 50;
    private static final Metadata.Key<String> REQUEST_ID =
            Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

    final Shared shared;
    final int number;
    final Choices choices;
    private final Requests requests;
    private int drawn;

    /** What all clients share; {@code run} is the beginning of every request id. */
    record Shared(Channels channels, Context context, Findings findings, RequestedEvents expected, String run) {}

    Client(Shared shared, int number, RandomGenerator random) {
        this.shared = shared;
        this.number = number;
        this.choices = new Choices(random);
        this.requests = new Requests(shared.context().journal(), random);
    }

    String newId() {
        return shared.run() + "-" + number + "-" + drawn++;
    }

    /** A request at random: any of the methods, with any of the values of each field that has some. */
    Message draw(List<String> methods, Map<String, List<?>> values) {
        return Messages.request(
                choices.any(methods),
                field -> Optional.ofNullable(values.get(field)).map(choices::any));
    }

    Observed<Message> read(Message request) throws InterruptedException {
        return send(newId(), request, false);
    }

    /** @param isWrite whether success acknowledges a change */
    Observed<Message> send(String id, Message request, boolean isWrite) throws InterruptedException {
        return requests.send(id, Messages.name(request), isWrite, () -> {
            Metadata headers = new Metadata();
            headers.put(REQUEST_ID, id);
            String target = choices.any(shared.context().instances()).connections();
            return shared.channels()
                    .send(target, Messages.method(request), request, headers, failure -> failed(failure, id, request));
        });
    }

    private Reply<Message> failed(RpcFailure failure, String id, Message request) {
        String text = "%s %s: %s %s".formatted(id, request, failure.cause(), failure.reason());
        if (failure.reason().isPresent()) {
            String named = failure.error("none").requestId().orElse("");
            shared.findings().check(NAMED, id.equals(named), text, named);
        }
        Optional<RpcReason> refusal = failure.reason()
                .flatMap(RpcReason::of)
                .filter(known ->
                        known.scope() == Scope.SERVICE && known.status().name().equals(failure.status()));
        return refusal.<Reply<Message>>map(known -> Reply.refused(known.name()))
                .orElseGet(() -> Channels.unanswered(failure, text, shared.findings()));
    }

    /** What a request returned, if anything. */
    static Optional<Result> result(Observed<Message> observed) {
        return observed.response()
                .<Result>map(Result.Done::new)
                .or(() -> observed.refusal().map(Result.Refused::new));
    }

    /** What a request returns that changes nothing; a list is read page by page and returned whole, if every page came. */
    Optional<Result> read(Message request, int size) throws InterruptedException {
        if (!Messages.isOfList(request)) {
            return result(read(request));
        }
        var fields = request.getDescriptorForType();
        Message.Builder next = request.toBuilder().setField(fields.findFieldByName("page_size"), size);
        return Pages.walk(
                        request.toString(),
                        Math.min(size, LONGEST_PAGE),
                        token -> read(next.setField(fields.findFieldByName("page_token"), token)
                                        .build())
                                .response()
                                .map(Client::page),
                        shared.findings())
                .map(all -> new Result.Done(Messages.response(request, all)));
    }

    private static Pages.Page<Object> page(Message page) {
        List<?> items = Messages.first(page, List.class).orElseThrow();
        return new Pages.Page<>(List.copyOf(items), Messages.text(page, "next_page_token"));
    }
}
