package galaxy.torture.connections;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ListContactLinksResponse;
import galaxy.contracts.connections.v1.SetUsernameRequest;
import galaxy.models.connections.ConnectionsModel;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Outcome.Result;
import galaxy.models.connections.Outcome.Result.Done;
import galaxy.models.connections.Outcome.Result.Refused;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.History;
import galaxy.torture.workload.Observed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The requests of several clients about the same few things, and their results, without times. Thread-safe. */
final class ModelHistory {
    /** Far more than a history needs that has an order, and few enough to wait for. */
    private static final int MOST_PLACES = 500_000;

    private static final Instant ANY_TIME = Instant.EPOCH;

    private final History<ConnectionsModel> history;

    /** Whether a link may have been created whose id is not known. */
    private volatile boolean isLinkUnknown;

    ModelHistory(ConnectionsModel before) {
        this(before, MOST_PLACES);
    }

    ModelHistory(ConnectionsModel before, int mostPlaces) {
        this.history = new History<>(before, mostPlaces);
    }

    /** A request that changes nothing; one without a result says nothing. */
    void read(Message request, Observed<Message> observed) {
        Client.result(observed)
                .ifPresent(result -> history.read(
                        request + " returned " + summary(request, result), observed, returns(request, result)));
    }

    /** A request that changes something, in each attempt once or not at all. */
    void write(Message request, Observed<Message> observed) {
        if (request instanceof SetUsernameRequest set) {
            setUsername(set, observed);
            return;
        }
        Optional<Result> result = Client.result(observed);
        boolean isUncertain = !observed.isDone() && !observed.isCertainlyNotDone();
        if (isUncertain && Messages.name(request).equals("CreateContactLink")) {
            isLinkUnknown = true;
        }
        Predicate<ConnectionsModel> explains =
                result.map(known -> returns(request, known)).orElse(model -> true);
        history.write(request.toString(), observed, true, explains, serve(request, result));
    }

    /** A username is claimed first, and in force a little later: meanwhile others cannot take it, but no user has it. */
    private void setUsername(SetUsernameRequest request, Observed<Message> observed) {
        String user = request.getUserId();
        String name = request.getUsername();
        Function<ConnectionsModel, Stream<ConnectionsModel>> claim = model -> Stream.of(model)
                .filter(known -> !known.profiles().isTaken(name, user))
                .map(known -> known.after(next -> next.profiles().claim(name, user)));
        Function<ConnectionsModel, Stream<ConnectionsModel>> take = model -> Stream.of(model)
                .filter(known -> known.profiles().hasClaimed(name, user))
                .flatMap(serve(request, Optional.empty()));
        var refused = returns(request, new Refused("USERNAME_TAKEN"));
        history.once(request.toString(), observed, refused, List.of(claim, take));
    }

    private static Function<ConnectionsModel, Stream<ConnectionsModel>> serve(
            Message request, Optional<Result> result) {
        Supplier<Optional<ContactLink>> drawn = () -> result.flatMap(known -> first(known, ContactLink.class));
        return model -> Stream.of(model.served(request, ANY_TIME, drawn));
    }

    private static Predicate<ConnectionsModel> returns(Message request, Result result) {
        Object expected = summary(request, result);
        Supplier<Optional<ContactLink>> drawn = () -> first(result, ContactLink.class);
        return model -> expected.equals(
                summary(request, model.decide(request, ANY_TIME, drawn).result()));
    }

    private static <T> Optional<T> first(Result result, Class<T> type) {
        return result instanceof Done(Message response) ? Messages.first(response, type) : Optional.empty();
    }

    /** A result without times, but for whether a contact is new. */
    private static Object summary(Message request, Result result) {
        return switch (result.untimed()) {
            case Done(ListContactLinksResponse list) -> Set.copyOf(list.getContactLinksList());
            case Done _
            when Messages.name(request).equals("AddContact") ->
                first(result, Contact.class).filter(ModelHistory::isNew).isPresent();
            case Result untimed -> untimed;
        };
    }

    static boolean isNew(Contact contact) {
        return contact.getCreatedAt().equals(contact.getUpdatedAt());
    }

    /** Checks that there is an order that explains all results, after which no username is between its steps. */
    void check(String rule, Findings findings) {
        if (isLinkUnknown) {
            findings.count(History.UNDECIDED);
        } else {
            history.check(rule, "", model -> model.profiles().claims().isEmpty(), findings);
        }
    }
}
