package galaxy.torture.connections;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ListContactLinksResponse;
import galaxy.contracts.connections.v1.SetUsernameRequest;
import galaxy.models.Linearizability;
import galaxy.models.connections.ConnectionsModel;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Outcome.Result;
import galaxy.models.connections.Outcome.Result.Done;
import galaxy.models.connections.Outcome.Result.Refused;
import galaxy.torture.workload.Attempt;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The requests of several clients about the same few things, and their results, without times. Thread-safe. */
final class History {
    /** Far more than a history needs that has an order, and few enough to wait for. */
    private static final int MOST_PLACES = 500_000;

    /** How many attempts of one request are assumed to have done something without a result. */
    private static final int MOST_UNCLEAR = 3;

    private static final Instant ANY_TIME = Instant.EPOCH;

    private final ConnectionsModel before;
    private final Linearizability<ConnectionsModel> operations;

    /** Whether a link may have been created whose id is not known. */
    private boolean isLinkUnknown;

    History(ConnectionsModel before) {
        this(before, MOST_PLACES);
    }

    History(ConnectionsModel before, int mostPlaces) {
        this.before = before;
        this.operations = new Linearizability<>(mostPlaces);
    }

    /** A request that changes nothing; one without a result says nothing. */
    synchronized void read(Message request, Observed<Message> observed) {
        Knowledge.result(observed)
                .ifPresent(result -> operations.read(
                        text(request, result), observed.last().begun(), observed.ended(), returns(request, result)));
    }

    /** A request that changes something, in each attempt once or not at all. */
    synchronized void write(Message request, Observed<Message> observed) {
        if (request instanceof SetUsernameRequest set) {
            setUsername(set, observed);
            return;
        }
        Optional<Result> result = Knowledge.result(observed);
        isLinkUnknown |= Messages.name(request).equals("CreateContactLink")
                && !observed.isDone()
                && !observed.isCertainlyNotDone();
        for (Attempt<?> attempt :
                observed.unclear().stream().limit(MOST_UNCLEAR).toList()) {
            long end = attempt.mayContinue() ? Linearizability.NEVER : observed.ended();
            operations.possible(request.toString(), attempt.begun(), end, serve(request, result));
        }
        result.ifPresent(known -> operations.completed(
                text(request, known),
                observed.last().begun(),
                observed.ended(),
                model -> Stream.of(model).filter(returns(request, known)).flatMap(serve(request, result))));
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
        if (observed.isDone()) {
            int claimed = operations.completed(request + ", claim", observed.begun(), observed.ended(), claim);
            operations.completedAfter(claimed, request.toString(), observed.begun(), observed.ended(), take);
        } else if (observed.isRefused("USERNAME_TAKEN") && !observed.mayContinue()) {
            read(request, observed);
        } else {
            int claimed = operations.possible(request + ", claim", observed.begun(), Linearizability.NEVER, claim);
            operations.possibleAfter(claimed, request.toString(), observed.begun(), Linearizability.NEVER, take);
        }
    }

    private static Function<ConnectionsModel, Stream<ConnectionsModel>> serve(
            Message request, Optional<Result> result) {
        return model -> Stream.of(model.after(next -> {
            Result _ = next.serve(request, ANY_TIME, () -> result.flatMap(History::created));
        }));
    }

    private static Predicate<ConnectionsModel> returns(Message request, Result result) {
        Object expected = summary(request, result);
        return model -> expected.equals(summary(
                request, model.decide(request, ANY_TIME, () -> created(result)).result()));
    }

    private static Optional<ContactLink> created(Result result) {
        return result instanceof Done(Message response)
                ? Messages.first(response, ContactLink.class)
                : Optional.empty();
    }

    private static String text(Message request, Result result) {
        return request + " returned " + summary(request, result);
    }

    /** A result without times, but for whether a contact is new. */
    private static Object summary(Message request, Result result) {
        return switch (result) {
            case Refused(String reason) -> reason;
            case Done(Message response)
            when Messages.name(request).equals("AddContact") ->
                Messages.first(response, Contact.class)
                        .filter(contact -> contact.getCreatedAt().equals(contact.getUpdatedAt()))
                        .isPresent();
            case Done(ListContactLinksResponse list) ->
                Set.copyOf(((ListContactLinksResponse) Messages.untimed(list)).getContactLinksList());
            case Done(Message response) -> Messages.untimed(response);
        };
    }

    /** Checks that there is an order that explains all results, after which no username is between its steps. */
    synchronized void check(String rule, Findings findings) {
        Predicate<ConnectionsModel> isEnd = model -> model.profiles().claims().isEmpty();
        var result = operations.from(before, isEnd);
        boolean isExplained = result.states().stream().anyMatch(isEnd);
        if (isExplained || (result.isComplete() && !isLinkUnknown)) {
            findings.check(rule, isExplained, result::longestOrder);
        } else {
            findings.countUndecided();
        }
    }
}
