package galaxy.torture.connections;

import com.google.protobuf.Message;
import galaxy.models.connections.Messages;
import galaxy.torture.workload.Choices;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Pages;
import galaxy.torture.workload.Requests;
import galaxy.torture.workload.Workload.Context;
import java.util.List;
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
    record Shared(Channels channels, Context context, Findings findings, ExpectedEvents expected, String run) {}

    Client(Shared shared, int number, RandomGenerator random) {
        this.shared = shared;
        this.number = number;
        this.choices = new Choices(random);
        this.requests = new Requests(shared.context().journal(), random);
    }

    int below(int bound) {
        return choices.random().nextInt(bound);
    }

    /** A new request id. */
    String newId() {
        return shared.run() + "-" + number + "-" + drawn++;
    }

    Observed<Message> read(Message request) throws InterruptedException {
        return send(newId(), request, false);
    }

    /** @param isWrite whether success acknowledges a change */
    Observed<Message> send(String id, Message request, boolean isWrite) throws InterruptedException {
        return requests.send(id, Messages.name(request), isWrite, () -> {
            String instance = choices.any(shared.context().target().connections());
            return shared.channels().send(instance, number, id, request, shared.findings());
        });
    }

    /** All items of a list, if every page came; a page has its items in its first field. */
    <T> Optional<List<T>> walk(int size, String method, Object... values) throws InterruptedException {
        Message list = Messages.request(method, values);
        var fields = list.getDescriptorForType();
        Message.Builder request = list.toBuilder().setField(fields.findFieldByName("page_size"), size);
        return Pages.walk(
                list.toString(),
                Math.min(size, LONGEST_PAGE),
                token -> read(request.setField(fields.findFieldByName("page_token"), token)
                                .build())
                        .response()
                        .map(Client::<T>page),
                shared.findings());
    }

    @SuppressWarnings("unchecked") // The caller names the type of the items of the list.
    private static <T> Pages.Page<T> page(Message page) {
        return new Pages.Page<>(
                (List<T>) Messages.first(page, List.class).orElseThrow(), Messages.text(page, "next_page_token"));
    }
}
