package galaxy.torture.connections;

import static galaxy.models.connections.Messages.instant;
import static galaxy.models.connections.Messages.request;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.ListContactLinkEventsResponse;
import galaxy.models.connections.ConnectionsModel;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Outcome;
import galaxy.models.connections.Outcome.Event;
import galaxy.models.connections.Outcome.Result;
import galaxy.models.connections.Outcome.Result.Done;
import galaxy.models.connections.Outcome.Result.Refused;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a client knows of a few users of its own, whom no other client changes: the model that has served the same requests. A
 * request that may have been carried out or not is the last. Not thread-safe.
 */
final class Knowledge {
    static final String PROFILE = "a username or profile is as it was set last";
    static final String TAKEN = "a username of another user is refused";
    static final String CONTACT = "a contact is returned as it was added or removed last";
    static final String CONTACTS = "a list of contacts has what was added and not removed, in the order of the ids";
    static final String LINK = "a link is as it was created, used and revoked, and listed once, the newest first";
    static final String REPEATED = "a repeated request returns the same again";
    static final String EVENTS = "the events of a link are what happened to it, each once and in order";
    static final String APPENDED = "events of a link that were returned once are returned again, before later ones";
    static final String USE = "a use of a link is done or refused as the link is, and returns the contact";

    /** After the name of a rule: of what the store has, not of a response. */
    static final String STORED = " (store)";

    final List<String> users;
    private final Duration tolerance;
    private final Map<Message, List<ContactLinkEvent>> seenEvents = new HashMap<>();

    /** What there may be; nothing if that is not known. */
    private List<ConnectionsModel> possible = List.of(new ConnectionsModel());

    private boolean isOver;

    /** Whether a link may have been created whose id is not known. */
    private boolean isLinkUnknown;

    /** @param tolerance how far the clock of an instance and that of the client may differ */
    Knowledge(List<String> users, Duration tolerance) {
        this.users = users;
        this.tolerance = tolerance;
    }

    /** Whether the last request may have been carried out or not, or may still be: no other may follow. */
    boolean isOver() {
        return isOver;
    }

    ConnectionsModel model() {
        return possible.getFirst();
    }

    /** Sends a request, and carries it out in the model. */
    void send(Client client, String id, Message request) throws InterruptedException {
        var drawn = Optional.of(ContactLink.newBuilder().setLinkId(id).build());
        boolean isWrite = Messages.name(request).equals("AddContact")
                || !model().decide(request, Instant.now(), () -> drawn).events().isEmpty();
        learn(request, client.send(id, request, isWrite), client.shared);
    }

    private void learn(Message request, Observed<Message> observed, Client.Shared shared) {
        List<Event> events = new ArrayList<>();
        List<Outcome> outcomes = outcomes(request, observed);
        Optional<Outcome> outcome = matching(outcomes, observed);
        if (outcome.isEmpty() && observed.isDone() && !observed.unclear().isEmpty()) {
            // An attempt without a result may have been carried out before the last one.
            Outcome earlier = outcomes.getLast();
            earlier.change().run();
            events.addAll(earlier.events());
            outcomes = outcomes(request, observed);
            outcome = matching(outcomes, observed);
        }
        boolean isRight = outcome.isPresent() || observed.isOpen();
        shared.findings().checkRecorded(rule(request, outcomes.getFirst()), isRight, request, observed, outcomes);
        boolean mayBeDone = observed.mayContinue()
                || (!observed.unclear().isEmpty()
                        && outcomes.stream().anyMatch(each -> !each.events().isEmpty()));
        boolean isUncertain = outcome.isEmpty() || (mayBeDone && !observed.isDone());
        isOver = isUncertain || observed.mayContinue();
        isLinkUnknown = isUncertain && Messages.name(request).equals("CreateContactLink");
        if (isUncertain) {
            ConnectionsModel served = model().served(request, Instant.now(), Optional::empty);
            possible = observed.isOpen() ? List.of(model(), served) : List.of();
            shared.expected().expect(observed, ConnectionsModel.events(request), false, 1);
            return;
        }
        outcome.get().change().run();
        events.addAll(outcome.get().events());
        events.forEach(event -> shared.expected().expect(observed.request(), event.kind(), 1, 1));
    }

    private static Optional<Outcome> matching(List<Outcome> outcomes, Observed<Message> observed) {
        return outcomes.stream()
                .filter(each -> Client.result(observed).equals(Optional.of(each.result())))
                .findFirst();
    }

    /** What may come of a request at its first time, its last time, and the times of the response, the oldest last. */
    private List<Outcome> outcomes(Message request, Observed<Message> observed) {
        Instant from =
                Instant.ofEpochMilli(observed.attempts().getFirst().sent()).minus(tolerance);
        Instant until = Instant.ofEpochMilli(observed.last().received()).plus(tolerance);
        Supplier<Optional<ContactLink>> drawn =
                () -> observed.response().flatMap(response -> Messages.first(response, ContactLink.class));
        Stream<Instant> returned =
                observed.response().flatMap(response -> Messages.first(response, Message.class)).stream()
                        .flatMap(value -> value.getAllFields().values().stream())
                        .filter(Timestamp.class::isInstance)
                        .map(time -> instant((Timestamp) time))
                        .filter(time -> time.isAfter(from) && time.isBefore(until))
                        .sorted((a, b) -> b.compareTo(a));
        return Stream.concat(Stream.of(from, until), returned)
                .map(time -> model().decide(request, time, drawn))
                .toList();
    }

    private static String rule(Message request, Outcome expected) {
        boolean isRepeated =
                expected.result() instanceof Done && expected.events().isEmpty();
        return switch (Messages.name(request)) {
            case "AddContact", "RemoveContact" -> CONTACT;
            case "ListContacts" -> CONTACTS;
            case "CreateContactLink", "RevokeContactLink" -> isRepeated ? REPEATED : LINK;
            case "ConsumeContactLink" -> isRepeated ? REPEATED : USE;
            case "PreviewContactLink", "GetContactLink", "ListContactLinks" -> LINK;
            case "ListContactLinkEvents" -> EVENTS;
            default -> expected.result().equals(new Refused("USERNAME_TAKEN")) ? TAKEN : PROFILE;
        };
    }

    /** The requests that read everything that is known of a user. */
    List<Message> reads(String user) {
        if (possible.isEmpty()) {
            return List.of();
        }
        List<Message> reads = new ArrayList<>(List.of(request("GetUserProfile", user), request("ListContacts", user)));
        String name = model().profiles().of(user).whole().getUsername();
        if (!name.isEmpty()) {
            reads.add(request("LookupUserProfile", name));
        }
        model().links().of(user).forEach(link -> reads.add(request("ListContactLinkEvents", user, link.getLinkId())));
        if (!isLinkUnknown) {
            reads.add(request("ListContactLinks", user));
        }
        return reads;
    }

    /** Checks what a request returned that changes nothing. */
    void checkResponse(Message request, Result found, Findings findings) {
        check(request, found, "", findings);
        if (found instanceof Done(ListContactLinkEventsResponse response)) {
            List<ContactLinkEvent> events = response.getEventsList();
            List<ContactLinkEvent> before =
                    Optional.ofNullable(seenEvents.put(request, events)).orElse(List.of());
            boolean isAppended = before.size() <= events.size() && before.equals(events.subList(0, before.size()));
            findings.checkRecorded(APPENDED, isAppended, request, events, "before", before);
        }
    }

    /** Checks what there is of what a request reads. */
    void check(Message request, Result found, String where, Findings findings) {
        List<Outcome> outcomes = possible.stream()
                .map(model -> model.decide(request, Instant.now(), Optional::empty))
                .toList();
        boolean isUntimed = isOver || found instanceof Done(ListContactLinkEventsResponse _);
        boolean isRight = outcomes.stream()
                .map(Outcome::result)
                .anyMatch(expected -> isUntimed ? expected.untimed().equals(found.untimed()) : expected.equals(found));
        findings.checkRecorded(rule(request, outcomes.getFirst()) + where, isRight, request, found, outcomes);
    }
}
