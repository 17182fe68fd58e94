package galaxy.torture.connections;

import static galaxy.models.connections.Messages.instant;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.models.connections.ConnectionsModel;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Outcome;
import galaxy.models.connections.Outcome.Event;
import galaxy.models.connections.Outcome.Result;
import galaxy.torture.workload.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a client knows of its own users, whom no other client changes: the model that has served the same requests. */
final class Knowledge {
    /** All users there ever were. */
    final Set<String> users = new LinkedHashSet<>();

    final ConnectionsModel model = new ConnectionsModel();

    /** What things may be, without times; nothing for anything. */
    private final Map<Thing, Set<Optional<Message>>> uncertain = new HashMap<>();

    private final Map<String, List<ContactLinkEvent>> seenEvents = new HashMap<>();
    private final Duration tolerance;

    /** @param tolerance how far the clock of an instance and that of the client may differ */
    Knowledge(Duration tolerance) {
        this.tolerance = tolerance;
    }

    boolean isCertain(Thing thing) {
        return !uncertain.containsKey(thing);
    }

    /** Sends a request if nothing can interfere with what it is about, and carries it out in the model. */
    void send(Client client, String id, Message request) throws InterruptedException {
        Set<Thing> things = Thing.of(request, model);
        if (things.stream().allMatch(this::isCertain)) {
            var drawn = Optional.of(ContactLink.newBuilder().setLinkId(id).build());
            boolean isWrite = Messages.name(request).equals("AddContact")
                    || !model.decide(request, Instant.now(), () -> drawn)
                            .events()
                            .isEmpty();
            learn(request, things, client.send(id, request, isWrite), client.shared);
        }
    }

    private void learn(Message request, Set<Thing> things, Observed<Message> observed, Client.Shared shared) {
        List<Event> events = new ArrayList<>();
        List<Outcome> possible = possible(request, observed);
        Optional<Outcome> outcome = matching(possible, observed);
        if (outcome.isEmpty() && observed.isDone() && !observed.unclear().isEmpty()) {
            // An attempt without a result may have been carried out before the last one.
            Outcome earlier = possible.getLast();
            earlier.change().run();
            events.addAll(earlier.events());
            possible = possible(request, observed);
            outcome = matching(possible, observed);
        }
        OwnRules.check(request, result(observed), possible, shared.findings());
        boolean mayBeDone = observed.mayContinue()
                || (!observed.unclear().isEmpty()
                        && possible.stream().anyMatch(each -> !each.events().isEmpty()));
        if (outcome.isEmpty() || (!observed.isDone() && mayBeDone)) {
            things.forEach(thing -> uncertain.put(thing, observed.isOpen() ? states(request, thing) : Set.of()));
            shared.expected().mayExpect(request, observed, List.of(), 1);
            return;
        }
        outcome.get().change().run();
        events.addAll(outcome.get().events());
        shared.expected().expect(observed.request(), events);
        if (observed.mayContinue()) {
            things.forEach(thing -> uncertain.put(thing, Set.of(untimed(thing.in(model)))));
        }
    }

    static Optional<Result> result(Observed<Message> observed) {
        return observed.response()
                .<Result>map(Result.Done::new)
                .or(() -> observed.refusal().map(Result.Refused::new));
    }

    private static Optional<Outcome> matching(List<Outcome> possible, Observed<Message> observed) {
        return possible.stream()
                .filter(each -> result(observed).equals(Optional.of(each.result())))
                .findFirst();
    }

    /** What may come of a request at its first time, its last time, and the times of the response, the oldest last. */
    private List<Outcome> possible(Message request, Observed<Message> observed) {
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
                .map(time -> model.decide(request, time, drawn))
                .toList();
    }

    /** A thing as it is, and as a request makes it. */
    private Set<Optional<Message>> states(Message request, Thing thing) {
        if (thing.kind() == Thing.Kind.CREATION) {
            return Set.of();
        }
        ConnectionsModel after = model.after(copy -> {
            Result _ = copy.serve(request, Instant.now(), Optional::empty);
        });
        return new HashSet<>(List.of(untimed(thing.in(model)), untimed(thing.in(after))));
    }

    private static Optional<Message> untimed(Optional<? extends Message> value) {
        return value.map(Messages::untimed);
    }

    /** Whether a thing may be so. */
    boolean allows(Thing thing, Optional<? extends Message> value) {
        Set<Optional<Message>> states = uncertain.getOrDefault(thing, Set.of());
        return isCertain(thing) ? thing.in(model).equals(value) : states.isEmpty() || states.contains(untimed(value));
    }

    /** What is known of a thing, for people. */
    String text(Thing thing) {
        return isCertain(thing) ? thing.in(model).toString() : "one of " + uncertain.get(thing);
    }

    /** The ids of a user's uncertain things of a kind. */
    Set<String> uncertain(Thing.Kind kind, String user) {
        return uncertain.keySet().stream()
                .filter(thing -> thing.kind() == kind && thing.user().equals(user))
                .map(Thing::id)
                .collect(Collectors.toSet());
    }

    /** The other users of a user's contacts, known or possible. */
    Set<String> otherUsers(String user) {
        Set<String> all = uncertain(Thing.Kind.CONTACT, user);
        model.contacts().of(user).forEach(contact -> all.add(contact.getContactUserId()));
        return all;
    }

    /** Whether events that were seen before are seen again, before later ones. */
    boolean seesAgain(String link, List<ContactLinkEvent> events) {
        List<ContactLinkEvent> before = seenEvents.getOrDefault(link, List.of());
        seenEvents.put(link, List.copyOf(events));
        return before.size() <= events.size() && before.equals(events.subList(0, before.size()));
    }
}
