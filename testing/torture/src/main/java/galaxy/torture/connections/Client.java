package galaxy.torture.connections;

import com.google.protobuf.Message;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Outcome.Result;
import galaxy.testkit.GalaxyInstance;
import galaxy.torture.workload.Choices;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Pages;
import galaxy.torture.workload.RequestedEvents;
import galaxy.torture.workload.Requests;
import galaxy.torture.workload.Workload.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The requests of one client: each is sent again until it is done or refused. Not thread-safe. */
final class Client {
    private static final int LONGEST_PAGE = 50;

    final Shared shared;
    final int number;
    final Choices choices;
    private final Requests requests;
    private int drawn;

    /**
     * What all clients share.
     *
     * @param run the beginning of every request id
     */
    record Shared(Channels channels, Context context, Findings findings, RequestedEvents expected, String run) {}

    Client(Shared shared, int number, RandomGenerator random) {
        this.shared = shared;
        this.number = number;
        this.choices = new Choices(random);
        this.requests = new Requests(shared.context().journal(), random);
    }

    /** A new request id. */
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
            GalaxyInstance instance = choices.any(shared.context().instances());
            return shared.channels().send(instance, id, request, shared.findings());
        });
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
