package galaxy.connections.store;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.models.connections.ConnectionsModel;
import galaxy.models.connections.Outcome;
import galaxy.models.connections.Outcome.Event;
import galaxy.models.connections.Outcome.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The model of the service, and what it has published.
 *
 * @param events a line each, by {@code type subject}
 * @param lastUsers by a username that a user had
 */
record ModelWithEvents(ConnectionsModel service, Map<String, List<String>> events, Map<String, String> lastUsers) {
    ModelWithEvents() {
        this(new ConnectionsModel(), new TreeMap<>(), new TreeMap<>());
    }

    ModelWithEvents copy() {
        return new ModelWithEvents(service.after(copy -> {}), new TreeMap<>(events), new TreeMap<>(lastUsers));
    }

    /** Whether one of these users was the last to have a username, and has another now. */
    boolean wasLeftBy(Set<String> those, String name) {
        return service.profiles().named(name).isEmpty() && those.contains(lastUsers.getOrDefault(name, ""));
    }

    Result serve(Message request, Instant now, Supplier<Optional<ContactLink>> drawn) {
        Outcome outcome = service.decide(request, now, drawn);
        outcome.change().run();
        outcome.events().forEach(this::publish);
        return outcome.result();
    }

    private void publish(Event event) {
        String feed = event.type() + " " + event.subject();
        List<String> lines = new ArrayList<>(events.getOrDefault(feed, List.of()));
        lines.add(event.operation() + " " + Lines.of(event.type(), event.value(), event.actor()));
        events.put(feed, List.copyOf(lines));
        if (event.value() instanceof UserProfile profile
                && !profile.getUsername().isEmpty()) {
            lastUsers.put(profile.getUsername(), event.subject());
        }
    }
}
